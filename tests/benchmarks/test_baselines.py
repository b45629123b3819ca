"""The rankings that search is compared with."""

from __future__ import annotations

import math

import pytest

from benchmarking.baselines import K1, B, Bm25, fused, ranked, substring_scores, summed, trigrams


def test_a_substring_counts_each_time() -> None:
    assert substring_scores(["กขกข", "ข", "ค"], "กข") == {0: 2.0}
    assert substring_scores(["ก"], "") == {}


def test_of_one_score_the_earlier_document_stands_first() -> None:
    assert ranked({3: 1.0, 1: 1.0, 2: 5.0}) == [2, 1, 3]


def test_trigrams_go_across_spaces() -> None:
    assert trigrams("กข คง") == ["กขค", "ขคง"]
    assert trigrams("กข") == ["กข"]
    assert trigrams(" ") == []


def test_bm25_by_hand() -> None:
    bm25 = Bm25([["น้ำ", "ป่า"], ["น้ำ", "น้ำ", "นา", "นา"]])
    weight = math.log(1 + 0.5 / 2.5)
    short, long = 1 - B + B * 2 / 3, 1 - B + B * 4 / 3
    assert bm25.scores(["น้ำ", "ไม่มี"]) == pytest.approx(
        {0: weight * 1 * (K1 + 1) / (1 + K1 * short), 1: weight * 2 * (K1 + 1) / (2 + K1 * long)}
    )


def test_a_rare_term_weighs_more() -> None:
    scores = Bm25([["ก", "ข"], ["ก", "ค"], ["ก", "ง"]]).scores(["ก", "ข"])
    assert ranked(scores)[0] == 0


def test_two_rankings_are_put_together() -> None:
    first, second = {1: 4.0, 2: 2.0}, {2: 10.0}
    assert summed((first, second)) == {1: 1.0, 2: 1.5}
    assert fused((first, second)) == pytest.approx({1: 1 / 61, 2: 1 / 62 + 1 / 61})
