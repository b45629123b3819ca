"""A note's title and paragraphs as they are searched: in one spelling, each sign with its place in the given text."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fieldnotes.archive.model import BlockKind
from fieldnotes.archive.paragraphs import (
    EDITOR_NOTE,
    INLINE_CODE,
    LINK_TARGET,
    read_blocks,
    read_body,
)
from fieldnotes.authoring.suggesting.reading import key
from fieldnotes.authoring.suggesting.suggestions import Field, Place
from fieldnotes.thai.clusters import is_boundary
from fieldnotes.thai.spelling import normalise_with_offsets

_UNREAD = re.compile(
    rf"{INLINE_CODE}|{EDITOR_NOTE.pattern}|\[[^\[\]]*+\]\{{\.nolink\}}"
    rf"|(?<=\]){LINK_TARGET}|<?https?://[^\s<>]++>?"
)
"""What is no text of the author's, or may not be linked; it is read as spaces."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The title or a paragraph. `text` is in one spelling; `offsets` lead from it to the field it is from."""

    field: Field
    text: str
    offsets: Sequence[int]
    kind: BlockKind = "paragraph"
    number: int = 0
    anchor: str | None = None

    @property
    def key(self) -> tuple[str, Sequence[int]]:
        """The letters and digits alone, as tags are compared (`reading.key`), each with its place in `text`."""
        return _key_with_places(self.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the note and where they stand."""

    quote: str
    place: Place


MOST_READ = 60_000
"""Signs of a body that are read; a note has a tenth of them, and more would take minutes."""


class Text:
    """A note's title and body, cut into passages; the title is the first of them."""

    def __init__(self, title: str, body: str) -> None:
        self.title = title
        self.body = body
        self._line_starts: dict[Field, list[int]] = {}
        self.passages = (_passage("title", title[:MOST_READ], 0), *_paragraphs(body[:MOST_READ]))

    @property
    def whole(self) -> str:
        """All passages, one on a line, in one spelling."""
        return "\n".join(passage.text for passage in self.passages)

    def evidence(self, passage: Passage, start: int, end: int) -> Evidence:
        """Return the words `passage.text[start:end]` as the author wrote them, widened to whole letters."""
        while not is_boundary(passage.text, start):
            start -= 1
        while not is_boundary(passage.text, end):
            end += 1
        given = self.title if passage.field == "title" else self.body
        first, last = passage.offsets[start], passage.offsets[end]
        starts = self._line_starts.get(passage.field)
        if starts is None:
            starts = [0, *(match.end() for match in re.finditer("\n", given))]
            self._line_starts[passage.field] = starts
        line = bisect_right(starts, first)
        place = Place(
            field=passage.field,
            start=first,
            end=last,
            line=line,
            column=first - starts[line - 1] + 1,
            paragraph=passage.number,
            anchor=passage.anchor,
        )
        return Evidence(given[first:last], place)


@functools.lru_cache(maxsize=1024)
def _key_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in key(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), tuple(places)


def _paragraphs(body: str) -> list[Passage]:
    # read_body makes one paragraph of each block, in their order.
    return [
        _passage(
            "body",
            block.source,
            block.offset,
            kind=paragraph.kind,
            number=paragraph.number,
            anchor=paragraph.anchor,
        )
        for block, paragraph in zip(read_blocks(body), read_body(body).paragraphs, strict=True)
    ]


def _passage(
    field: Field,
    source: str,
    offset: int,
    *,
    kind: BlockKind = "heading",
    number: int = 0,
    anchor: str | None = None,
) -> Passage:
    readable = _UNREAD.sub(lambda hidden: " " * len(hidden[0]), source)
    normal, offsets = normalise_with_offsets(readable)
    places = (
        range(offset, offset + len(normal) + 1)
        if isinstance(offsets, range)
        else [offset + place for place in offsets]
    )
    return Passage(field, normal, places, kind, number, anchor)
