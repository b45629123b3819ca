"""Personal data that must not stand in a public record: addresses on the internet, telephone and identity numbers.

A record may allow one very string (`allow:`). Problems show a find masked, since their text ends in public logs.
"""

from __future__ import annotations

import ipaddress
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem
from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import lookup_key, normalise, normalise_with_offsets

# Digits and Latin letters around a find make it part of something longer (an address of a page, a reference number).
_BEFORE = r"(?<![0-9A-Za-z/=_%&?#])(?<![0-9A-Za-z][.-])"
_AFTER = r"(?![0-9A-Za-z_/-]|\.[0-9])"

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]|[xX*]{1,3})"
IP_ADDRESS = re.compile(rf"{_BEFORE}(?:{_OCTET}\.){{3}}{_OCTET}{_AFTER}")
"""IPv4, partly masked ones (`xxx.24.9.110`) too; at least one octet must be digits."""

IPV6_ADDRESS = re.compile(
    r"(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![0-9A-Za-z:])"
)
"""What may be an IPv6 address: eight groups, or fewer around `::`."""

PHONE = re.compile(
    # What may not stand before is looked at after the first sign, by which whole texts are searched sooner.
    r"[+0(](?<![0-9A-Za-z/=_%&?#][+0(])(?<![0-9][.,][+0(])(?<![0-9A-Za-z]-[+0(])"
    r"(?:(?:(?<=\+)66|(?<=0)066)(?:\(0\))?|(?<=0)|(?<=\()0)(?:[ .()\u2010-\u2015-]{0,3}[0-9]){8,9}(?![0-9])"
)
"""What may be a Thai telephone number: nine or ten digits from 0, or +66 for the 0, in groups; `_is_phone` decides."""

_LOCAL_GROUP = re.compile("[0-9]+")
_MOBILE_STARTS = "689"
_FIXED_DIGITS = 8
_MOST_GROUPS = 5

EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}"
)

IDENTITY_NUMBER = re.compile(
    r"[0-8](?<![0-9A-Za-z/=_][0-8])(?:[ \u2010-\u2015-]?[0-9]){12}(?![0-9])"
)
"""Thirteen digits as on an identity card, with or without the printed gaps; the check digit decides."""

_NUMBERING = re.compile(r"[ \t]*(?:#{1,6}[ \t]*)?(?:[-*+•·>|][ \t]*)*(?:\*\*|__)?$")


def find(text: str, path: str, allowed: Iterable[str], normal: str | None = None) -> list[Problem]:
    """Return a problem for each piece of personal data in a record's whole text.

    `normal` is that text in one spelling, for who has it.
    """
    if not _HAS_DIGITS_OR_AT.search(text):
        return []
    # One spelling, so that neither Thai digits nor spaces that nobody sees hide a number.
    if normal is None:
        normal = normalise(text)
    found = list(_finds(arabic_digits(normal), tuple(map(lookup_key, allowed))))
    if not found:
        return []
    _, offsets = normalise_with_offsets(text)
    line_starts = [0, *(line.end() for line in re.finditer("\n", text))]
    faults = []
    for code, normal_start, words in found:
        start = offsets[normal_start]
        line = bisect_right(line_starts, start)
        at = Position(path, line, start - line_starts[line - 1] + 1)
        faults.append(problem(code, at, found=masked(words)))
    return faults


def ip_addresses(text: str) -> list[tuple[int, int]]:
    """Return where IP addresses stand in a text, in order: what an import takes out before anything is read."""
    normal, offsets = normalise_with_offsets(text)
    return [
        (offsets[start], offsets[start + len(words)])
        for code, start, words in sorted(
            _finds(arabic_digits(normal), ()), key=lambda found: found[1]
        )
        if code == "personal-ip-address"
    ]


def _finds(normal: str, permitted: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """Yield code, place in the normalised text, and words of each piece of personal data."""
    for code, pattern, is_personal, sign in _KINDS:
        if not sign.search(normal):
            continue
        pieces: list[str] = []
        position = 0
        for match in pattern.finditer(normal):
            found = match.group()
            if not is_personal(match) or any(lookup_key(found) in string for string in permitted):
                continue
            yield code, match.start(), found
            pieces += [normal[position : match.start()], _TAKEN * len(found)]
            position = match.end()
        if pieces:
            # What is one kind of number is no other.
            normal = "".join((*pieces, normal[position:]))


_TAKEN = "A"
"""Stands in place of what was found: a letter, so that what is left beside it is part of something longer."""

_HAS_DIGITS_OR_AT = re.compile(r"[@0-9\u0e50-\u0e59]")


def _is_email(match: re.Match[str]) -> bool:
    return "@" in match.group()


def _is_identity_number(match: re.Match[str]) -> bool:
    return has_right_check_digit(match.group())


def _is_phone(match: re.Match[str]) -> bool:
    """Whether digits are as many as a Thai number has, in groups as people write them.

    After the 0: nine digits from 6, 8 or 9 (mobile), or eight from any other (fixed lines, and the mobile numbers of
    before 2006, which still lead to the same people). Groups: `081-234-5678`, `0-5422-1234`, `(054) 221-234`.
    """
    found = match.group()
    groups = _LOCAL_GROUP.findall(re.sub(r"^(?:\+66|0066)(?:\(0\))?", "0", found))
    digits = "".join(groups)[1:]
    if (
        len(groups) > _MOST_GROUPS
        or (len(groups) > 1 and len(groups[-1]) < 2)
        or found.count(".") == 1
    ):
        return False
    if len(digits) == _FIXED_DIGITS:
        # Eight digits in one row, or two by two, may be a date or a number of a letter.
        return digits[0] != "0" and (len(groups) > 1 or digits[0] in "2345678")
    return digits[0] in _MOBILE_STARTS


def _is_ip_address(match: re.Match[str]) -> bool:
    """Whether a dotted number is an address: at the start of a line it is numbering, unless it is all of the line."""
    line_start = match.string.rfind("\n", 0, match.start()) + 1
    line_end = match.string.find("\n", match.end())
    before = match.string[max(line_start, match.start() - _LONGEST_SIGN) : match.start()]
    rest = match.string[
        match.end() : min(
            line_end if line_end >= 0 else len(match.string), match.end() + _LONGEST_SIGN
        )
    ]
    at_start = match.start() - line_start < _LONGEST_SIGN and _NUMBERING.match(before) is not None
    return any(octet.isdigit() for octet in match.group().split(".")) and not (
        at_start and rest.strip()
    )


_LONGEST_SIGN = 40
"""More characters than a sign of a heading or an item has."""


def _is_ipv6_address(match: re.Match[str]) -> bool:
    """Whether colons and digits are an address (and no time of day, and not `::` alone)."""
    found = match.group()
    try:
        ipaddress.IPv6Address(found)
    except ValueError:
        return False
    return len(found.replace(":", "")) >= _LEAST_IPV6_DIGITS


_LEAST_IPV6_DIGITS = 4

_MANY_DIGITS = re.compile(r"[0-9](?:[ .()\u2010-\u2015-]{0,3}[0-9]){7}")
_KINDS: tuple[
    tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool], re.Pattern[str]], ...
] = (
    ("personal-email", EMAIL, _is_email, re.compile("@")),
    ("personal-identity-number", IDENTITY_NUMBER, _is_identity_number, _MANY_DIGITS),
    ("personal-phone", PHONE, _is_phone, _MANY_DIGITS),
    ("personal-ip-address", IP_ADDRESS, _is_ip_address, re.compile(r"\.[0-9xX*]{1,3}\.")),
    ("personal-ip-address", IPV6_ADDRESS, _is_ipv6_address, re.compile(":[0-9A-Fa-f]{0,4}:")),
)
"""Code, pattern, what decides, and a sign that a text without any has none of the kind: it is sooner looked for."""


def has_right_check_digit(number: str) -> bool:
    """Whether thirteen digits end in the check digit of a Thai identity number.

    Rule of the Department of Provincial Administration: (11 - sum(digit * weight 13..2) mod 11) mod 10.
    """
    digits = [int(sign) for sign in number if sign.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits[:12], range(13, 1, -1), strict=True))
    return digits[12] == (11 - total % 11) % 10


def masked(found: str) -> str:
    """Return a find of which only the first two and the last signs can be read."""
    return found[:2] + re.sub(r"[0-9A-Za-z]", "x", found[2:-1]) + found[-1]
