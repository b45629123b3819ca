"""The grammar of the lines around a text: what a line of a page's head or foot says of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldnotes.authoring.gotoknow.labels import labels
from fieldnotes.authoring.gotoknow.page import ADDRESS_TAKEN
from fieldnotes.thai.dates import DateFault, read_moment
from fieldnotes.thai.spelling import collapse_spaces, lookup_key

_EMPTY_BRACKETS = re.compile(rf"[\s\u00a0]*\([\s{ADDRESS_TAKEN}]*\)[\s\u00a0]*$")
_TAG_PARTS = re.compile(r"[#,;|]")


@dataclass(frozen=True, slots=True)
class FooterLine:
    """What one line says: the values of fields by name (of `Footer`, or `views`), and its tags."""

    values: Mapping[str, str]
    tags: tuple[str, ...] = field(default=())


def read_site_line(text: str) -> FooterLine | None:
    """Read `บันทึกนี้เขียนที่ GotoKnow โดย … ใน …`; author and blog may be empty."""
    match = labels().site_line.match(text)
    if match is None:
        return None
    return FooterLine({name: clean(match[name]) for name in ("site", "author", "blog")})


def read_tags_line(text: str) -> FooterLine | None:
    """Read `คำสำคัญ (Tags)#กองทุน#ออมทรัพย์`; a tag that says that there is none is none.

    Without its sign, or a colon, such a line may be a sentence that begins with the same word.
    """
    match = labels().tags_line.match(text)
    if match is None:
        return None
    words = clean(match["tags"])
    if words and not (words.startswith("#") or ":" in text or match["label"].endswith(")")):
        return None
    # Without any number sign or comma, spaces part tags.
    parts = _TAG_PARTS.split(words) if _TAG_PARTS.search(words) else words.split()
    tags = [clean(part) for part in parts]
    return FooterLine(
        {}, tuple(dict.fromkeys(tag for tag in tags if tag and tag not in labels().no_tags))
    )


def read_fields(text: str) -> FooterLine | None:
    """Read `หมายเลขบันทึก: 30760, เขียน: …, แก้ไข: …`: a line of labelled values and nothing else.

    None for a line that begins with anything else, or has the same label twice: that is a sentence.
    """
    found = list(labels().field.finditer(text))
    if not found or text[: found[0].start()].strip():
        return None
    values: dict[str, str] = {}
    for match, after in zip(found, [*found[1:], None], strict=True):
        name = match.lastgroup or ""
        if name in values:
            return None
        value = clean(text[match.end() : after.start() if after else len(text)]).strip(",;| ")
        values[name] = without_brackets(value) if name in ("written", "edited") else value
    return FooterLine(values) if _is_plausible(values) else None


def _is_plausible(values: Mapping[str, str]) -> bool:
    """Whether values are what their labels say: a number is digits, and a date alone on its line can be read."""
    if "number" in values and not values["number"].isdigit():
        return False
    if len(values) > 1:
        return True
    [(name, value)] = values.items()
    return {
        "number": value.isdigit(),
        "written": is_moment(value),
        "edited": is_moment(value),
        "comments": value.isdigit(),
        "rights": 0 < len(value) < _LONGEST_VALUE,
        "views": len(value) < _LONGEST_VALUE,
        "flowers": value.isdigit(),
        "blog": 0 < len(value) < _LONGEST_VALUE,
        "author": len(value) < _LONGEST_VALUE,
    }[name]


_LONGEST_VALUE = 120


def read_dated_line(text: str) -> FooterLine | None:
    """Read `เขียนเมื่อ 9 ธันวาคม 2548 10:02 น. ()` or `แก้ไขเมื่อ …`: a label without a colon before a date."""
    for name, pattern in (("written", labels().written_line), ("edited", labels().edited_line)):
        match = pattern.match(text)
        if match is not None and is_moment(value := without_brackets(clean(match["date"]))):
            return FooterLine({name: value})
    return None


def is_moment(words: str) -> bool:
    """Whether words are a date, with or without a time."""
    try:
        read_moment(words)
    except DateFault:
        return False
    return True


def without_brackets(words: str) -> str:
    """Return the words of a date without the empty brackets in which an address stood."""
    return _EMPTY_BRACKETS.sub("", words)


def clean(words: str) -> str:
    """Return the words of a field: single spaces, none at the ends, no trace of an address."""
    return collapse_spaces(words.replace(ADDRESS_TAKEN, "").replace("\u00a0", " ")).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same but for spaces and spelling of marks."""
    return lookup_key(one) == lookup_key(other)
