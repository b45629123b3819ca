"""Personal data that must not stand in a public record: addresses on the internet, telephone and identity numbers.

A record may allow one very string (`allow:`). Problems show a find masked, since their text ends in public logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem
from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import lookup_key

# Digits and Latin letters around a find make it part of something longer (an address of a page, a reference number).
_BEFORE = r"(?<![0-9A-Za-z/=_%&?#.-])"
_AFTER = r"(?![0-9A-Za-z_/-]|\.[0-9])"
_GAP = r"[ \u00a0.-]?"

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]|[xX*]{1,3})"
IP_ADDRESS = re.compile(rf"{_BEFORE}(?:{_OCTET}\.){{3}}{_OCTET}{_AFTER}")
"""IPv4, partly masked ones (`xxx.24.9.110`) too; at least one octet must be digits."""

IPV6_ADDRESS = re.compile(
    r"(?<![0-9A-Za-z:.])(?=[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:)(?:[0-9A-Fa-f]{1,4}:){2,7}(?::|[0-9A-Fa-f]{1,4})(?::[0-9A-Fa-f]{1,4})*(?![0-9A-Za-z:])"
)

PHONE = re.compile(
    rf"(?<![0-9A-Za-z/=_%&?#.,-])(?:\+66{_GAP}|0066{_GAP}|0)(?:[689]{_GAP}[0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}|[689][0-9]{_GAP}[0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}|[2-7]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}|[3-7][0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}|[3-7][0-9]{_GAP}[0-9]{{6}})(?![0-9])"
)
"""Thai mobile (ten digits from 06, 08, 09) and fixed-line numbers (nine digits from 02-07), with +66 for the 0."""

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")

IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z/=_])[1-8](?:[ -]?[0-9]){12}(?![0-9])")
"""Thirteen digits as on an identity card, with or without the printed gaps; the check digit decides."""

_NUMBERING = re.compile(r"^[ \t\u00a0]*(?:#{1,6}[ \t\u00a0]*)?(?:[-*+•·][ \t\u00a0]+)?$")


def find(text: str, path: str, allowed: Iterable[str]) -> list[Problem]:
    """Return a problem for each piece of personal data in a record's whole text."""
    same_length = arabic_digits(text)
    permitted = {lookup_key(arabic_digits(string)) for string in allowed}
    faults: list[Problem] = []
    for code, pattern in (
        ("personal-email", EMAIL),
        ("personal-identity-number", IDENTITY_NUMBER),
        ("personal-phone", PHONE),
        ("personal-ip-address", IP_ADDRESS),
        ("personal-ip-address", IPV6_ADDRESS),
    ):
        for match in pattern.finditer(same_length):
            found = match.group()
            if lookup_key(found) in permitted or not _is_personal(code, match):
                continue
            line_start = same_length.rfind("\n", 0, match.start()) + 1
            line = same_length.count("\n", 0, match.start()) + 1
            at = Position(path, line, match.start() - line_start + 1)
            faults.append(problem(code, at, found=masked(found)))
    return faults


def _is_personal(code: str, match: re.Match[str]) -> bool:
    found = match.group()
    if code == "personal-identity-number":
        return has_right_check_digit(found)
    if code == "personal-ip-address" and "." in found:
        line_start = match.string.rfind("\n", 0, match.start()) + 1
        numbering = _NUMBERING.match(match.string[line_start : match.start()]) is not None
        return any(octet.isdigit() for octet in found.split(".")) and not (
            numbering and not _is_whole_line(match)
        )
    return True


def _is_whole_line(match: re.Match[str]) -> bool:
    """A dotted number that is all of its line numbers nothing: it is an address."""
    line_end = match.string.find("\n", match.end())
    rest = match.string[match.end() : line_end if line_end >= 0 else None]
    return not rest.strip()


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
