"""Every measure of agreement from sums per person: so thousands of draws of persons are one product.

The standard deviation of the differences is that of Bland and Altman 2007, "Agreement between methods of
measurement with multiple observations per individual" (doi:10.1080/10543400701329422), section 3, where
the true value varies: a one-way analysis of variance of the differences by person gives the variance within
(MSw) and between (MSb) persons, and the variance of a single difference of a new person is
MSw + (MSb - MSw) / m0, m0 = (N - sum of m_i^2 / N) / (n - 1), for n persons with m_i pairs, N in all.
With one pair per person it is the usual one.
"""

from __future__ import annotations

import numpy as np

from vitals.types import Float

NAMES = (
    "asked",
    "answered",
    "error",
    "absolute",
    "squared",
    "relative",
    "close",
    "v",
    "t",
    "vv",
    "tt",
    "vt",
    "persons",
    "count_squared",
    "error_squared_per_count",
)
MAX_CELLS = 1_000_000
"""Of the table of who is drawn how often, at a time."""
LIMIT = 1.96
"""Standard deviations either side of the bias that hold 95 % of the differences."""


def sums(value: Float, truth: Float, close_bpm: float) -> Float:
    """What all measures are made of, of the pairs [N] of one person; as in `NAMES`. NaN is not answered."""
    there = np.isfinite(value)
    v, t = value[there], truth[there]
    error, count = v - t, len(v)
    parts = (error, abs(error), error**2, abs(error) / t, abs(error) <= close_bpm, v, t, v * v, t * t, v * t)
    repeats = (1.0, count**2, error.sum() ** 2 / count) if count else (0.0, 0.0, 0.0)
    return np.array([len(value), count, *(part.sum() for part in parts), *repeats], dtype=float)


def measures(of: Float) -> dict[str, Float]:
    """Sums [K, len(NAMES)] of persons together -> each measure [K]; NaN where there is none."""
    s = dict(zip(NAMES, of.T, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        n, bias = s["answered"], s["error"] / s["answered"]
        sd = np.sqrt(_variance(s))
        return {
            "mae_bpm": s["absolute"] / n,
            "rmse_bpm": np.sqrt(s["squared"] / n),
            "mape": s["relative"] / n,
            "r": _correlation(s),
            "bias_bpm": bias,
            "within": s["close"] / n,
            "coverage": n / s["asked"],
            "sd_bpm": sd,
            "lower_limit_bpm": bias - LIMIT * sd,
            "upper_limit_bpm": bias + LIMIT * sd,
        }


def drawn(each: Float, times: int, seed: int) -> Float:
    """Sums [persons, len(NAMES)] -> [times, len(NAMES)] of as many persons, drawn with replacement.

    The same for the same seed. A few draws at a time: of thousands of persons, all of them fill the memory.
    """
    persons = len(each)
    generator, alike = np.random.default_rng(seed), np.full(persons, 1 / persons)
    step = max(1, MAX_CELLS // persons)
    sizes = (min(step, times - done) for done in range(0, times, step))
    return np.concatenate(
        [generator.multinomial(persons, alike, size).astype(float) @ each for size in sizes]
    )


def _correlation(s: dict[str, Float]) -> Float:
    """Pearson's; NaN where either is constant."""
    n = s["answered"]
    spread = (n * s["vv"] - s["v"] ** 2) * (n * s["tt"] - s["t"] ** 2)
    varied = spread > 1e-12 * n * s["vv"] * n * s["tt"]
    return np.where(varied, (n * s["vt"] - s["v"] * s["t"]) / np.sqrt(np.where(varied, spread, 1)), np.nan)


def _variance(s: dict[str, Float]) -> Float:
    """Of a single difference of a new person; NaN for fewer than two persons."""
    n, persons, per_count = s["answered"], s["persons"], s["error_squared_per_count"]
    between = np.maximum(per_count - s["error"] ** 2 / n, 0) / (persons - 1)
    usual_count = (n - s["count_squared"] / n) / (persons - 1)
    repeated = n > persons
    within = np.maximum(s["squared"] - per_count, 0) / np.where(repeated, n - persons, 1)
    together = within + np.maximum(between - within, 0) / usual_count
    return np.where(persons > 1, np.where(repeated, together, between), np.nan)
