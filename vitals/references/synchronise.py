"""The clock of another device against the session's: by time of day, by a given offset, or by the rates.

By the rates: the reference is averaged over the same trailing window as the measured rate, laid beside it at
every lag, and the lag of least error is taken. A steady heart fits everywhere, so the answer is refused
unless the next best lag is clearly worse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np

from vitals.errors import NoLag, ReferenceFileError
from vitals.limits import HR_WINDOW_S, MAX_RECORD_S
from vitals.references.series import ReferenceSeries
from vitals.types import Float

STEP_S = 0.5
REACH_S = 120.0
"""Lags either side of the first guess that are tried."""
MIN_OVERLAP_S = 30.0
MIN_OVERLAP_SHARE = 0.7
"""Of the measured time; a short overlap fits by chance."""
MIN_CHANGE_BPM = 1.5
"""Standard deviation of the measured rate; a steadier heart fits at every lag."""
APART_S = 5.0
"""A lag so far from the best one is another answer."""
MIN_CONFIDENCE = 0.3


class SyncMethod(StrEnum):
    """How the offset was found. The values are those that the database and the study archive keep."""

    CLOCK = "start_time"
    OFFSET = "given"
    RATES = "matched"


@dataclass(frozen=True, slots=True)
class Sync:
    """Add `offset_s` to a reference's times to have the session's."""

    offset_s: float
    method: SyncMethod
    confidence: float | None = None
    """0..1, only by the rates: how much worse the next best lag fits; 0.5 is twice the error."""
    error_bpm: float | None = None
    """Only by the rates: what is left between the two at this lag, without their mean difference."""


def by_clock(series: ReferenceSeries, session_start: datetime) -> Sync:
    """Both have a time of day.

    Raises:
        ReferenceFileError: The file has none, or it lies more than `MAX_RECORD_S` from the session.
    """
    if series.started_at is None:
        raise ReferenceFileError("the file has no time of day: give the offset in seconds, or use the rates")
    offset_s = (series.started_at - session_start) / timedelta(seconds=1)
    if abs(offset_s) > MAX_RECORD_S:
        raise ReferenceFileError(
            f"the file begins at {series.started_at.isoformat()}, {abs(offset_s):.0f} s from the session: "
            "check the date and the time zone, or give the offset"
        )
    return Sync(offset_s, SyncMethod.CLOCK)


def by_offset(offset_s: float) -> Sync:
    """As the person knows it: seconds from the session's start to the file's, negative if that is earlier."""
    if not abs(offset_s) <= MAX_RECORD_S:
        raise ReferenceFileError(f"an offset of {offset_s:g} s: give at most {MAX_RECORD_S:g} s")
    return Sync(float(offset_s), SyncMethod.OFFSET)


def by_rates(
    series: ReferenceSeries,
    t_s: Float,
    measured_bpm: Float,
    *,
    around_s: float = 0.0,
    reach_s: float = REACH_S,
    window_s: float = HR_WINDOW_S,
) -> Sync:
    """From the measured rate of each second.

    Args:
        t_s: [N] ends of the measured windows, from the session's start.
        measured_bpm: [N]; NaN where withheld.
        around_s: Where to look: lags of `around_s` +- `reach_s`.
        window_s: How long the measured windows are.

    Raises:
        NoLag: The rates do not say it.
    """
    known = np.isfinite(measured_bpm)
    t_s, measured_bpm = t_s[known], measured_bpm[known]
    if len(t_s) < 2 or t_s[-1] - t_s[0] < MIN_OVERLAP_S or measured_bpm.std() < MIN_CHANGE_BPM:
        raise NoLag(
            f"the measured rate says nothing of the lag: it must last {MIN_OVERLAP_S:g} s and change, with a "
            f"standard deviation of {MIN_CHANGE_BPM:g}/min; give the offset in seconds"
        )
    lags_s = around_s + np.arange(-reach_s, reach_s + STEP_S / 2, STEP_S)
    errors = np.array([_error(series, t_s, measured_bpm, lag, window_s) for lag in lags_s])
    if not np.isfinite(errors).any():
        raise NoLag(f"the two overlap at no lag within {reach_s:g} s: give the offset in seconds")
    best = int(np.nanargmin(errors))
    others = errors[np.abs(lags_s - lags_s[best]) >= APART_S]
    next_best = float(np.nanmin(others)) if np.isfinite(others).any() else float("nan")
    confidence = 1 - float(errors[best]) / next_best if next_best > 0 else 0.0
    if not confidence >= MIN_CONFIDENCE or best in (0, len(lags_s) - 1):
        raise NoLag(
            f"the rates fit at {lags_s[best]:g} s, but nearly as well elsewhere (confidence "
            f"{max(confidence, 0.0):.2f}, needed {MIN_CONFIDENCE:g}): give the offset in seconds"
        )
    return Sync(float(lags_s[best]), SyncMethod.RATES, confidence, float(errors[best]))


def shifted(series: ReferenceSeries, sync: Sync, duration_s: float | None = None) -> ReferenceSeries:
    """On the session's time; with a duration, only what lies within the session.

    Raises:
        ReferenceFileError: Nothing does.
    """
    t_s = series.t_s + sync.offset_s
    inside = np.full(len(t_s), True) if duration_s is None else (t_s >= 0) & (t_s <= duration_s)
    if not inside.any():
        span = f"{t_s[0]:.0f} to {t_s[-1]:.0f} s"
        raise ReferenceFileError(
            f"the file covers {span} of a session of {duration_s:.0f} s: check the offset"
        )
    start = None if series.started_at is None else series.started_at - timedelta(seconds=sync.offset_s)
    return replace(series, t_s=t_s[inside], value_bpm=series.value_bpm[inside], started_at=start)


def mean_bpm(series: ReferenceSeries, end_s: float, window_s: float) -> float | None:
    """Mean over the trailing window that ends at `end_s`; None where the device was silent in all of it."""
    inside = (series.t_s > end_s - window_s) & (series.t_s <= end_s)
    return float(series.value_bpm[inside].mean()) if inside.any() else None


def _error(series: ReferenceSeries, t_s: Float, measured_bpm: Float, lag_s: float, window_s: float) -> float:
    """What is left between the two at a lag, in 1/min; NaN where they overlap too little."""
    reference = _trailing(series.t_s + lag_s, series.value_bpm, t_s, window_s)
    both = np.isfinite(reference)
    least_s = max(MIN_OVERLAP_S, MIN_OVERLAP_SHARE * float(t_s[-1] - t_s[0]))
    if both.sum() < 2 or t_s[both][-1] - t_s[both][0] < least_s:
        return float("nan")
    return float((measured_bpm[both] - reference[both]).std())


def _trailing(t_s: Float, v: Float, ends_s: Float, window_s: float) -> Float:
    """Means over the trailing windows, by running sums."""
    sums = np.concatenate(([0.0], np.cumsum(v)))
    first, last = np.searchsorted(t_s, ends_s - window_s, "right"), np.searchsorted(t_s, ends_s, "right")
    count = last - first
    return np.where(count > 0, (sums[last] - sums[first]) / np.maximum(count, 1), np.nan)
