"""Logistic regression that begins from what is likely anyway, and learns from as many examples as there are.

The weights are those of the highest posterior probability under a normal prior around given weights (Bishop, Pattern
Recognition and Machine Learning, 2006, 4.3.3 and 4.5), found by Newton's method. Nothing in it is random.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_STEPS = 50
_HALVINGS = 30
_CLOSE = 1e-6


def fit(features: Array, right: Array, prior: Array, trust: float = 1.0) -> Array:
    """Return weights, one a column of `features`. `trust` is the prior's precision: the more, the nearer to it."""
    weights = prior.copy()
    loss = _loss(features, right, weights, prior, trust)
    for _ in range(_STEPS):
        likely = probabilities(features, weights)
        slope = features.T @ (likely - right) + trust * (weights - prior)
        curve = (features * (likely * (1 - likely))[:, None]).T @ features
        step = np.linalg.solve(curve + trust * np.eye(len(prior)), slope)
        # Far from the best weights Newton's step leads past them, so it is halved until it leads down.
        for _ in range(_HALVINGS):
            lower = _loss(features, right, weights - step, prior, trust)
            if lower <= loss:
                break
            step = step / 2
        else:
            break
        weights, loss = weights - step, lower
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def _loss(features: Array, right: Array, weights: Array, prior: Array, trust: float) -> float:
    """The negative logarithm of the posterior, but for a constant."""
    scores = features @ weights
    distance = weights - prior
    return float(
        (np.logaddexp(0, scores) - right * scores).sum() + trust / 2 * (distance @ distance)
    )


def probabilities(features: Array, weights: Array) -> Array:
    """Return how likely each row is right."""
    likely: Array = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
    return likely
