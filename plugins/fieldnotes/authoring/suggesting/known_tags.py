"""How much speaks for each tag of the archive: notes like this one, and the tag's own words in the text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import ahocorasick
import numpy as np

from fieldnotes.archive.model import Tag
from fieldnotes.authoring.suggesting.likeness import Likeness
from fieldnotes.authoring.suggesting.reading import Reading, key

NEIGHBOURS = 30
"""Notes that have a say; below them are those that have nothing to do with the text."""
NEAREST = 5
DISTANT = 0.01
"""What stands in the sum of votes for all that is not alike: two notes that are hardly alike do not decide."""

PRIOR = {
    "always": -5.0,
    "votes": 1.0,
    "votes root": 1.0,
    "votes of the nearest": 0.5,
    "notes": 0.2,
    "mean likeness": 0.2,
    "in text": 1.0,
    "in title": 0.5,
    "count": 0.5,
    "rate": 1.0,
    "rate root": 1.0,
    "early": 0.5,
    "without its words": 0.5,
    "nearest and in text": 0.5,
    "length": 0.5,
}
"""What speaks for a tag -> how much, before the archive is asked; round numbers, for an archive of few notes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tag that may fit: what speaks for it in the order of `PRIOR`, the notes like this that have it."""

    tag: str
    features: tuple[float, ...]
    notes: tuple[str, ...]
    in_text: bool


class KnownTags:
    """The archive's tags, where their words stand, and who has them."""

    def __init__(
        self, tags: Collection[Tag], readings: Sequence[Reading], likeness: Likeness
    ) -> None:
        self._readings = readings
        self._likeness = likeness
        self._numbers = {reading.id: number for number, reading in enumerate(readings)}
        self._tags_of_key: dict[str, list[str]] = defaultdict(list)
        self._automaton = ahocorasick.Automaton()
        self._recorded = {tag.id for tag in tags if tag.recorded}
        self._lengths = {tag.id: len(key(tag.label)) for tag in tags}
        for tag in tags:
            for name in dict.fromkeys(map(key, (tag.label, *tag.also))):
                if len(name) > 1:
                    self._tags_of_key[name].append(tag.id)
                    self._automaton.add_word(name, name)
        if self._tags_of_key:
            self._automaton.make_automaton()
        self._having: dict[str, set[int]] = defaultdict(set)
        self._naming: dict[str, set[int]] = defaultdict(set)
        for number, reading in enumerate(readings):
            for tag_id in reading.tags:
                self._having[tag_id].add(number)
            for tag_id in self._places(reading):
                self._naming[tag_id].add(number)

    def is_known(self, name: str, without: Collection[str] = ()) -> bool:
        """Whether a key is a tag's; one that only notes left out have is none."""
        left_out = {self._numbers[note] for note in without if note in self._numbers}
        return any(
            tag in self._recorded or self._having[tag] - left_out
            for tag in self._tags_of_key.get(name, ())
        )

    def candidates(self, reading: Reading, without: Collection[str] = ()) -> list[Candidate]:
        """Return the tags for which anything speaks, in the order of their ids.

        Notes left out (`without`) have no say, and a tag without a record that no other note has is none then.
        """
        left_out = {self._numbers[note] for note in without if note in self._numbers}
        alike = self._likeness.of(reading)
        alike[list(left_out)] = 0
        order = [int(number) for number in np.argsort(-alike, kind="stable")[:NEIGHBOURS]]
        near = [number for number in order if alike[number] > 0]
        places = self._places(reading)
        total = sum(alike[number] ** 3 for number in near) + DISTANT
        votes: dict[str, float] = defaultdict(float)
        nearest: dict[str, float] = defaultdict(float)
        best: dict[str, float] = defaultdict(float)
        notes: dict[str, list[str]] = defaultdict(list)
        for rank, number in enumerate(near):
            for tag in self._readings[number].tags:
                # The third power: the likest notes say most (weighted neighbours; Dudani, 1976).
                votes[tag] += alike[number] ** 3 / total
                best[tag] = max(best[tag], float(alike[number]))
                nearest[tag] += (rank < NEAREST) / NEAREST
                notes[tag].append(self._readings[number].id)
        found = []
        for tag in sorted({*votes, *places}):
            having = self._having[tag] - left_out
            if not having and tag not in self._recorded:
                continue
            naming = self._naming[tag] - left_out
            at = places.get(tag, [])
            both = len(having & naming)
            rate = (both + 0.1) / (len(naming) + 1) if at else 0.0
            mean = float(alike[list(having)].mean()) if having else 0.0
            features = (
                1.0,
                votes[tag],
                math.sqrt(votes[tag]),
                nearest[tag],
                math.log1p(len(having)),
                10 * mean,
                float(bool(at)),
                float(any(place < len(reading.title_key) for place in at)),
                math.log1p(len(at)),
                rate,
                math.sqrt(rate),
                1 - at[0] / max(1, len(reading.key)) if at else 0.0,
                0.0 if at else (len(having) - both + 0.5) / (len(having) + 1),
                best[tag] if at else 0.0,
                min(self._lengths[tag], 30) / 10 if at else 0.0,
            )
            found.append(Candidate(tag, features, tuple(notes[tag][:3]), bool(at)))
        return found

    def _places(self, reading: Reading) -> dict[str, list[int]]:
        """Where each tag's words stand in a text, under any of its names."""
        if not self._tags_of_key:
            return {}
        places: dict[str, list[int]] = defaultdict(list)
        for name, at in reading.places(self._automaton.iter(reading.key)).items():
            for tag in self._tags_of_key[name]:
                places[tag] += at
        return {tag: sorted(at) for tag, at in places.items()}
