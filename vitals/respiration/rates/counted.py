"""Breath rate by counting breaths, "Count-orig".

Schäfer, Kratky 2008, "Estimation of breathing rate from respiratory sinus arrhythmia",
doi:10.1007/s10439-007-9428-1: a breath lies between two maxima above a threshold with exactly one
minimum, below zero, between them. It sees single breaths, so it follows pauses and changes; a wave
with noise on it has breaths that nobody took.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from vitals.limits import RR_MAX_BPM
from vitals.respiration.rates.spectral import spectral
from vitals.signals.bandpass import bandpass
from vitals.types import Float

LOW_HZ = 0.05
HIGH = 2.5
"""Upper end of the band in which breaths are counted, as a multiple of the rate that is expected."""
THRESHOLD = 0.2
"""A breath's maximum is above this part of the 75th percentile of all maxima."""
MIN_SERIES_S = 4.0


def counted(v: Float, fs_hz: float) -> float:
    """Rate in 1/min of a series [N]; the spectrum tells how much of it to smooth away."""
    around_bpm = spectral(v, fs_hz)
    return counted_near(v, fs_hz, around_bpm) if np.isfinite(around_bpm) else float("nan")


def counted_near(v: Float, fs_hz: float, around_bpm: float) -> float:
    """60 over the mean time from breath to breath of a series [N]; NaN below two breaths.

    What is much faster than `around_bpm` is smoothed away first; what is slower is not, so a wrong
    expectation is not confirmed.
    """
    if len(v) < MIN_SERIES_S * fs_hz or np.ptp(v) == 0:
        return float("nan")
    high_hz = min(HIGH * round(around_bpm), 2 * RR_MAX_BPM, 0.45 * 60 * fs_hz) / 60
    lengths = _breaths(bandpass(v, fs_hz, LOW_HZ, high_hz))
    return float(60 * fs_hz / lengths.mean()) if len(lengths) else float("nan")


def _breaths(v: Float) -> Float:
    """Lengths of the breaths in samples."""
    tops, bottoms = find_peaks(v)[0], find_peaks(-v)[0]
    if len(tops) < 2:
        return np.empty(0)
    high = tops[v[tops] > THRESHOLD * np.percentile(v[tops], 75)]
    return np.array(
        [b - a for a, b in pairwise(high) if _one_minimum(v, bottoms[(bottoms > a) & (bottoms < b)])],
        dtype=float,
    )


def _one_minimum(v: Float, between: NDArray[np.intp]) -> bool:
    return len(between) == 1 and bool(v[between[0]] < 0)
