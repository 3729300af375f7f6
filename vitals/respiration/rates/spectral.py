"""Breath rate from the highest peak of a zero-padded Hann periodogram.

The steadiest of the four in noise. It answers for the mean of a window, so a breath that quickens or
pauses gives two peaks, of which the higher one wins.
"""

from __future__ import annotations

import numpy as np

from vitals.limits import RR_MAX_BPM, RR_MIN_BPM
from vitals.signals.detrend import detrend
from vitals.signals.spectrum import Spectrum, spectrum
from vitals.types import Float

CORNER_HZ = 0.05
"""Half-amplitude corner of the detrending; one breath in 15 s, the slowest, keeps two thirds of itself."""


def breath_spectrum(v: Float, fs_hz: float, high_bpm: float = RR_MAX_BPM) -> Spectrum:
    """Power of a series [N] over 4/min to `high_bpm`."""
    return spectrum(detrend(v, fs_hz, CORNER_HZ), fs_hz, RR_MIN_BPM, high_bpm)


def spectral(v: Float, fs_hz: float) -> float:
    """Rate in 1/min of a series [N]; NaN if it is flat."""
    return breath_spectrum(v, fs_hz).peak_bpm() if np.ptp(v) > 0 else float("nan")
