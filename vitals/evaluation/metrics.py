"""Errors of answers against truth, with intervals by bootstrap over subjects.

Windows of one person are not independent, people are: so whole subjects are drawn (Efron, Tibshirani 1993,
chapter 8), and every measure is computed from sums per subject (`vitals.agreement.sums`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vitals.agreement.sums import drawn, measures, sums
from vitals.evaluation.grid.series import Series
from vitals.evaluation.reliability import BINS, ece_interval, expected_calibration_error
from vitals.types import Float

DRAWS = 2000
SEED = 1
CONFIDENCE = 0.95
MEASURES = ("mae_bpm", "rmse_bpm", "mape", "r", "bias_bpm", "within", "coverage")


@dataclass(frozen=True, slots=True)
class Score:
    """How right a row of answers is. Rates in 1/min, shares 0..1; NaN where nothing was answered."""

    windows: int
    answered: int
    coverage: float
    mae_bpm: float
    rmse_bpm: float
    mape: float
    r: float
    """Pearson's, of answers and truths; NaN where either is constant."""
    bias_bpm: float
    within: float
    """Share of the answers that are close to the truth: within 5/min for HR, 2/min for RR."""
    snr_db: float
    """Mean over the answers; NaN for methods without a pulse wave."""
    low: dict[str, float]
    high: dict[str, float]
    """Ends of the interval of each of `MEASURES`; empty for fewer than two subjects."""


def score(series: Sequence[Series], draws: int = DRAWS) -> Score:
    """The score of several records under one method. `draws` of 0 gives no intervals."""
    subjects = sorted({s.subject for s in series})
    each = np.array([_sums([s for s in series if s.subject == name]) for name in subjects])
    total = each.sum(axis=0)
    low, high = _intervals(each, draws) if len(subjects) > 1 and draws else ({}, {})
    answered_snr = np.concatenate([s.snr_db[np.isfinite(s.value_bpm)] for s in series] or [np.zeros(0)])
    heard = answered_snr[np.isfinite(answered_snr)]
    return Score(
        windows=int(total[0]) if len(each) else 0,
        answered=int(total[1]) if len(each) else 0,
        **{name: float(values[0]) for name, values in _measures(total[None]).items()},
        snr_db=float(heard.mean()) if len(heard) else float("nan"),
        low=low,
        high=high,
    )


def _sums(series: Sequence[Series]) -> Float:
    """What all measures are made of, of one subject."""
    value = np.concatenate([s.value_bpm for s in series])
    truth = np.concatenate([s.truth_bpm for s in series])
    return sums(value, truth, series[0].config.quantity.close_bpm)


def _measures(of: Float) -> dict[str, Float]:
    """Sums [K, ...] -> each of `MEASURES` [K]."""
    found = measures(of)
    return {name: found[name] for name in MEASURES}


def _intervals(each: Float, draws: int) -> tuple[dict[str, float], dict[str, float]]:
    """The same draws for every method, so that they compare."""
    redrawn = _measures(drawn(each, draws, SEED))
    tail = 50 * (1 - CONFIDENCE)
    found = {name: values[np.isfinite(values)] for name, values in redrawn.items()}
    found = {name: values for name, values in found.items() if len(values)}
    low = {name: float(np.percentile(values, tail)) for name, values in found.items()}
    high = {name: float(np.percentile(values, 100 - tail)) for name, values in found.items()}
    return low, high


@dataclass(frozen=True, slots=True)
class Curve:
    """Error against coverage: what remains when the least sure answers are left out first. Columns [K]."""

    coverage: Float
    mae_bpm: Float
    within: Float


def curve(series: Sequence[Series]) -> Curve | None:
    """By stated probability, or by SNR where none is stated; None for methods that say neither."""
    value, truth, asked = _joined(series)
    sureness = np.concatenate([s.probability for s in series])
    if not np.isfinite(sureness).any():
        sureness = np.concatenate([s.snr_db for s in series])
    there = np.isfinite(value) & np.isfinite(sureness)
    if not there.any():
        return None
    order = np.argsort(-sureness[there], kind="stable")
    error = abs(value - truth)[there][order]
    count = np.arange(1, len(error) + 1)
    close = error <= series[0].config.quantity.close_bpm
    whole = np.append(np.diff(sureness[there][order]) != 0, True)  # equal sureness goes together
    return Curve(count[whole] / asked, (error.cumsum() / count)[whole], (close.cumsum() / count)[whole])


@dataclass(frozen=True, slots=True)
class Reliability:
    """Stated probability against the share that was right. Columns [K], one per bin that holds answers."""

    stated: Float
    observed: Float
    count: Float
    error: float
    """Expected calibration error: mean distance of the two, weighted by count."""
    low: float
    high: float
    """Its interval by bootstrap over subjects; NaN for fewer than two."""


def reliability(series: Sequence[Series]) -> Reliability | None:
    """In bins of equal width; None where nothing is stated."""
    value, truth, _ = _joined(series)
    stated = np.concatenate([s.probability for s in series] or [np.zeros(0)])
    subject = np.concatenate([np.full(len(s.t_s), s.subject) for s in series] or [np.zeros(0, str)])
    there = np.isfinite(value) & np.isfinite(stated)
    if not there.any():
        return None
    right = abs(value - truth)[there] <= series[0].config.quantity.close_bpm
    stated, subject = stated[there], subject[there]
    low = high = float("nan")
    if len(np.unique(subject)) > 1:
        low, high = ece_interval(stated, right, subject, CONFIDENCE)
    place = np.clip((stated * BINS).astype(int), 0, BINS - 1)
    weights = (np.ones(len(place)), stated, right.astype(float))
    count, sums, close = (np.bincount(place, w, BINS).astype(np.float64) for w in weights)
    held = count > 0
    return Reliability(
        sums[held] / count[held],
        close[held] / count[held],
        count[held],
        expected_calibration_error(stated, right),
        low,
        high,
    )


def _joined(series: Sequence[Series]) -> tuple[Float, Float, int]:
    value = np.concatenate([s.value_bpm for s in series] or [np.zeros(0)])
    truth = np.concatenate([s.truth_bpm for s in series] or [np.zeros(0)])
    return value, truth, len(value)
