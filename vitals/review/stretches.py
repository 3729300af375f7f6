"""A whole record on one even grid from its first sample on, with NaN in its holes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy.interpolate import PchipInterpolator

from vitals.limits import MAX_GAP_S, RESAMPLE_HZ
from vitals.signals.resample import Stretch, present
from vitals.types import Float, Trace


def from_zero(trace: Trace) -> Trace:
    """The same with its first sample at 0 s, as sessions keep their times."""
    return replace(trace, t_s=trace.t_s - trace.t_s[:1].sum())


def grid_s(duration_s: float, fs_hz: float = RESAMPLE_HZ) -> Float:
    """Times of the grid, from 0 to `duration_s`."""
    return np.arange(int(duration_s * fs_hz + 1e-6) + 1) / fs_hz


def unbroken(t_s: Float, v: Float, fs_hz: float = RESAMPLE_HZ) -> Iterator[tuple[slice, Stretch]]:
    """The stretches without a hole of `MAX_GAP_S`, each on the points of the grid that lie within it.

    With every stretch comes its place on the grid. `t_s` [N] begins at 0 or later; `v` is [N] or [N, C].
    """
    times, values = present(t_s, v)
    for part in np.split(np.arange(len(times)), np.flatnonzero(np.diff(times) > MAX_GAP_S) + 1):
        if len(part) < 2:
            continue
        start_s, end_s = times[part[0]], times[part[-1]]
        first, last = int(np.ceil(start_s * fs_hz - 1e-6)), int(end_s * fs_hz + 1e-6)
        at_s = np.clip(np.arange(first, last + 1) / fs_hz, start_s, end_s)
        if len(at_s):
            even = PchipInterpolator(times[part], values[part], axis=0)(at_s)
            yield slice(first, last + 1), Stretch(np.arange(first, last + 1) / fs_hz, even, fs_hz)


def laid(count: int, parts: list[tuple[slice, Float]]) -> Float:
    """Stretches of a wave on a grid of `count` points; NaN where there is none."""
    whole = np.full(count, np.nan)
    for place, v in parts:
        room = whole[place]
        room[:] = v[: len(room)]
    return whole
