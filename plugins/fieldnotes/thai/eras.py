"""Years of the common era in Thai dates, rewritten in the Buddhist era in which notes are read.

Only where there is no doubt: the month is a Thai word, or the year stands alone or behind the name
of its era. In figures (`5/6/2006`) day and month may be exchanged, and ISO's `2006-05-24` and
English dates are of the common era by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fieldnotes.thai.dates import BUDDHIST_OFFSET, DateFault
from fieldnotes.thai.numbers import arabic_digits

_DIGIT = "0-9\u0e50-\u0e59"
_YEAR = re.compile(
    r"(?:(?P<short>ค\.? ?ศ\.?)|(?P<long>คริสต์ศักราช))?(?P<gap> ?)"
    rf"(?<![{_DIGIT}/:-])(?<![{_DIGIT}][.])(?P<year>[{_DIGIT}]{{4}})(?![{_DIGIT}/:-]|\.[{_DIGIT}])"
)
"""A year in four digits, with the name of the common era where it is named."""
_WORD_BEFORE = re.compile(r"[\u0e01-\u0e4e.]$")
_LATIN = re.compile("[A-Za-z]")
_FIRST_COMMON, _LAST_COMMON = 1800, 2200
_TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def in_buddhist_era(typed: str, read: Callable[[str], object]) -> str:
    """Return a date as typed with its years in the Buddhist era; as it is where anything is in doubt.

    `read` is how the field reads its value; the result means the same to it.

    >>> from fieldnotes.thai.dates import read_date
    >>> in_buddhist_era("24 พ.ค. 2006", read_date)
    '24 พ.ค. 2549'
    >>> in_buddhist_era("2006-05-24", read_date)
    '2006-05-24'
    """
    if _LATIN.search(typed):
        return typed
    rewritten = _YEAR.sub(_in_buddhist_era, typed)
    if rewritten == typed:
        return typed
    try:
        return rewritten if read(rewritten) == read(typed) else typed
    except DateFault:
        return typed


def _in_buddhist_era(match: re.Match[str]) -> str:
    year = match["year"]
    before = match.string[: match.start()].rstrip(" \u00a0")
    named = match["short"] or match["long"]
    if not named and before and not _WORD_BEFORE.search(before):
        return match.group()
    common = int(arabic_digits(year))
    if not _FIRST_COMMON <= common <= _LAST_COMMON:
        return match.group()
    buddhist = str(common + BUDDHIST_OFFSET)
    if not year.isascii():
        buddhist = buddhist.translate(_TO_THAI_DIGITS)
    era = "พ.ศ." if match["short"] else "พุทธศักราช" if match["long"] else ""
    return f"{era}{match['gap']}{buddhist}"
