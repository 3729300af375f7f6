"""The breath rate of one series or of several that show the same breath: spectra and counting."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from vitals.limits import RR_MAX_BPM, RR_MIN_BPM, RR_WINDOW_S
from vitals.signals.bandpass import bandpass
from vitals.signals.detrend import detrend
from vitals.signals.rate_tracker import RateTracker
from vitals.signals.resample import Stretch
from vitals.signals.spectrum import spectrum
from vitals.types import Float

TRACKER = RateTracker(
    low_bpm=RR_MIN_BPM,
    high_bpm=RR_MAX_BPM,
    drift_bpm=0.3,
    jump_share=0.002,
    reach_bpm=2.0,
    floor=0.03,
    weight=0.15,
)
CORNER_HZ = 0.12
"""Half-amplitude corner of the detrending: slow sway lies below, a breath of 8/min above."""
SHORT_WINDOW_S = 16.0
COUNT_LOW_HZ = 0.05
COUNT_HIGH = 2.5
"""Upper end of the band in which breaths are counted, as a multiple of the rate that is checked."""
COUNT_THRESHOLD = 0.2
"""A breath's maximum is above this part of the 75th percentile of all maxima (Schäfer, Kratky 2008)."""


def evidence(group: list[Stretch], high_bpm: float) -> Float:
    """Log-weights over the rate from the trailing 16 and 30 s of each series of a group."""
    flat = [(detrend(s.v, s.fs_hz, CORNER_HZ), s.fs_hz) for s in group]
    spectra = [
        spectrum(v[-round(window_s * fs_hz) :], fs_hz, RR_MIN_BPM, high_bpm)
        for v, fs_hz in flat
        for window_s in (SHORT_WINDOW_S, RR_WINDOW_S)
    ]
    return TRACKER.evidence(spectra)


def counted_bpm(series: Stretch, around_bpm: float) -> float | None:
    """Breaths counted in a series: 60 over the mean time from breath to breath; None below two breaths.

    What is much faster than `around_bpm` is smoothed away first; what is slower is not.

    Schäfer, Kratky 2008, "Estimation of breathing rate from respiratory sinus arrhythmia",
    doi:10.1007/s10439-007-9428-1, "Count-orig": a breath lies between two maxima above a threshold with
    exactly one minimum, below zero, between them.
    """
    v = bandpass(series.v, series.fs_hz, COUNT_LOW_HZ, COUNT_HIGH * round(around_bpm) / 60)
    tops, bottoms = find_peaks(v)[0], find_peaks(-v)[0]
    if len(tops) < 2:
        return None
    high = tops[v[tops] > COUNT_THRESHOLD * np.percentile(v[tops], 75)]
    breaths = [
        (b - a) / series.fs_hz
        for a, b in pairwise(high)
        if _one_minimum(v, bottoms[(bottoms > a) & (bottoms < b)])
    ]
    return 60 / float(np.mean(breaths)) if breaths else None


def _one_minimum(v: Float, between: NDArray[np.intp]) -> bool:
    return len(between) == 1 and bool(v[between[0]] < 0)
