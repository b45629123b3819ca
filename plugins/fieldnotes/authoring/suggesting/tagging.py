"""Which tags fit a text, learned from the archive itself each time: from what its notes' authors chose.

Each note is taken in turn, without its own tags, and what speaks for a tag is weighed by how often such a tag was
right. One regression is for the archive's own tags and one for new words, so that their scores are probabilities which
can be compared.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from fieldnotes.archive.model import Archive, Note
from fieldnotes.authoring.suggesting import known_tags, new_tags
from fieldnotes.authoring.suggesting.known_tags import KnownTags
from fieldnotes.authoring.suggesting.likeness import Likeness
from fieldnotes.authoring.suggesting.new_tags import NewTag
from fieldnotes.authoring.suggesting.reading import Reading, frequencies, key, sample
from fieldnotes.authoring.suggesting.regression import Array, fit, probabilities
from fieldnotes.thai.spelling import normalise

MOST_LEARNED = 400
"""Notes that are learned from; of more, as many spread evenly, which says as much."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A tag for a text with its probability: `known` of the archive, or else `new`."""

    score: float
    known: known_tags.Candidate | None = None
    new: NewTag | None = None


@dataclass(frozen=True, slots=True)
class _Example:
    """Rows of features and whether each was right, for known tags and for new ones."""

    known: tuple[list[tuple[float, ...]], list[bool]]
    new: tuple[list[tuple[float, ...]], list[bool]]


class Tagging:
    """What the archive's notes teach about their tags."""

    def __init__(self, archive: Archive) -> None:
        self.readings = [read_note(note) for note in archive.notes.values()]
        self.labels = {tag.id: tag.label for tag in archive.tags.values()}
        self._keys = {tag.id: key(tag.label) for tag in archive.tags.values()}
        of_terms, self._of_phrases = frequencies(self.readings)
        self.likeness = Likeness(self.readings, of_terms)
        self._known = KnownTags(archive.tags.values(), self.readings, self.likeness)
        self._examples: dict[str, _Example] = {}
        self.learn()

    def learn(self, without: Collection[str] = ()) -> None:
        """Learn from the tagged notes, but for some: who measures leaves out those that are asked for."""
        tagged = [one for one in self.readings if one.tags and one.id not in without]
        examples = [self._example(reading) for reading in sample(tagged, MOST_LEARNED)]
        self._weights = _weights([one.known for one in examples], known_tags.PRIOR)
        self._new_weights = _weights([one.new for one in examples], new_tags.PRIOR)

    def _example(self, reading: Reading) -> _Example:
        """What would speak for each tag of a note if it had none, and which of them it has."""
        if reading.id not in self._examples:
            own = {self._keys[tag] for tag in reading.tags}
            known = self._known.candidates(reading, {reading.id})
            new = self._new(reading, {reading.id})
            self._examples[reading.id] = _Example(
                ([one.features for one in known], [one.tag in reading.tags for one in known]),
                ([one.features for one in new], [one.key in own for one in new]),
            )
        return self._examples[reading.id]

    def _new(self, reading: Reading, without: Collection[str]) -> list[NewTag]:
        return new_tags.new_tags(
            reading,
            self._of_phrases,
            len(self.readings),
            lambda name: self._known.is_known(name, without),
        )

    def score(self, reading: Reading, without: Collection[str] = ()) -> list[Scored]:
        """Return all that may be a tag of a text, the likeliest first; notes `without` have no say."""
        known = self._known.candidates(reading, without)
        new = self._new(reading, without)
        found = [
            *(
                Scored(float(score), known=candidate)
                for score, candidate in zip(
                    _scores([one.features for one in known], self._weights), known, strict=True
                )
            ),
            *(
                Scored(float(score), new=one)
                for score, one in zip(
                    _scores([one.features for one in new], self._new_weights), new, strict=True
                )
            ),
        ]
        # Rounded, so that the last bit of a sum, which depends on the processor, decides no order.
        return sorted(found, key=lambda one: (-round(one.score, 9), one.new is not None))


def read_note(note: Note) -> Reading:
    """Return a note of the archive, read for its tags."""
    text = "\n".join(paragraph.text for paragraph in note.paragraphs)
    return Reading(note.id, normalise(note.title), normalise(text), frozenset(note.tags))


def _weights(
    examples: Sequence[tuple[list[tuple[float, ...]], list[bool]]], prior: dict[str, float]
) -> Array:
    rows = [row for features, _ in examples for row in features]
    right = [verdict for _, verdicts in examples for verdict in verdicts]
    start = np.array(list(prior.values()))
    return fit(np.array(rows), np.array(right, dtype=np.float64), start) if rows else start


def _scores(rows: Sequence[tuple[float, ...]], weights: Array) -> Array:
    return probabilities(np.array(rows), weights) if rows else np.zeros(0)
