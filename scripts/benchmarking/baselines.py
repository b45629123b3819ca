"""Rankings to compare with: plain substring, BM25, and two rankings put together. Their formulas are written out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

K1, B = 1.2, 0.75
"""How soon a term's repetition stops counting, and how much a text's length does."""
FUSION = 60
"""The constant of reciprocal rank fusion, as in the paper that proposed it."""

Scores = Mapping[int, float]
"""Document -> score, above zero; a document that is not there was not found."""


def ranked(scores: Scores) -> list[int]:
    """Return the documents, the best first; those of one score in the order of the corpus."""
    return sorted(scores, key=lambda document: (-scores[document], document))


def substring_scores(texts: Sequence[str], query: str) -> dict[int, float]:
    """Return how often each text holds the query, as it stands."""
    return {
        number: float(count)
        for number, text in enumerate(texts)
        if query and (count := text.count(query))
    }


def trigrams(text: str) -> list[str]:
    """Return each three characters in a row, white space left out; a shorter text as it is.

    >>> trigrams("กขคง")
    ['กขค', 'ขคง']
    """
    text = "".join(text.split())
    if len(text) < 3:
        return [text] if text else []
    return [text[place : place + 3] for place in range(len(text) - 2)]


class Bm25:
    """BM25 (Robertson, Spärck Jones); its inverse frequency is never negative: ln(1 + (N - n + .5) / (n + .5))."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._lengths: list[int] = []
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for number, terms in enumerate(texts):
            self._lengths.append(len(terms))
            for term, count in Counter(terms).items():
                self._postings.setdefault(term, []).append((number, count))
        self._average = sum(self._lengths) / max(1, len(self._lengths))

    def scores(self, query: Iterable[str]) -> dict[int, float]:
        """Return the score of each document that has any of the query's terms; a term said twice counts twice."""
        scores: dict[int, float] = {}
        for term in query:
            postings = self._postings.get(term, [])
            weight = math.log(
                1 + (len(self._lengths) - len(postings) + 0.5) / (len(postings) + 0.5)
            )
            for number, count in postings:
                length = 1 - B + B * self._lengths[number] / self._average
                scores[number] = scores.get(number, 0.0) + weight * count * (K1 + 1) / (
                    count + K1 * length
                )
        return scores


def summed(rankings: Sequence[Scores]) -> dict[int, float]:
    """Return the sum of several rankings' scores, each divided by its best."""
    total: dict[int, float] = {}
    for scores in rankings:
        best = max(scores.values(), default=1.0)
        for document, score in scores.items():
            total[document] = total.get(document, 0.0) + score / best
    return total


def fused(rankings: Sequence[Scores]) -> dict[int, float]:
    """Return the reciprocal rank fusion of several rankings: the sum of 1 / (60 + place)."""
    total: dict[int, float] = {}
    for scores in rankings:
        for place, document in enumerate(ranked(scores), 1):
            total[document] = total.get(document, 0.0) + 1 / (FUSION + place)
    return total
