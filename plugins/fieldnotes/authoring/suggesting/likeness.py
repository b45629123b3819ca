"""How like a text is to each note of the archive: the cosine of TF-IDF vectors (Salton and Buckley, 1988).

A word weighs (1 + ln f) · ln((N + 1) / n): f how often it stands in the text, n in how many of N notes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fieldnotes.authoring.suggesting.reading import Reading, rarity


class Likeness:
    """The archive's notes as vectors; all of them in two arrays, so that one pass compares a text with every note."""

    def __init__(self, readings: Sequence[Reading], of_terms: Counter[str]) -> None:
        self._total = len(readings)
        self._frequencies = of_terms
        self._numbers = {term: number for number, term in enumerate(of_terms)}
        terms: list[int] = []
        weights: list[float] = []
        starts: list[int] = []
        for reading in readings:
            starts.append(len(terms))
            for term, weight in self.vector(reading).items():
                terms.append(self._numbers[term])
                weights.append(weight)
        # An empty note still has its place in the sums below.
        self._starts = np.array([*starts, len(terms)])
        self._terms = np.array(terms, dtype=np.intp)
        self._weights = np.array(weights)

    def vector(self, reading: Reading) -> dict[str, float]:
        """Return the weight of each word that the archive knows, with length 1."""
        weights = {
            term: (1 + math.log(count)) * rarity(self._frequencies[term], self._total)
            for term, count in reading.terms.items()
            if term in self._numbers
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}

    def of(self, reading: Reading) -> NDArray[np.float64]:
        """Return the likeness (0 to 1) to each note."""
        asked = np.zeros(len(self._numbers))
        for term, weight in self.vector(reading).items():
            asked[self._numbers[term]] = weight
        sums = np.concatenate([[0.0], np.cumsum(asked[self._terms] * self._weights)])
        alike: NDArray[np.float64] = sums[self._starts[1:]] - sums[self._starts[:-1]]
        return alike
