"""Numbers: golden rows, and all that pythainlp writes is read back."""

from collections.abc import Sequence

import pythainlp.util
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.thai.numbers import (
    arabic_digits,
    format_number,
    read_number,
    read_ordinal,
    thai_digits,
)

NUMBER_LIKE = st.one_of(
    st.text(max_size=30),
    st.text("0123456789๐๙,. -", max_size=12),
    st.lists(
        st.sampled_from(
            [
                "หนึ่ง",
                "เอ็ด",
                "ยี่",
                "สอง",
                "เก้า",
                "สิบ",
                "ร้อย",
                "พัน",
                "หมื่น",
                "แสน",
                "ล้าน",
                "ที่",
                "แรก",
                " ",
                "4.9",
            ]
        ),
        max_size=10,
    ).map("".join),
)


def number_or_dash(number: int | None) -> str:
    return "-" if number is None else str(number)


def test_read_number(row: Sequence[str]) -> None:
    text, expected = row
    assert number_or_dash(read_number(text)) == expected


def test_read_ordinal(row: Sequence[str]) -> None:
    text, expected = row
    assert number_or_dash(read_ordinal(text)) == expected


def test_format_number(row: Sequence[str]) -> None:
    number, expected = row
    assert format_number(int(number)) == expected


@given(st.integers(0, 10**15))
def test_every_number_is_read_back_however_it_is_written(number: int) -> None:
    written = format_number(number)
    assert read_number(written) == number
    assert read_number(thai_digits(written)) == number
    assert read_number(pythainlp.util.num_to_thaiword(number)) == number


@given(st.integers(1, 10**6))
def test_ordinals_are_numbers_with_a_mark(number: int) -> None:
    assert read_ordinal(f"ที่ {number}") == number
    assert read_ordinal("ที่" + pythainlp.util.num_to_thaiword(number)) == number


@given(NUMBER_LIKE)
def test_reading_never_fails_nor_gives_less_than_nothing(text: str) -> None:
    number = read_number(text)
    assert number is None or number >= 0
    ordinal = read_ordinal(text)
    assert ordinal is None or ordinal >= 1


@given(st.text())
def test_digits_keep_their_places(text: str) -> None:
    assert arabic_digits(text) == pythainlp.util.thai_digit_to_arabic_digit(text) or not text
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)
    assert len(thai_digits(text)) == len(text)


def test_a_hostile_number_is_no_number() -> None:
    assert read_number("9" * 100_000) is None
    assert read_ordinal("ที่" * 100_000) is None
