"""A note as tags are sought in it: its words in rows, its letters as tags write them, its phrases."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pythainlp.corpus import thai_stopwords

from fieldnotes.authoring.suggesting.grammar import sign_pattern
from fieldnotes.thai.clusters import is_boundary
from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import normalise
from fieldnotes.thai.words import words

MOST_WORDS = 4
"""Words that a phrase has at most."""
LONGEST = 40
"""Signs that a phrase has at most."""
SHORT = 4
"""A tag of so few letters counts only where it is a word: สร stands in สร้าง too."""


def key(text: str) -> str:
    """Return what a tag and its words in a text have in common: letters, marks and digits, case folded.

    Tags are written without spaces and dots: กระทรวงพม is กระทรวง พม. in a text.
    """
    return sign_pattern("left_out").sub("", arabic_digits(normalise(text)).casefold())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row that may be a tag: as written, how often, and after which part of all words they first stand."""

    words: str
    count: int
    first: float


@dataclass(frozen=True)
class Reading:
    """A note's text, read for its tags. `tags` are the ids it has."""

    id: str
    title: str
    text: str
    tags: frozenset[str] = frozenset()

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Words that stand together, no sign and no space between; the title's first."""
        return tuple(
            tuple(words(run))
            for run in sign_pattern("run").findall(f"{self.title}\n{self.text}".casefold())
        )

    @cached_property
    def terms(self) -> Counter[str]:
        """How often each word stands that says something."""
        stop = stop_words()
        return Counter(word for row in self.rows for word in row if word not in stop)

    @cached_property
    def title_key(self) -> str:
        """The title as tags are compared with it."""
        return key(self.title)

    @cached_property
    def key(self) -> str:
        """Title and text as tags are compared with them."""
        return "".join(word for row in self.rows for word in map(key, row))

    @cached_property
    def word_starts(self) -> frozenset[int]:
        """Where words begin in `key`, and its end."""
        starts, at = {0}, 0
        for row in self.rows:
            for word in row:
                at += len(key(word))
                starts.add(at)
        return frozenset(starts)

    @cached_property
    def phrases(self) -> Mapping[str, Phrase]:
        """Key -> phrase: one to four words in a row, of which neither the first nor the last says nothing."""
        stop = stop_words()
        counts: Counter[str] = Counter()
        first: dict[str, tuple[str, int]] = {}
        position = 0
        for row in self.rows:
            for start in range(len(row)):
                if row[start] in stop:
                    continue
                for end in range(start + 1, min(len(row), start + MOST_WORDS) + 1):
                    if row[end - 1] in stop:
                        continue
                    phrase = "".join(row[start:end])
                    if len(phrase) > LONGEST:
                        break
                    if len(phrase) < 2 or phrase.isdigit():
                        continue
                    counts[phrase] += 1
                    first.setdefault(phrase, (phrase, position + start))
            position += len(row)
        return {
            key(phrase): Phrase(written, counts[phrase], place / max(1, position))
            for phrase, (written, place) in first.items()
        }

    def places(self, found: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
        """Return where the tags' keys stand in `key`, of those that an automaton found by their last letter."""
        places: dict[str, list[int]] = {}
        for last, name in found:
            start, end = last + 1 - len(name), last + 1
            whole = (
                start in self.word_starts and end in self.word_starts
                if len(name) <= SHORT
                else is_boundary(self.key, start) and is_boundary(self.key, end)
            )
            if whole:
                places.setdefault(name, []).append(start)
        return places


@functools.cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing by themselves."""
    return frozenset(map(str, thai_stopwords()))


def frequencies(readings: Collection[Reading]) -> tuple[Counter[str], Counter[str]]:
    """Return in how many texts each word and each phrase stands."""
    of_terms: Counter[str] = Counter()
    of_phrases: Counter[str] = Counter()
    for reading in readings:
        of_terms.update(reading.terms.keys())
        of_phrases.update(reading.phrases.keys())
    return of_terms, of_phrases


def rarity(count: int, total: int) -> float:
    """Return ln((N + 1) / n), the inverse document frequency (Spärck Jones, 1972), above zero for what is in all."""
    return math.log((total + 1) / max(count, 1))


def sample(readings: Sequence[Reading], most: int) -> Sequence[Reading]:
    """Return at most so many, spread evenly over all."""
    if len(readings) <= most:
        return readings
    return [readings[place * len(readings) // most] for place in range(most)]
