"""Accounts: the notes in which one author tells one meeting, part by part.

Notes belong together whose titles agree without the label of the part. What a label's digits mean is the author's
matter: a label orders parts and is shown as written, and nothing else is read from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fieldnotes.archive.model import Account, Note
from fieldnotes.thai.dates import PartialDate
from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import lookup_key

FIRST, LAST = "แรก", "จบ"
"""Labels of parts that are no numbers: ตอนแรก, ตอนจบ."""

_NUMBER = r"[0-9\u0e50-\u0e59]+(?:[./][0-9\u0e50-\u0e59]+)*"
TITLE_LABEL = re.compile(
    rf"(?<![\s:,–-])[\s:,–-]*+"
    rf"(?:\(\s*+(?P<bracketed>(?:ตอน(?:ที่)?\s*+)?(?:{_NUMBER}|{LAST}|{FIRST}))\s*+\)|(?P<worded>ตอน(?:ที่)?\s*+(?:{_NUMBER}|{LAST}|{FIRST})))$"
)
"""A part's label at the end of a title: `(1.2)`, `(ตอนจบ)`, `ตอนที่ 2`, `ตอนจบ`."""


def split_title(title: str, part: str | None) -> tuple[str, str | None]:
    """Return a title without its label, and the label: the one stated, or the one read off the title's end."""
    title = title.rstrip()
    match = TITLE_LABEL.search(title)
    if match is None or match.start() == 0:
        return title, part
    read = match["bracketed"] or match["worded"]
    if part is not None and lookup_key(part) not in lookup_key(match[0]):
        return title, part
    return title[: match.start()].rstrip(), part if part is not None else read


def label_order(label: str | None) -> tuple[int, tuple[int, ...]]:
    """Return the key by which labels stand in order: first part, numbers, no label, the end."""
    if label is None:
        return (1, ())
    if LAST in label:
        return (2, ())
    if FIRST in label:
        return (0, ())
    return (0, tuple(int(number) for number in re.findall("[0-9]{1,9}", arabic_digits(label))))


def writing_order(note: Note) -> tuple[object, ...]:
    """Return the key by which notes stand in the order of their writing; a note of unknown date comes last."""
    moment = note.source.written if note.source is not None else None
    date = moment.date if moment is not None else note.date
    time = (moment.hour or 0, moment.minute or 0) if moment is not None else (0, 0)
    return (date is None, _date_key(date), time, label_order(note.part), note.id)


def _date_key(date: PartialDate | None) -> tuple[int, int, int]:
    return (0, 0, 0) if date is None else (date.year, date.month or 0, date.day or 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A note as a part of an account.

    `title` is the account's title as pages show it. What makes two notes parts of one account are `named`, that title
    as typed, `author` and `blog`, and the note's meeting. `stated`: the note itself says that it is a part of more.
    """

    note: Note
    title: str
    named: str
    author: str
    blog: str
    stated: bool


def gather(parts: Iterable[Part]) -> dict[str, Account]:
    """Gather notes into accounts: one author's of one meeting, or, without a meeting, those that say they are parts."""
    groups: dict[tuple[str, str, str, str], list[Part]] = defaultdict(list)
    for part in parts:
        meeting = part.note.meeting or ""
        if meeting or part.stated:
            author, blog, title = map(lookup_key, (part.author, part.blog, part.named))
            groups[meeting, author, blog, title].append(part)
    accounts = {}
    for (meeting, *_), together in groups.items():
        ordered = sorted(together, key=lambda part: writing_order(part.note))
        first, last = ordered[0].note, ordered[-1].note
        accounts[first.id] = Account(
            id=first.id,
            title=ordered[0].title,
            meeting=meeting or None,
            notes=tuple(part.note.id for part in ordered),
            earlier_missing=first.continuation,
            later_missing=last.to_be_continued,
        )
    return accounts
