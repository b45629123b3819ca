"""Learning weights: from few examples little, from many what they say."""

from __future__ import annotations

import numpy as np

from fieldnotes.authoring.suggesting.regression import fit, probabilities


def test_without_examples_the_prior_stays() -> None:
    assert fit(np.zeros((0, 2)), np.zeros(0), np.array([1.0, -2.0])).tolist() == [1, -2]


def test_many_examples_outweigh_a_prior_that_is_far_off() -> None:
    random = np.random.default_rng(0)
    features = np.c_[np.ones(4000), random.normal(size=4000)]
    right = (random.random(4000) < probabilities(features, np.array([-1.0, 2.0]))).astype(float)
    weights = fit(features, right, np.array([30.0, -30.0]))
    assert np.allclose(weights, [-1, 2], atol=0.25)
