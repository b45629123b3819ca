"""The agenda's grammar: how a text names an item and a subject.

`วาระที่ 1 เรื่องที่ 2`, `ระเบียบวาระที่ ๓`, `วาระ 3`, `3.2`, `เรื่องที่สอง` and `วาระที่ 3 เรื่องสืบเนื่อง` are one grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fieldnotes.archive.model import AgendaReference
from fieldnotes.thai.numbers import read_ordinal
from fieldnotes.thai.spelling import normalise

_DIGITS = r"[0-9\u0e50-\u0e59]{1,3}"
_WORDS = r"แรก|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ(?:เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?"
# Without ที่ a number may count what stands behind it: "วาระ 4 ปี" is a term of four years, "เรื่อง 2 เรื่อง" two matters.
_COUNTED_WITH_ITEM = "ปี|เดือน|วัน(?!ที่)|สมัย|ครั้ง"
_COUNTED_WITH_SUBJECT = "เรื่อง|ประเด็น|ข้อ|ครั้ง"
# A number in words needs its ที่ (or is แรก): "เรื่องหนึ่งที่คุยกัน" is "a matter", not the first one.
_ORDINAL = (
    rf"(?:(?:ที่[ ]*|(?=[ ]*{_DIGITS}(?![0-9\u0e50-\u0e59]|[ ]*(?:COUNTED)))[ ]*)"
    rf"(?P<KIND_digits>{_DIGITS})(?![0-9\u0e50-\u0e59/])"
    rf"|ที่[ ]*(?P<KIND_words>{_WORDS})|(?P<KIND_first>แรก))"
)


def _ordinal(kind: str, counted: str) -> str:
    """The pattern of an ordinal whose groups begin with `kind`; `counted` is what a number before it would count."""
    return _ORDINAL.replace("KIND", kind).replace("COUNTED", counted)


ITEM = re.compile(r"(?:ระเบียบ[ ]*)?วาระ(?:การประชุม)?[ ]*" + _ordinal("item", _COUNTED_WITH_ITEM))
"""An agenda item: `วาระที่ 1`, `ระเบียบวาระที่สอง`."""

SUBJECT = re.compile(r"เรื่อง[ ]*" + _ordinal("subject", _COUNTED_WITH_SUBJECT))
"""A subject of an item: `เรื่องที่ 2`, `เรื่องที่สอง`, `เรื่องแรก`."""

DOTTED = re.compile(
    rf"(?:(?:ระเบียบ[ ]*)?วาระ(?:การประชุม)?(?:ที่)?[ ]*)?({_DIGITS})\.({_DIGITS})(?![0-9\u0e50-\u0e59.])"
)
"""Item and subject in one: `3.2`, `วาระที่ 3.2`."""

_OTHER_WORD = re.compile("[ -~\u0e01-\u0e4e](?<![วระเ])")
"""A first letter with which neither begins; most paragraphs need not be read further."""

_ITEM_WORDS = ("วาระ", "ระเบียบ")
_BETWEEN = re.compile(r"[ ,:;–-]*(?:ใน)?[ ]*")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the start of a text names: an item, a subject, or both; `end` is where the words after it begin."""

    item: int | None
    subject: int | None
    end: int


def read_opening(text: str) -> Opening | None:
    """Return the item and subject that a text begins with, or None."""
    if _OTHER_WORD.match(text):
        return None
    text = normalise(text)
    if (dotted := DOTTED.match(text)) is not None and text.startswith(_ITEM_WORDS):
        return Opening(read_ordinal(dotted[1]), read_ordinal(dotted[2]), dotted.end())
    if (item := ITEM.match(text)) is not None:
        between = _BETWEEN.match(text, item.end())
        subject = SUBJECT.match(text, between.end() if between else item.end())
        number = _number(subject, "subject") if subject else None
        return _opening(_number(item, "item"), number, subject.end() if subject else item.end())
    if (subject := SUBJECT.match(text)) is not None:
        return _opening(None, _number(subject, "subject"), subject.end())
    return None


def _opening(item: int | None, subject: int | None, end: int) -> Opening | None:
    """An opening; None where its numbers are none (วาระที่ 0)."""
    return None if item is None and subject is None else Opening(item, subject, end)


def read_reference(text: str) -> AgendaReference | None:
    """Return the reference that a field such as `covers` states, or None (`เรื่องที่ 2` alone states none)."""
    text = normalise(text).strip()
    if (dotted := DOTTED.match(text)) is not None:
        item, subject = read_ordinal(dotted[1]), read_ordinal(dotted[2])
        return None if item is None else AgendaReference(item, subject)
    if re.fullmatch(_DIGITS, text):
        number = read_ordinal(text)
        return None if number is None else AgendaReference(number)
    opening = read_opening(text)
    if opening is None or opening.item is None:
        return None
    return AgendaReference(opening.item, opening.subject)


def split_reference(text: str) -> tuple[str, AgendaReference | None]:
    """Split `4/2549 วาระที่ 2 เรื่องที่ 1` into the words for the meeting and the reference at its end."""
    text = normalise(text).strip()
    if (item := ITEM.search(text)) is None:
        return text, None
    return text[: item.start()].strip(), read_reference(text[item.start() :])


def _number(match: re.Match[str], kind: str) -> int | None:
    words = match[f"{kind}_digits"] or match[f"{kind}_words"] or match[f"{kind}_first"]
    return read_ordinal(words)
