"""Numbers as Thai text writes them: Arabic and Thai digits, words, and the two mixed ("4.9 แสน").

pythainlp reads number words (``thaiword_to_num``) but neither digits with a power word nor
ordinals, and takes "ยี่แสน" and "เอ็ดร้อย", which nobody writes; its digit conversion is a loop
over characters (17 M characters/s; here over 200 M). Hence our own, held against pythainlp's
words by the tests.
"""

import re
from fractions import Fraction

from fieldnotes.thai.spelling import DIGITS, normalise

_THAI_DIGIT = re.compile("[๐-๙]")
_ARABIC_DIGIT = re.compile("[0-9]")
_TO_THAI = {arabic: thai for thai, arabic in DIGITS.items()}

_DIGIT_WORDS = {
    "หนึ่ง": 1,
    "สอง": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_POWER_WORDS = {"แสน": 100_000, "หมื่น": 10_000, "พัน": 1_000, "ร้อย": 100, "สิบ": 10}
_ZERO_WORD = "ศูนย์"
_TWO_BEFORE_TEN = "ยี่"
_ONE_AT_THE_END = "เอ็ด"
_MILLION_WORD = "ล้าน"
_MILLION = 1_000_000
_FIRST = "แรก"

# Digits, with thousands set off by commas or not at all, and a decimal part.
_NUMERAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WHOLE_NUMERAL = re.compile(_NUMERAL)
_DIGIT_WORD = "|".join(_DIGIT_WORDS)
# What stands below a million, in the order of its powers: สี่แสนเก้าหมื่น, 4.9 แสน, ร้อยยี่สิบเอ็ด.
_BELOW_A_MILLION = re.compile(
    " ?".join(
        f"(?:({_DIGIT_WORD}|{_NUMERAL}{'|ยี่' if power == 'สิบ' else ''})? ?({power}))?"
        for power in _POWER_WORDS
    )
    + f" ?({_DIGIT_WORD}|{_ONE_AT_THE_END})?"
)
_ORDINAL_MARK = re.compile(r"\s*ที่\s*")
# More characters than any number that is read: hostile input must not cost time.
_LONGEST = 200


def arabic_digits(text: str) -> str:
    """Return `text` with Thai digits as Arabic ones; the length stays."""
    return _THAI_DIGIT.sub(lambda match: DIGITS[match.group()], text)


def thai_digits(text: str) -> str:
    """Return `text` with Arabic digits as Thai ones; the length stays."""
    return _ARABIC_DIGIT.sub(lambda match: _TO_THAI[match.group()], text)


def read_number(text: str) -> int | None:
    """Return the whole number, 0 or more, that all of `text` writes, or None; never fails.

    Reads "490,000", "๔๙๐,๐๐๐", "สี่แสนเก้าหมื่น", "1 แสน", "4.9 แสน", "2 ล้าน 3 แสน", with white
    space around and between. A unit ("บาท"), a sign, a fraction, or a comma elsewhere than between
    thousands gives None. Words are read as they are written out: "สองพันห้า" is 2,005, though in
    speech it may mean 2,500.
    """
    if len(text) > _LONGEST:
        return None
    text = arabic_digits(" ".join(normalise(text).split()))
    if text == _ZERO_WORD:
        return 0
    value = _read_numeral(text) if _WHOLE_NUMERAL.fullmatch(text) else _read_words(text)
    if value is None or value.denominator != 1:
        return None
    return int(value)


def read_ordinal(text: str) -> int | None:
    """Return the place in a row, from 1, that all of `text` writes, or None; never fails.

    Reads "ที่สอง", "สอง", "๒", "ที่ 2", "แรก".
    """
    if len(text) > _LONGEST:
        return None
    text = normalise(text)
    mark = _ORDINAL_MARK.match(text)
    rest = text[mark.end() :] if mark else text
    if rest.strip() == _FIRST:
        return 1
    return read_number(rest) or None


def format_number(number: int) -> str:
    """Return `number` in Arabic digits with commas between the thousands: "490,000"."""
    return f"{number:,}"


def _read_numeral(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _read_words(text: str) -> Fraction | None:
    """Read number words, and numerals with a power word: parts that end in ล้าน, and the rest."""
    if not text or text == _ONE_AT_THE_END:
        return None
    *millions, rest = text.split(_MILLION_WORD)
    total = Fraction(0)
    for index, part in enumerate(millions):
        value = _read_part(part.strip(), lone_numeral=True)
        if value is None:
            return None
        # ล้าน alone is one million; in ล้านล้าน the second ล้าน multiplies what is already there.
        total = (total + (value if part.strip() or index else 1)) * _MILLION
    value = _read_part(rest.strip(), lone_numeral=False)
    return None if value is None else total + value


def _read_part(part: str, *, lone_numeral: bool) -> Fraction | None:
    """Read what stands below or before a million; nothing is 0."""
    if lone_numeral and _WHOLE_NUMERAL.fullmatch(part):
        return _read_numeral(part)
    match = _BELOW_A_MILLION.fullmatch(part)
    if match is None:
        return None
    *pairs, unit = match.groups()
    total = Fraction(_DIGIT_WORDS.get(unit, 1) if unit else 0)
    for factor, power in zip(pairs[::2], pairs[1::2], strict=True):
        if power:
            total += _read_factor(factor) * _POWER_WORDS[power]
    return total


def _read_factor(factor: str | None) -> Fraction:
    """Read what stands before a power word; nothing is 1, as in ร้อยยี่สิบ."""
    if factor is None:
        return Fraction(1)
    if factor == _TWO_BEFORE_TEN:
        return Fraction(2)
    return Fraction(_DIGIT_WORDS[factor]) if factor in _DIGIT_WORDS else _read_numeral(factor)
