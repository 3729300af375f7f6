"""Probability that an answer is right, from a few features: logistic regression with a small ridge.

Few subjects carry few parameters: one to four features, each standardised. The ridge keeps the weights
finite where the right and the wrong answers do not overlap. See `vitals.evaluation.calibrate` for what is
fitted with it, and Hastie, Tibshirani, Friedman 2009, "The elements of statistical learning", 4.4.1, for
the Newton steps.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vitals.types import Float

RIDGE = 1.0
"""Added to the curvature of each weight, in answers; nothing beside the hundreds that are fitted."""
MAX_PROBABILITY = 0.99
"""Nobody is surer than that from a few minutes of few people."""
_STEPS, _SETTLED = 50, 1e-9


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted regression of F features."""

    centre: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    def probability(self, features: Float) -> float:
        """[F] -> 0..`MAX_PROBABILITY`."""
        return float(self.probabilities(np.atleast_2d(features))[0])

    def probabilities(self, features: Float) -> Float:
        """[N, F] -> [N]."""
        scaled = (features - np.array(self.centre)) / np.array(self.scale)
        return np.asarray(
            np.minimum(_sigmoid(self.intercept + scaled @ np.array(self.weights)), MAX_PROBABILITY)
        )

    def as_json(self) -> dict[str, Any]:
        """Four digits are more than the data say."""
        return {name: np.round(value, 4).tolist() for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Logistic:
        centre, scale, weights = (tuple(content[name]) for name in ("centre", "scale", "weights"))
        return cls(centre, scale, weights, content["intercept"])


def fit(features: Float, right: NDArray[np.bool_]) -> Logistic:
    """The regression of `right` [N] on `features` [N, F].

    Raises:
        ValueError: All answers are right or all are wrong: there is nothing to tell apart.
    """
    if right.all() or not right.any():
        raise ValueError(f"all {len(right)} answers are {bool(right.all())}: give some of either kind")
    centre, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    design = np.column_stack((np.ones(len(features)), (features - centre) / scale))
    ridge = RIDGE * np.diag([0.0] + [1.0] * features.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        p = _sigmoid(design @ weights)
        curvature = (design.T * (p * (1 - p))) @ design + ridge
        step = np.linalg.solve(curvature, design.T @ (p - right) + ridge @ weights)
        weights = weights - step
        if np.abs(step).max() < _SETTLED:
            break
    return Logistic(
        centre=tuple(centre.tolist()),
        scale=tuple(scale.tolist()),
        weights=tuple(weights[1:].tolist()),
        intercept=float(weights[0]),
    )


def _sigmoid(x: Float) -> Float:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -50, 50))))
