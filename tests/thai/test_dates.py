"""Dates: golden rows, round trips in both eras and kinds of digits, no surprise on any text."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythainlp.util.date import thai_abbr_months, thai_full_months, thai_full_weekdays

from fieldnotes.thai.dates import (
    MONTHS,
    MONTHS_ENGLISH,
    MONTHS_SHORT,
    WEEKDAYS,
    DateFault,
    Moment,
    PartialDate,
    format_date,
    format_date_short,
    format_moment,
    format_span,
    read_date,
    read_date_span,
    read_moment,
)
from fieldnotes.thai.numbers import thai_digits

DAYS = st.dates(dt.date(1857, 1, 1), dt.date(2200, 12, 31))
WHOLE = DAYS.map(lambda day: PartialDate(day.year, day.month, day.day))
DATES = st.one_of(
    WHOLE,
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year)),
)
MOMENTS = st.one_of(
    st.builds(Moment, DATES, st.integers(0, 23), st.integers(0, 59)),
    st.builds(Moment, DATES),
)
DATE_LIKE = st.one_of(
    st.text(max_size=40),
    st.text("0123456789๐๙ -/.–:@Tพคมศนปีวัที่เ", max_size=20),
    st.lists(
        st.sampled_from(
            [
                "24",
                "31",
                "๓๑",
                "2549",
                "2006",
                "49",
                "พ.ค.",
                "เม.ย.",
                "ก.พ.",
                "พ.ศ.",
                "May",
                "วันที่",
                "-",
                "/",
                " ",
                "ถึง",
                "17:40",
                "25:61",
                "น.",
                "เวลา",
                "T",
            ]
        ),
        max_size=9,
    ).map("".join),
)


def from_iso(text: str) -> PartialDate:
    return PartialDate(*(int(part) for part in text.split("-")))


def outcome(read: Callable[[str], list[str]], text: str) -> list[str]:
    """Return what reading gives, or the reason and nearest date of the fault."""
    try:
        return read(text)
    except DateFault as fault:
        return [fault.reason, *([fault.nearest] if fault.nearest else [])]


def test_read_date(row: Sequence[str]) -> None:
    text, *expected = row
    assert outcome(lambda typed: [read_date(typed).iso], text) == expected


def test_read_date_span(row: Sequence[str]) -> None:
    text, *expected = row
    assert outcome(lambda typed: [day.iso for day in read_date_span(typed)], text) == expected


def test_read_moment(row: Sequence[str]) -> None:
    text, *expected = row
    assert outcome(lambda typed: [read_moment(typed).iso], text) == expected


def test_format_date(row: Sequence[str]) -> None:
    iso, full, short = row
    assert format_date(from_iso(iso)) == full
    assert format_date_short(from_iso(iso)) == short


def test_format_span(row: Sequence[str]) -> None:
    first, last, expected = row
    assert format_span(from_iso(first), from_iso(last)) == expected


def test_format_moment(row: Sequence[str]) -> None:
    text, expected = row
    assert format_moment(read_moment(text)) == expected


@given(DATES)
def test_a_date_is_read_back_however_it_is_written(date: PartialDate) -> None:
    buddhist_iso = date.iso.replace(str(date.year), str(date.buddhist_year))
    for written in (format_date(date), format_date_short(date), date.iso, buddhist_iso):
        assert read_date(written) == date
        assert read_date(thai_digits(written)) == date
        assert read_date(written.replace(" ", "\u00a0")) == date


@given(WHOLE)
def test_a_day_is_read_in_figures_and_in_english(date: PartialDate) -> None:
    assert date.month is not None
    assert read_date(f"{date.day}/{date.month}/{date.buddhist_year}") == date
    assert read_date(f"{date.day}/{date.month}/{date.year}") == date
    assert read_date(f"{date.day} {MONTHS_ENGLISH[date.month - 1]} {date.year}") == date
    assert read_date(f"{date.day} {MONTHS_ENGLISH[date.month - 1][:3]} {date.year}") == date


@given(st.integers(1957, 2056), st.integers(1, 12), st.integers(1, 28))
def test_two_figures_are_a_year_of_the_twenty_sixth_buddhist_century(
    year: int, month: int, day: int
) -> None:
    two = f"{(year + 543) % 100:02}"
    assert read_date(f"{day} {MONTHS_SHORT[month - 1]} {two}") == PartialDate(year, month, day)
    assert read_date(f"{day}/{month}/{two}") == PartialDate(year, month, day)


@given(DATES, DATES)
def test_a_span_is_read_back(one: PartialDate, other: PartialDate) -> None:
    first, last = sorted((one, other))
    assert read_date_span(format_span(first, last)) == (first, last)
    assert read_date_span(thai_digits(format_span(first, last))) == (first, last)


@given(MOMENTS)
def test_a_moment_is_read_back(moment: Moment) -> None:
    assert read_moment(format_moment(moment)) == moment
    assert read_moment(thai_digits(format_moment(moment))) == moment
    assert read_moment(moment.iso) == moment


def fault_of(read: Callable[[str], object], text: str) -> DateFault | None:
    """Return the fault that reading raises, or None; any other exception passes through."""
    try:
        read(text)
    except DateFault as fault:
        return fault
    return None


@settings(max_examples=300)
@given(DATE_LIKE)
def test_reading_any_text_gives_a_date_or_a_fault(text: str) -> None:
    faults = [fault_of(read, text) for read in (read_date, read_date_span, read_moment)]
    assert all(fault is None or fault.reason in {"unreadable", "impossible"} for fault in faults)


@settings(max_examples=300)
@given(DATE_LIKE)
def test_the_nearest_date_is_a_date(text: str) -> None:
    fault = fault_of(read_moment, text)
    if fault is not None and fault.nearest is not None:
        assert fault_of(read_moment, fault.nearest) is None


@given(st.integers(1857, 2200), st.integers(1, 12), st.integers(1, 31))
def test_a_day_too_many_has_the_month_s_last_day_for_nearest(
    year: int, month: int, day: int
) -> None:
    fault = fault_of(read_date, f"{day} {MONTHS_SHORT[month - 1]} {year + 543}")
    last = calendar.monthrange(year, month)[1]
    if day <= last:
        assert fault is None
    else:
        assert fault is not None
        assert fault.reason == "impossible"
        assert fault.nearest == f"{last} {MONTHS_SHORT[month - 1]} {year + 543}"


def test_what_is_less_known_sorts_before_what_lies_within_it() -> None:
    in_order = [from_iso(iso) for iso in ("2005-12-31", "2006", "2006-05", "2006-05-01", "2007")]
    assert sorted(set(in_order)) == in_order
    assert all(first < second and second >= first for first, second in pairwise(in_order))
    moments = [read_moment(text) for text in ("2549-05", "2549-05-24", "2549-05-24 00:00")]
    assert sorted(set(moments)) == moments


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2023, 2, 29),
        (2006, 13, None),
        (2006, 0, None),
        (2006, None, 1),
        (0, None, None),
        (2006, 5, 0),
    ],
)
def test_a_date_that_no_calendar_has_cannot_be_made(
    year: int, month: int | None, day: int | None
) -> None:
    with pytest.raises(DateFault, match="impossible"):
        PartialDate(year, month, day)


@pytest.mark.parametrize(("hour", "minute"), [(24, 0), (0, 60), (None, 5), (-1, 0)])
def test_a_time_that_no_clock_shows_cannot_be_made(hour: int | None, minute: int | None) -> None:
    with pytest.raises(DateFault, match="impossible"):
        Moment(PartialDate(2006), hour, minute)


def test_names_are_those_of_pythainlp() -> None:
    assert list(MONTHS) == thai_full_months
    assert list(MONTHS_SHORT) == thai_abbr_months
    assert [f"วัน{name}" for name in WEEKDAYS] == thai_full_weekdays


def test_a_hostile_date_is_unreadable_and_kept_short() -> None:
    with pytest.raises(DateFault) as caught:
        read_date_span("1-" * 100_000)
    assert caught.value.reason == "unreadable"
    assert re.fullmatch("(1-){60}", caught.value.text)
