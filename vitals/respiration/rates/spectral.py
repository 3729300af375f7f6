"""Breath rate from the highest peak of a zero-padded Hann periodogram.

The steadiest of the four in noise. It answers for the mean of a window, so a breath that quickens or
pauses gives two peaks, of which the higher one wins.
"""

from __future__ import annotations

import numpy as np

from vitals.limits import RR_MAX_BPM, RR_MIN_BPM
from vitals.signals.detrend import detrend, gain
from vitals.signals.spectrum import Spectrum, spectrum
from vitals.types import Float

CORNER_HZ = 0.05
"""Half-amplitude corner of the detrending: one breath in 15 s, the slowest, keeps two thirds of itself."""
SWAY_HZ = 0.12
"""The same where bodies are measured: sway and the waves of blood pressure (6/min) lie below, a breath of
8/min above. A slower breath is found where little else moves."""


GIVEN_BACK = 0.5
"""Part of the detrending's attenuation, in powers of its gain, that a spectrum gets back: without, 6/min is
read as 7; with all of it, sway is read as a breath."""


def breath_spectrum(
    v: Float, fs_hz: float, high_bpm: float = RR_MAX_BPM, corner_hz: float = SWAY_HZ
) -> Spectrum:
    """Power of a series [N], or of each of [N, K], over 4/min to `high_bpm`."""
    found = spectrum(detrend(v, fs_hz, corner_hz).T, fs_hz, RR_MIN_BPM, high_bpm)
    return Spectrum(found.rate_bpm, found.power / gain(found.rate_bpm / 60, fs_hz, corner_hz) ** GIVEN_BACK)


def spectral(v: Float, fs_hz: float) -> float:
    """Rate in 1/min of a series [N] in which only the breath is quick; NaN if it is flat."""
    if np.ptp(v) == 0:
        return float("nan")
    return breath_spectrum(v, fs_hz, corner_hz=CORNER_HZ).peak_bpm()
