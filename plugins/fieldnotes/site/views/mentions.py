"""A mention with its context: the words around it, cut where Thai may be cut, with every name in
them marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fieldnotes.archive.model import Archive, Mention, Note
from fieldnotes.thai.clusters import excerpt

AROUND = 90
"""How many characters of context stand on each side of a mention."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words of one paragraph around one or several mentions; `paragraph` is its number, 0 for a
    heading.

    `pieces` are the words in order: those at odd places are the names that were looked for, those before,
    between and after them stand at even places and may be empty.
    """

    anchor: str
    paragraph: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteMentions:
    """Where one note names an organisation; `count` counts the mentions, several of which may share
    a context.
    """

    note: Note
    contexts: tuple[Context, ...]
    count: int


def in_notes(archive: Archive, mentions: Iterable[Mention]) -> tuple[NoteMentions, ...]:
    """Gather mentions by note, in the order given (a note's mentions stand together)."""
    gathered = []
    for note_id, group in groupby(mentions, key=lambda mention: mention.note):
        note = archive.notes[note_id]
        members = tuple(group)
        gathered.append(NoteMentions(note, tuple(_contexts(note, members)), len(members)))
    return tuple(gathered)


def _contexts(note: Note, mentions: Iterable[Mention]) -> Iterator[Context]:
    paragraphs = {paragraph.anchor: paragraph for paragraph in note.paragraphs}
    for anchor, group in groupby(mentions, key=lambda mention: mention.anchor):
        paragraph = paragraphs[anchor]
        for near in _neighbouring(sorted(group, key=lambda mention: mention.start)):
            yield Context(anchor, paragraph.number, tuple(_pieces(paragraph.text, near)))


def _neighbouring(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Part mentions of a paragraph so that those whose contexts would overlap share one."""
    near: list[Mention] = []
    for mention in mentions:
        if near and mention.start - near[-1].end > 2 * AROUND:
            yield near
            near = []
        near.append(mention)
    if near:
        yield near


def _pieces(text: str, mentions: Sequence[Mention]) -> Iterator[str]:
    before, _, after = excerpt(text, mentions[0].start, mentions[-1].end, AROUND)
    yield before
    position = mentions[0].start
    for mention in mentions:
        if mention is not mentions[0]:
            yield text[position : mention.start]
        yield text[mention.start : mention.end]
        position = mention.end
    yield after
