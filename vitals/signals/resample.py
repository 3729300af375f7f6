"""Samples at capture times -> a uniform grid.

Cameras drop and jitter frames, so a wave is only worth its clock: PCHIP through the capture
times keeps the shape without the overshoot of a spline beside an outlier. A hole longer than
`MAX_GAP_S` is never bridged: it ends the window.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from vitals.limits import MAX_GAP_S, RESAMPLE_HZ
from vitals.types import Float

_EMPTY = np.empty(0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken stretch on a uniform grid that ends at the newest sample of the window."""

    t_s: Float
    """[N], seconds."""
    v: Float
    """[N] or [N, C]."""
    fs_hz: float

    @property
    def duration_s(self) -> float:
        return float(self.t_s[-1] - self.t_s[0]) if len(self.t_s) else 0.0

    def last(self, seconds: float) -> Stretch:
        """The newest `seconds` of it, or all of it if it is shorter."""
        n = round(seconds * self.fs_hz)
        return Stretch(self.t_s[-n:], self.v[-n:], self.fs_hz)


def present(t_s: Float, v: Float) -> tuple[Float, Float]:
    """The samples that are there: rows with NaN go, samples of one time become their mean.

    `t_s` [N] does not decrease; `v` is [N] or [N, C].
    """
    there = np.isfinite(v) if v.ndim == 1 else np.isfinite(v).all(axis=1)
    times, first = np.unique(t_s[there], return_index=True)
    if len(times) == there.sum():
        return times, v[there]
    counts = np.diff(np.append(first, there.sum()))
    sums = np.add.reduceat(v[there], first, axis=0)
    return times, (sums.T / counts).T


def unbroken(t_s: Float, end_s: float) -> slice:
    """Where the stretch without a hole that reaches `end_s` lies; empty if it ended too long ago."""
    if len(t_s) == 0 or end_s - t_s[-1] > MAX_GAP_S:
        return slice(0, 0)
    holes = np.flatnonzero(np.diff(t_s) > MAX_GAP_S)
    return slice(int(holes[-1]) + 1 if len(holes) else 0, len(t_s))


def resample(t_s: Float, v: Float, end_s: float, window_s: float, fs_hz: float = RESAMPLE_HZ) -> Stretch:
    """The unbroken part of the trailing window that ends at `end_s`, on a grid of `fs_hz`.

    The grid is anchored at the newest sample, so that nothing new is left out.
    """
    inside = (t_s >= end_s - window_s - 1 / fs_hz) & (t_s <= end_s)
    times, values = present(t_s[inside], v[inside])
    part = unbroken(times, end_s)
    times, values = times[part], values[part]
    if len(times) < 2:
        return Stretch(_EMPTY, v[:0], fs_hz)
    count = int(np.floor((times[-1] - times[0]) * fs_hz + 1e-6))
    grid = times[-1] + np.arange(-count, 1) / fs_hz
    grid[0] = max(grid[0], times[0])
    return Stretch(grid, PchipInterpolator(times, values, axis=0)(grid), fs_hz)
