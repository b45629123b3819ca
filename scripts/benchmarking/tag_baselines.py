"""Plain ways to tag a post, to compare with; each gives scores for tags as they are compared (`key`)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from pythainlp.summarize import extract_keywords

from benchmarking.baselines import summed
from fieldnotes.authoring.suggesting.likeness import Likeness
from fieldnotes.authoring.suggesting.reading import Reading, frequencies, key, stop_words

NEIGHBOURS = 10
Scores = Mapping[str, float]


class Baselines:
    """All ways, over the same posts; each post is asked for without its own tags."""

    def __init__(self, readings: Sequence[Reading], tags: Sequence[frozenset[str]]) -> None:
        self._readings = readings
        self._tags = tags
        self._of_terms, self._of_phrases = frequencies(readings)
        self._likeness = Likeness(readings, self._of_terms)
        self._having: dict[str, set[int]] = defaultdict(set)
        for number, own in enumerate(tags):
            for tag in own:
                self._having[tag].add(number)
        self._naming = Counter(
            tag for reading in readings for tag in self._having if tag in reading.key
        )

    def keywords(self, number: int) -> dict[str, float]:
        """pythainlp's `extract_keywords` by frequency."""
        reading = self._readings[number]
        words = extract_keywords(f"{reading.title}\n{reading.text}", engine="frequency")
        return {key(word): 1 / place for place, word in enumerate(words, 1)}

    def tf_idf(self, number: int) -> dict[str, float]:
        """Single words by tf · ln(N / df)."""
        total = len(self._readings)
        return {
            key(word): count * math.log(total / self._of_terms[word])
            for word, count in self._readings[number].terms.items()
            if key(word)
        }

    def phrases(self, number: int) -> dict[str, float]:
        """Words joined: one to four in a row that stand twice or in the title, by tf · ln(N / df).

        Of phrases within one another only the best counts.
        """
        reading = self._readings[number]
        total = len(self._readings)
        scores = {
            name: phrase.count * math.log(total / self._of_phrases[name])
            for name, phrase in reading.phrases.items()
            if phrase.count > 1 or name in reading.title_key
        }
        kept: dict[str, float] = {}
        for name in sorted(scores, key=lambda name: (-scores[name], name)):
            if len(kept) == 20:
                break
            if not any(name in other or other in name for other in kept):
                kept[name] = scores[name]
        return kept

    def dictionary(self, number: int) -> dict[str, float]:
        """The other posts' tags that stand in the text, by tf · ln(N / df)."""
        text = self._readings[number].key
        total = len(self._readings)
        return {
            tag: text.count(tag) * math.log((total + 1) / self._naming[tag])
            for tag, having in self._having.items()
            if having != {number} and tag in text and tag not in stop_words()
        }

    def neighbours(self, number: int) -> dict[str, float]:
        """The tags of the most alike posts, each post voting with its likeness."""
        alike = self._likeness.of(self._readings[number])
        alike[number] = -1
        votes: dict[str, float] = defaultdict(float)
        for other in np.argsort(-alike, kind="stable")[:NEIGHBOURS]:
            for tag in self._tags[int(other)]:
                votes[tag] += float(alike[other])
        return votes

    def together(self, number: int) -> dict[str, float]:
        """Neighbours, dictionary and phrases: the sum of their scores, each divided by its best."""
        three = (self.neighbours(number), self.dictionary(number), self.phrases(number))
        numbers: dict[str, int] = {}
        for scores in three:
            for tag in scores:
                numbers.setdefault(tag, len(numbers))
        by_number = [{numbers[tag]: score for tag, score in scores.items()} for scores in three]
        names = list(numbers)
        return {names[place]: score for place, score in summed(by_number).items()}


def ranked(scores: Scores) -> list[str]:
    """Return the tags, the best first; those of one score in the order of their letters."""
    return sorted(scores, key=lambda tag: (-scores[tag], tag))
