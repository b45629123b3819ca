"""How good a ranked answer is: plain functions over lists of documents' numbers.

A document is its number in the corpus, an answer the numbers in the order shown, the truth the set of those
that should be found.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

TOP = 10
"""How many results a reader looks at."""


def recall(answer: Sequence[int], relevant: Collection[int]) -> float:
    """Return the share of the relevant documents that are found at all; 1 where there are none."""
    if not relevant:
        return 1.0
    return len(set(answer) & set(relevant)) / len(relevant)


def precision_at(answer: Sequence[int], relevant: Collection[int], top: int = TOP) -> float:
    """Return the share of hits in the first `top` places, or in as many as there are relevant documents.

    A place that is left empty is a miss: an answer of one right document where ten exist has .1. Where
    there are no relevant documents, an empty answer is right and any other wrong.
    """
    places = min(top, len(relevant))
    if not places:
        return float(not answer)
    wanted = set(relevant)
    return sum(document in wanted for document in answer[:places]) / places


def preferred_first(
    answer: Sequence[int], preferred: Collection[int], top: int = TOP
) -> bool | None:
    """Whether the first `top` places hold preferred documents alone, for as long as there are any.

    None where there are no preferred ones, so that nothing could stand first.
    """
    places = min(top, len(preferred))
    if not places:
        return None
    first = answer[:places]
    return len(first) == places and set(first) <= set(preferred)


def average_precision(answer: Sequence[int], relevant: Collection[int]) -> float:
    """Return the mean, over the relevant documents, of the precision where each one stands; 0 for one not found."""
    if not relevant:
        return 1.0
    wanted = set(relevant)
    hits, total = 0, 0.0
    for place, document in enumerate(answer, 1):
        if document in wanted:
            hits += 1
            total += hits / place
    return total / len(wanted)


def mean(figures: Collection[float]) -> float | None:
    """Return the mean, or None of nothing."""
    return sum(figures) / len(figures) if figures else None


def percentile(figures: Collection[float], part: float) -> float | None:
    """Return the least figure that at least this part (0 to 1) of all figures do not exceed; None of nothing."""
    if not figures:
        return None
    return sorted(figures)[max(0, math.ceil(part * len(figures)) - 1)]
