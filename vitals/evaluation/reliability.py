"""Stated against observed probability.

The expected calibration error (ECE) is the mean gap between the two over ten bins of the stated one, weighted
by how many answers each holds (Naeini, Cooper, Hauskrecht 2015, "Obtaining well calibrated probabilities
using Bayesian binning"). Its interval comes from drawing subjects, not seconds: the seconds of one person
are not independent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vitals.types import Float

BINS = 10
DRAWS = 1000


def expected_calibration_error(stated: Float, right: NDArray[np.bool_]) -> float:
    """ECE of N answers, 0..1."""
    return float(sum(len(r) * abs(s.mean() - r.mean()) for s, r in _bins(stated, right)) / len(stated))


def ece_interval(
    stated: Float, right: NDArray[np.bool_], subjects: NDArray[np.str_], share: float = 0.95
) -> tuple[float, float]:
    """Where the ECE of as many subjects drawn with replacement lies in `share` of `DRAWS` draws."""
    members = [np.flatnonzero(subjects == name) for name in np.unique(subjects)]
    rng = np.random.default_rng(0)
    errors = []
    for _ in range(DRAWS):
        drawn = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        errors.append(expected_calibration_error(stated[drawn], right[drawn]))
    low, high = np.quantile(errors, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def table(stated: Float, right: NDArray[np.bool_]) -> str:
    """One row per bin that holds answers."""
    rows = ["  answers   stated  observed"]
    rows += [f"{len(r):9d}{s.mean():9.2f}{r.mean():10.2f}" for s, r in _bins(stated, right)]
    return "\n".join(rows)


def _bins(stated: Float, right: NDArray[np.bool_]) -> list[tuple[Float, NDArray[np.bool_]]]:
    which = np.minimum((stated * BINS).astype(int), BINS - 1)
    return [(stated[which == k], right[which == k]) for k in np.unique(which)]
