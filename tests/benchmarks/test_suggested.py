"""How suggestions are measured."""

from __future__ import annotations

from benchmarking.suggested import Figures, exact, overlapping, tags_at


def test_tags_are_measured_a_post() -> None:
    figures = tags_at([["a", "b"], ["c"], []], [{"a"}, {"c", "d"}, {"e"}])
    assert figures == Figures(0.5, 0.5, (2 / 3 + 2 / 3) / 3)


def test_only_the_first_count() -> None:
    assert tags_at([["x", "a"]], [{"a"}], most=1).recall == 0


def test_spans() -> None:
    found, truth = [[(0, 5), (7, 9)]], [[(0, 4), (7, 9), (20, 22)]]
    assert exact(found, truth) == Figures(0.5, 1 / 3, 0.4)
    assert overlapping(found, truth) == Figures(1.0, 2 / 3, 0.8)
    assert exact([[]], [[]]) == Figures(0, 0, 0)
