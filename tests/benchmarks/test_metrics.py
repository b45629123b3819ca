"""Figures of a ranked answer, by hand."""

from __future__ import annotations

import pytest

from benchmarking.metrics import (
    average_precision,
    mean,
    percentile,
    precision_at,
    preferred_first,
    recall,
)


@pytest.mark.parametrize(
    ("answer", "relevant", "expected"),
    [([1, 2], {1, 2}, 1.0), ([1, 1, 9], {1, 2}, 0.5), ([], {1}, 0.0), ([5], set(), 1.0)],
)
def test_recall(answer: list[int], relevant: set[int], expected: float) -> None:
    assert recall(answer, relevant) == expected


@pytest.mark.parametrize(
    ("answer", "relevant", "expected"),
    [
        ([1, 2, 9], {1, 2}, 1.0),
        ([9, 1, 2], {1, 2}, 0.5),
        ([1], {1, 2}, 0.5),
        ([], {1}, 0.0),
        ([], set(), 1.0),
        ([3], set(), 0.0),
        ([*range(9), 99], set(range(20)), 0.9),
    ],
)
def test_precision_counts_as_many_places_as_there_are_documents(
    answer: list[int], relevant: set[int], expected: float
) -> None:
    assert precision_at(answer, relevant) == expected


def test_the_preferred_stand_first_for_as_long_as_there_are_any() -> None:
    assert preferred_first([1, 2, 3], {1, 2}) is True
    assert preferred_first([1, 3, 2], {1, 2}) is False
    assert preferred_first([1], {1, 2}) is False
    assert preferred_first([1, 2], set()) is None
    assert preferred_first([*range(10), 99], set(range(12))) is True


def test_average_precision() -> None:
    assert average_precision([1, 9, 2], {1, 2}) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([9, 1], {1, 2}) == pytest.approx(0.25)
    assert average_precision([], {1}) == 0.0


def test_percentile_is_one_of_the_figures() -> None:
    figures = [float(number) for number in range(1, 21)]
    assert percentile(figures, 0.5) == 10
    assert percentile(figures, 0.95) == 19
    assert percentile([7.0], 0.95) == 7
    assert percentile([], 0.5) is None


def test_mean_of_nothing_is_nothing() -> None:
    assert mean([]) is None
    assert mean([1, 2]) == 1.5
