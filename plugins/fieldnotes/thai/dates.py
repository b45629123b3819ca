"""Dates and times as Thai notes write them: either era, whole or partial, in words or figures.

A year is kept in the common era and shown in the Buddhist one, which is 543 more. Written with
four figures it is Buddhist from 2400 on and of the common era from 1800 to 2200; written with two
it is Buddhist and means 25xx. Figures parted by "/" or "." stand day first; with the year first
they are ISO's. Whether a weekday agrees with its date is not checked.

Out of scope are dates before 1941 (B.E. 2484), when the year first began on 1 January: before, it
began on 1 April, so that January to March belonged to the Buddhist year before. Such dates are
read as if it had not been so.

Hence not pythainlp's ``thai_strptime``: it must be told the format and the era, needs a day, takes
November and December in figures for January, and fails with IndexError on what it cannot read.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from difflib import get_close_matches
from functools import total_ordering
from typing import Literal

from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import collapse_spaces, normalise

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
"""The names of the months, January first."""

MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
"""The abbreviations of the months, January first."""

MONTHS_ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The English names of the months, as the imported sources write some dates."""

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
"""The names of the days of the week, Monday first."""

BUDDHIST_OFFSET = 543
"""How much the Buddhist year is more than that of the common era."""

_FIRST_BUDDHIST = 2400
_FIRST_COMMON, _LAST_COMMON = 1800, 2200
_CENTURY_OF_TWO_FIGURES = 2500
_MOST_DAYS = 31
_MOST_MONTHS = 12
# More characters than any date that is read: hostile input must not cost time.
_LONGEST = 120


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year of the common era.

    Sorts by time, what is less exactly known before what is known within it: 2006 < May 2006 < 1
    May 2006.
    """

    year: int
    """The year of the common era, 1 to 9999."""
    month: int | None = None
    """1 to 12; None if only the year is known."""
    day: int | None = None
    """From 1; None if only the month or year is known."""

    def __post_init__(self) -> None:
        """Refuse what no calendar has.

        Raises:
            DateFault: "impossible", without a nearest date.
        """
        if not _exists(self.year, self.month, self.day):
            raise DateFault("impossible", f"{self.year}-{self.month}-{self.day}")

    @property
    def buddhist_year(self) -> int:
        """The year of the Buddhist era: 2549 for 2006."""
        return self.year + BUDDHIST_OFFSET

    @property
    def iso(self) -> str:
        """The date in ISO 8601, as exact as it is known: "2006-05-24", "2006-05", "2006"."""
        month = "" if self.month is None else f"-{self.month:02}"
        day = "" if self.day is None else f"-{self.day:02}"
        return f"{self.year:04}{month}{day}"

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Year, month and day, with 0 for what is not known."""
        return self.year, self.month or 0, self.day or 0

    def __lt__(self, other: object) -> bool:
        """Compare by `sort_key`."""
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self.sort_key < other.sort_key


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A date and perhaps the time of day, in the local time of who wrote it."""

    date: PartialDate
    """The day, or what is known of it."""
    hour: int | None = None
    """0 to 23; None if only the date is known."""
    minute: int | None = None
    """0 to 59; None if only the hour is known."""

    def __post_init__(self) -> None:
        """Refuse a time that no clock shows.

        Raises:
            DateFault: "impossible".
        """
        known = self.hour is None or 0 <= self.hour < 24
        known = known and (self.minute is None or (self.hour is not None and 0 <= self.minute < 60))
        if not known:
            raise DateFault("impossible", f"{self.date.iso} {self.hour}:{self.minute}")

    @property
    def iso(self) -> str:
        """The moment in ISO 8601, without zone: "2006-05-24T17:40", or only the date."""
        if self.hour is None:
            return self.date.iso
        return f"{self.date.iso}T{self.hour:02}:{self.minute or 0:02}"

    @property
    def sort_key(self) -> tuple[tuple[int, int, int], int, int]:
        """The date's key, hour and minute, with -1 for what is not known."""
        hour = -1 if self.hour is None else self.hour
        minute = -1 if self.minute is None else self.minute
        return self.date.sort_key, hour, minute

    def __lt__(self, other: object) -> bool:
        """Compare by `sort_key`."""
        if not isinstance(other, Moment):
            return NotImplemented
        return self.sort_key < other.sort_key


class DateFault(ValueError):
    """A text that is no date."""

    reason: Literal["unreadable", "impossible"]
    """Whether the text is not written as a date, or as one that no calendar has."""
    nearest: str | None
    """What may have been meant, written in the way of the text, to be shown as a hint."""
    text: str
    """What was read, at most some 120 characters of it."""

    def __init__(
        self,
        reason: Literal["unreadable", "impossible"],
        text: str,
        nearest: str | None = None,
    ) -> None:
        """Keep the parts for messages; the exception's own text is for developers."""
        self.reason = reason
        self.text = text[:_LONGEST]
        self.nearest = nearest
        super().__init__(f"{reason} date: {self.text!r}")


def _month_key(word: str) -> str:
    """Return what all ways of writing a month share: "ม. ค.", "มค." and "ม.ค" are "มค"."""
    return re.sub("[ .,/-]|เดือน", "", word).lower()


def _months_by_key() -> dict[str, int]:
    """Return the number of each month by the keys of all its names."""
    words: dict[str, int] = {}
    for number, names in enumerate(zip(MONTHS, MONTHS_SHORT, MONTHS_ENGLISH, strict=True), 1):
        full, _, english = names
        # มกรา, กุมภา, เมษา: without the ending that tells how long the month is.
        clipped = re.sub("(คม|ยน|พันธ์)$", "", full)
        for name in (*names, clipped, english[:3]):
            words[_month_key(name)] = number
    words["sept"] = 9
    return words


_MONTHS_BY_KEY = _months_by_key()

# What may stand before a date: เมื่อ, วันที่, วันพุธที่, พ., Wednesday.
_LEAD = re.compile(
    r"(?:(?:(?:เขียน|แก้ไข)?เมื่อ|วัน|ที่|"
    + "|".join(WEEKDAYS)
    + r"|พฤหัสฯ?|(?:จ|อ|พ|พฤ|ศ|ส|อา)\. ?(?=[0-9])"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b)"
    r"[ ,.:]*)+(?=[0-9a-z])",
    re.IGNORECASE,
)
# 2549-05-24, 2549/5/24; without a day only 2549-05, for 2549/5 may be a number of the year.
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})|([-/.])([0-9]{1,2})\3([0-9]{1,2}))")
# 15/11/49, 15-11-2549, 15. 11. 2549
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})")
# 24 พ.ค. 2549, 27ก.ย.2548, 24th May 2006, พฤษภาคม 2549, พ.ศ. 2549, 2549, May 24, 2006: what stands
# before the day, the day, what stands between, the year.
_IN_WORDS = re.compile(r"(?:([^0-9]*)([0-9]{1,2})([^0-9]+)|([^0-9]*))([0-9]{4}|[0-9]{2})")
# What may stand right before the year: พ.ศ., ปี พ.ศ., พุทธศักราช, B.E.; ค.ศ., A.D.; ปี; an
# apostrophe.
_ERA = re.compile(
    r"(?:ปี ?)?(?:(?P<buddhist>พ\.? ?ศ\.?|พุทธศักราช|b\.?e\.?)"
    r"|(?P<common>ค\.? ?ศ\.?|คริสต์ศักราช|a\.?d\.?)|(?P<year>(?<=ปี)|(?<=ปี )))? ?['’]? ?$",
    re.IGNORECASE,
)
_ENGLISH_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b", re.IGNORECASE)
# 17:40, @ 17:40, T17:40:00, เวลา 17.40 น., 17 น.; the empty brackets are what a blog left of an
# address.
_TIME = re.compile(
    r"(?: ?(?:@|เวลา|,) ?| |(?<=[0-9])T)"
    r"([0-9]{1,2})(?:[:.]([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\+07:?00| ?(?:น\.?|นาฬิกา))?"
    r"| ?(?:น\.|นาฬิกา))$",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r" ?\( ?\)$")
_BETWEEN_DATES = re.compile("[-–—~/]|ถึง|และ")
_DAY_ALONE = re.compile("[0-9]{1,2}")
_LATIN_LETTER = re.compile("[a-z]", re.IGNORECASE)


def read_date(text: str) -> PartialDate:
    """Return the date that all of `text` writes.

    Reads "2549", "พ.ศ. 2549", "2549-05", "2006-05-24", "พฤษภาคม 2549", "24 พ.ค. 49", "12 มค.49",
    "๒๔ พ.ค. ๒๕๔๙", "15/11/49", "24 May 2006", "วันพุธที่ 24 พ.ค. 2549". Two figures alone are no
    year, nor are they after an English month, where they would not be of the Buddhist era.

    Raises:
        DateFault: "unreadable" for what is no date, with the nearest month's name if one is close;
            "impossible" for a day or month that no calendar has, with the nearest day if there is
            one.
    """
    return _read_date(_prepare(text))


def read_date_span(text: str) -> tuple[PartialDate, PartialDate]:
    """Return the first and last date that `text` writes; a single date is both.

    Reads "27-28ก.ย.2548", "30 ก.ย. - 1 ต.ค. 2548", "2548-09-27/2548-09-28", "2548–2549", "27 และ
    28 ก.ย. 48". What the first date leaves out it has from the last; "30 ธ.ค. - 2 ม.ค. 2549"
    begins in 2548.

    Raises:
        DateFault: as `read_date`; "impossible" also if the last date is before the first.
    """
    prepared = _prepare(text)
    try:
        date = _read_date(prepared)
    except DateFault as caught:
        fault = caught
    else:
        return date, date
    for separator in _BETWEEN_DATES.finditer(prepared):
        left = prepared[: separator.start()].strip()
        right = prepared[separator.end() :].strip()
        try:
            last = _read_date(right)
            first = _complete(left, last)
        except DateFault as caught:
            if caught.reason == "impossible":
                fault = DateFault("impossible", prepared)
            continue
        if first > last:
            raise DateFault("impossible", prepared)
        return first, last
    raise fault


def read_moment(text: str) -> Moment:
    """Return the date and, if there is one, the time that all of `text` writes.

    Reads "24 พ.ค. 2549 17:40", "24 May 2006 @ 17:40 ()", "9 ธันวาคม 2548 10:02 น.", "2549-05-24
    17:40", "2006-05-24T17:40:00", "24 พ.ค. 2549 เวลา 17.40 น.", "… 17 น."; seconds are dropped,
    and of zones only +07:00 is read.

    Raises:
        DateFault: as `read_date`; "impossible" also for a time that no clock shows.
    """
    prepared = _EMPTY_BRACKETS.sub("", _prepare(text))
    time = _TIME.search(prepared)
    if time is None:
        return Moment(_read_date(prepared))
    try:
        return Moment(_read_date(prepared))
    except DateFault as fault:
        if fault.reason == "impossible":
            raise
    try:
        date = _read_date(prepared[: time.start()].rstrip())
    except DateFault as fault:
        nearest = fault.nearest and fault.nearest + time.group()
        raise DateFault(fault.reason, prepared, nearest) from None
    hour, minute = time.groups()
    return Moment(date, int(hour), None if minute is None else int(minute))


def format_date(date: PartialDate) -> str:
    """Return `date` in full and in the Buddhist era: "24 พฤษภาคม 2549", "พฤษภาคม 2549", "2549"."""
    return _format(date, MONTHS)


def format_date_short(date: PartialDate) -> str:
    """Return `date` with the month abbreviated: "24 พ.ค. 2549", "พ.ค. 2549", "2549"."""
    return _format(date, MONTHS_SHORT)


def format_span(first: PartialDate, last: PartialDate) -> str:
    """Return both dates in full, with what they share written once.

    "27–28 กันยายน 2548", "30 กันยายน – 1 ตุลาคม 2548", "30 ธันวาคม 2548 – 2 มกราคม 2549",
    "2548–2549"; a single date as `format_date`. `read_date_span` reads all of them back.
    """
    if first == last:
        return format_date(first)
    whole = format_date(last)
    if first.month is None and last.month is None:
        return f"{first.buddhist_year}–{whole}"
    if first.year != last.year or first.month is None or last.month is None:
        return f"{format_date(first)} – {whole}"
    if first.day is not None and first.month == last.month and last.day is not None:
        return f"{first.day}–{whole}"
    if (first.day is None) is not (last.day is None):
        return f"{format_date(first)} – {whole}"
    day = "" if first.day is None else f"{first.day} "
    return f"{day}{MONTHS[first.month - 1]} – {whole}"


def format_moment(moment: Moment) -> str:
    """Return `moment` in full: "24 พฤษภาคม 2549 เวลา 17.40 น."; without a time it is the date."""
    if moment.hour is None:
        return format_date(moment.date)
    minute = "" if moment.minute is None else f".{moment.minute:02}"
    return f"{format_date(moment.date)} เวลา {moment.hour:02}{minute} น."


def _format(date: PartialDate, months: tuple[str, ...]) -> str:
    day = "" if date.day is None else f"{date.day} "
    month = "" if date.month is None else f"{months[date.month - 1]} "
    return f"{day}{month}{date.buddhist_year}"


def _exists(year: int, month: int | None, day: int | None) -> bool:
    """Tell whether the calendar has this year, month or day of the common era."""
    if not 1 <= year <= 9999:
        return False
    if month is None:
        return day is None
    if not 1 <= month <= _MOST_MONTHS:
        return False
    return day is None or 1 <= day <= monthrange(year, month)[1]


def _prepare(text: str) -> str:
    """Return `text` in one spelling, with Arabic digits and single spaces."""
    if len(text) > _LONGEST:
        raise DateFault("unreadable", text)
    return collapse_spaces(arabic_digits(normalise(text)))


def _read_date(prepared: str) -> PartialDate:
    """Read a date as `read_date` does."""
    lead = _LEAD.match(prepared)
    body = prepared[lead.end() :] if lead else prepared
    if match := _YEAR_FIRST.fullmatch(body):
        year, partial_month, mark, month, day = match.groups()
        return _from_figures(prepared, year, mark, partial_month or month, day, year_first=True)
    if match := _DAY_FIRST.fullmatch(body):
        day, mark, month, year = match.groups()
        return _from_figures(prepared, year, mark, month, day, year_first=False)
    if match := _IN_WORDS.fullmatch(body):
        before, day, between, alone, year = match.groups()
        return _from_words(prepared, before or "", day, between if day else alone, year)
    raise DateFault("unreadable", prepared)


def _from_figures(
    text: str, year: str, mark: str | None, month: str, day: str | None, *, year_first: bool
) -> PartialDate:
    """Return the date of these figures, or raise with the nearest one written in the same way."""
    common = _common_year(year)
    if common is None:
        raise DateFault("unreadable", text)
    if _exists(common, int(month), _whole(day)):
        return PartialDate(common, int(month), _whole(day))
    nearest = None
    if day is not None:
        # Month and day may have changed places; else a month may have fewer days than was thought.
        if int(month) > _MOST_MONTHS and _exists(common, int(day), int(month)):
            month, day = day, month
        else:
            day = _last_day(common, int(month), int(day), len(day))
        if day:
            parts = (year, month, day) if year_first else (day, month, year)
            nearest = (mark or "-").join(parts)
    raise DateFault("impossible", text, nearest)


def _from_words(text: str, before: str, day: str | None, between: str, year: str) -> PartialDate:
    """Return the date of a day or none, the words between it and the year, and the year."""
    era = _ERA.search(between)
    words = between[: era.start()] if era else between
    words = _ENGLISH_ORDINAL.sub("", words)
    key = _month_key(words)
    if before.strip():
        # May 24, 2006: the month stands before the day, or something is there that is no date.
        if key or not _LATIN_LETTER.search(before):
            raise DateFault("unreadable", text)
        words, key = before.strip(), _month_key(before)
    buddhist = bool(era and era["buddhist"])
    common = bool(era and era["common"])
    in_english = bool(_LATIN_LETTER.search(words))
    if len(year) == 2:
        marked = buddhist or bool(era and era["year"] is not None) or (bool(key) and not in_english)
        number = _common_year(year) if marked and not common else None
    else:
        number = _common_year(year)
        if number is not None and (
            (buddhist and int(year) < _FIRST_BUDDHIST) or (common and int(year) > _LAST_COMMON)
        ):
            number = None
    if number is None or (day is not None and not key):
        raise DateFault("unreadable", text)
    if not key:
        return PartialDate(number)
    month = _MONTHS_BY_KEY.get(key)
    if month is None:
        raise DateFault(
            "unreadable", text, _nearest_in_words(key, day, year, in_english=in_english)
        )
    if _exists(number, month, _whole(day)):
        return PartialDate(number, month, _whole(day))
    nearest = None
    if day is not None and (last := _last_day(number, month, int(day), 1)):
        nearest = f"{last} {words.strip()} {year}"
    raise DateFault("impossible", text, nearest)


def _nearest_in_words(key: str, day: str | None, year: str, *, in_english: bool) -> str | None:
    """Return the date with the month whose name is close to `key`, or None."""
    close = get_close_matches(key, _MONTHS_BY_KEY, n=1, cutoff=0.7)
    if not close:
        return None
    name = (MONTHS_ENGLISH if in_english else MONTHS)[_MONTHS_BY_KEY[close[0]] - 1]
    return " ".join([*([day] if day else []), name, year])


def _common_year(year: str) -> int | None:
    """Return the year of the common era by the rule at the head of this module, or None."""
    number = int(year)
    if len(year) == 2:
        return _CENTURY_OF_TWO_FIGURES + number - BUDDHIST_OFFSET
    if number >= _FIRST_BUDDHIST:
        return number - BUDDHIST_OFFSET
    return number if _FIRST_COMMON <= number <= _LAST_COMMON else None


def _last_day(year: int, month: int, day: int, width: int) -> str | None:
    """Return the month's last day, in `width` figures, if `day` only overshoots it; else None."""
    if not 1 <= month <= _MOST_MONTHS or not 1 <= day <= _MOST_DAYS:
        return None
    return f"{monthrange(year, month)[1]:0{width}}"


def _whole(figures: str | None) -> int | None:
    return None if figures is None else int(figures)


def _complete(left: str, last: PartialDate) -> PartialDate:
    """Read the first date of a span, which may leave out what it shares with the last."""
    lead = _LEAD.match(left)
    day = left[lead.end() :] if lead else left
    if _DAY_ALONE.fullmatch(day):
        if last.day is None:
            raise DateFault("unreadable", left)
        return PartialDate(last.year, last.month, int(day))
    try:
        return _read_date(left)
    except DateFault as fault:
        if fault.reason == "impossible" or last.month is None:
            raise
    first = _read_date(f"{left} {last.buddhist_year}")
    if first > last:
        return _read_date(f"{left} {last.buddhist_year - 1}")
    return first
