"""How good suggestions are: precision, recall and F1, of tags a post and of spans over all sentences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def harmonic(precision: float, recall: float) -> float:
    """Return F1; 0 where both are.

    >>> harmonic(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tags_at(
    rankings: Sequence[Sequence[str]], truths: Sequence[Collection[str]], most: int = 5
) -> Figures:
    """Return the means over the posts of each post's figures, of the first so many tags of its ranking."""
    figures = []
    for ranking, truth in zip(rankings, truths, strict=True):
        first = ranking[:most]
        hits = len(set(first) & set(truth))
        precision = hits / len(first) if first else 0.0
        recall = hits / len(truth)
        figures.append((precision, recall, harmonic(precision, recall)))
    total = max(1, len(figures))
    precision, recall, f1 = (sum(column) / total for column in zip(*figures, strict=True))
    return Figures(precision, recall, f1)


def exact(found: Sequence[Sequence[Span]], truths: Sequence[Sequence[Span]]) -> Figures:
    """Return the figures over all texts, where a span counts that begins and ends as the true one does."""
    hits = sum(len(set(one) & set(truth)) for one, truth in zip(found, truths, strict=True))
    precision = hits / max(1, sum(map(len, found)))
    recall = hits / max(1, sum(map(len, truths)))
    return Figures(precision, recall, harmonic(precision, recall))


def overlapping(found: Sequence[Sequence[Span]], truths: Sequence[Sequence[Span]]) -> Figures:
    """The same, where a span counts that shares a letter with a true one."""
    right = sum(
        _meets(span, truth) for one, truth in zip(found, truths, strict=True) for span in one
    )
    seen = sum(
        _meets(span, one) for one, truth in zip(found, truths, strict=True) for span in truth
    )
    precision = right / max(1, sum(map(len, found)))
    recall = seen / max(1, sum(map(len, truths)))
    return Figures(precision, recall, harmonic(precision, recall))


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
