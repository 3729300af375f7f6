"""Percentile bootstrap over pictures (Efron & Tibshirani 1993, chapter 13).

Pictures are drawn with replacement and their confusion matrices added up, so that a figure and its interval
come out of the same formula. Photographs of one person are drawn as if they were of several, so the intervals
of CelebAMask-HQ are a little too narrow.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.fasenet.metrics import Matrix

SEED: Final = 41
RESAMPLES: Final = 1000
CONFIDENCE: Final = 0.95

Figure = dict[str, float]
"""``value`` with the ends of its interval, ``low`` and ``high``."""
Statistic = Callable[[Matrix], NDArray[np.float64]]
"""[..., K, K] summed counts -> [...]."""


def resampled(each: Matrix, seed: int = SEED) -> Matrix:
    """[N, K, K] per picture -> [RESAMPLES, K, K] summed over pictures drawn with replacement."""
    count = len(each)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(count, np.full(count, 1 / count), RESAMPLES)
    # Products of floats are many times faster than of integers, and exact for counts below 2^53.
    sums = drawn.astype(float) @ each.reshape(count, -1).astype(float)
    return np.asarray(sums.reshape(RESAMPLES, *each.shape[1:]), np.int64)


def figure(value: float, draws: NDArray[np.floating]) -> Figure:
    """A value with the interval that its bootstrap draws span; draws that are not defined are left out."""
    known = draws[np.isfinite(draws)]
    ends = np.quantile(known, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]) if len(known) else (value, value)
    return {"value": float(value), "low": float(ends[0]), "high": float(ends[1])}


def of_matrices(each: Matrix, statistic: Statistic) -> Figure:
    """A statistic of the summed matrix of N pictures, [N, K, K]."""
    return figure(float(statistic(each.sum(0))), statistic(resampled(each)))


def per_class(each: Matrix, statistic: Statistic, names: list[str]) -> dict[str, Figure]:
    """A statistic [..., K, K] -> [..., K] by name, for the classes that are in the truth."""
    values, draws = statistic(each.sum(0)), statistic(resampled(each))
    return {
        name: figure(float(values[k]), draws[:, k]) for k, name in enumerate(names) if np.isfinite(values[k])
    }


def share(hits: NDArray[np.bool_]) -> Figure:
    """Share of N outcomes with Wilson's interval (1927): a bootstrap of no hits at all has no width."""
    count, z = max(len(hits), 1), 1.959964
    p = float(hits.mean()) if len(hits) else 0.0
    middle, spread = p + z**2 / (2 * count), z * np.sqrt(p * (1 - p) / count + z**2 / (4 * count**2))
    scale = 1 + z**2 / count
    low, high = max((middle - spread) / scale, 0.0), min((middle + spread) / scale, 1.0)
    return {"value": p, "low": float(low), "high": float(high)}
