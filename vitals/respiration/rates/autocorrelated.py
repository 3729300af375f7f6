"""Breath rate from the lag at which a series is most like itself.

It needs no shape and no sine: a sharp breath with a long rest is as good. Two breaths are as alike as
one, so the first of the high peaks is taken.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import find_peaks

from vitals.limits import RR_MAX_BPM, RR_MIN_BPM
from vitals.signals.autocorrelation import autocorrelation
from vitals.signals.bandpass import bandpass
from vitals.signals.spectrum import refined
from vitals.types import Float

BAND_HZ = (0.05, RR_MAX_BPM / 60)
FIRST_PEAK = 0.8
"""A peak at least so high, relative to the highest, is preferred if it is earlier."""
LONGEST = 0.6
"""Of the series: at longer lags, too little of it overlaps to say anything."""


def autocorrelated(v: Float, fs_hz: float) -> float:
    """Rate in 1/min of a series [N]; NaN where no lag within 4..60/min is like the beginning."""
    if len(v) < 4 * fs_hz or np.ptp(v) == 0:
        return float("nan")
    likeness = autocorrelation(bandpass(v, fs_hz, *BAND_HZ))
    tops = find_peaks(likeness)[0]
    shortest, longest = 60 * fs_hz / RR_MAX_BPM, min(60 * fs_hz / RR_MIN_BPM, LONGEST * len(v))
    inside = (tops >= np.floor(shortest)) & (tops <= np.ceil(longest))
    tops = tops[inside & (likeness[tops] > 0)]
    if len(tops) == 0:
        return float("nan")
    first = tops[likeness[tops] >= FIRST_PEAK * likeness[tops].max()][0]
    rate_bpm = 60 * fs_hz / refined(likeness, int(first))
    return float(np.clip(rate_bpm, RR_MIN_BPM, RR_MAX_BPM))
