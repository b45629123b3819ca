"""Organisations' names in running Thai, where nothing marks the begin or end of a word.

All names are looked for in one pass (Aho and Corasick, 1975); of names that overlap the leftmost wins,
then the longest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import ahocorasick

from fieldnotes.archive.model import Mention, Organisation, Paragraph
from fieldnotes.archive.paragraphs import between_headings
from fieldnotes.thai.clusters import is_boundary
from fieldnotes.thai.spelling import normalise, normalise_with_offsets


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: `text[start:end]`, the organisation's id, and whether it stands there in a short form."""

    start: int
    end: int
    organisation: str
    abbreviation: bool


class Names:
    """All names by which organisations are found in texts. A name that two organisations share finds neither."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        owners: dict[str, dict[str, bool]] = defaultdict(dict)
        for organisation in organisations:
            for names, abbreviation in (
                ((organisation.name, *organisation.also), False),
                ((*organisation.short, *organisation.romanised), True),
            ):
                for name in names:
                    if key := normalise(name).strip():
                        owners[key].setdefault(organisation.id, abbreviation)
        self._automaton = ahocorasick.Automaton()
        for key, by_id in owners.items():
            [(owner, abbreviation)] = by_id.items() if len(by_id) == 1 else [(None, False)]
            self._automaton.add_word(key, (len(key), owner, abbreviation))
        if owners:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Found]:
        """Yield the names in a text from left to right; places are in the text as it was given."""
        normal, offsets = normalise_with_offsets(text)
        for found in self.find_in_normal(normal):
            yield replace(found, start=offsets[found.start], end=offsets[found.end])

    def find_in_normal(self, normal: str) -> Iterator[Found]:
        """Yield the names in a normalised text from left to right."""
        if len(self._automaton) == 0:
            return
        candidates = [
            (last + 1 - length, -length, owner, abbreviation)
            for last, (length, owner, abbreviation) in self._automaton.iter(normal)
            if _stands_alone(normal, last + 1 - length, last + 1)
        ]
        position = 0
        for start, negative_length, owner, abbreviation in sorted(
            candidates, key=lambda found: found[:2]
        ):
            if start < position:
                continue
            position = start - negative_length
            if owner is not None:
                yield Found(start, position, owner, abbreviation)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is no part of a longer word, as far as signs tell: Latin letters, digits, marks, dots."""
    first, last = text[start], text[end - 1]
    before = text[start - 1] if start > 0 else " "
    after = text[end] if end < len(text) else " "
    if first.isascii() and first.isalnum() and before.isascii() and before.isalnum():
        return False
    if last.isascii() and last.isalnum() and after.isascii() and after.isalnum():
        return False
    # ศตจ.ปชช. is one abbreviation: its second half is not the short form of another body.
    if "." in text[start:end] and before == ".":
        return False
    return is_boundary(text, start) and is_boundary(text, end)


_BETWEEN_PARAGRAPHS = "\n\n"
"""No name goes over it, and no rule of spelling."""


def mentions_in(
    note: str,
    paragraphs: Iterable[Paragraph],
    names: Names,
    normal_texts: Iterable[str] | None = None,
) -> tuple[Mention, ...]:
    """Return every mention in a note's text, headings and silent spans left out; texts as in `between_headings`."""
    searched = between_headings(paragraphs, normal_texts)
    starts: list[int] = []
    position = 0
    for _, normal in searched:
        starts.append(position)
        position += len(normal) + len(_BETWEEN_PARAGRAPHS)
    mentions = []
    # All at once: to begin anew for each paragraph takes longer than to search it.
    whole = _BETWEEN_PARAGRAPHS.join(normal for _, normal in searched)
    for found in names.find_in_normal(whole):
        index = bisect_right(starts, found.start) - 1
        paragraph, normal = searched[index]
        first, last = found.start - starts[index], found.end - starts[index]
        # Of the spaces alone that pasted texts are full of nothing is moved.
        if normal not in (paragraph.text, paragraph.text.replace("\u00a0", " ")):
            _, offsets = normalise_with_offsets(paragraph.text)
            first, last = offsets[first], offsets[last]
        if not any(start < last and first < end for start, end in paragraph.silent):
            mentions.append(Mention(found.organisation, note, paragraph.anchor, first, last))
    return tuple(mentions)
