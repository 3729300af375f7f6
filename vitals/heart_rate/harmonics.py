"""Tells a slow pulse from its own double.

The detrending that keeps breath and posture out takes half of a beat at 53/min, and a pulse wave is
no sine: at 48/min its second harmonic may come out the stronger one. Here the spectra are put
back to the strength that they had before the detrending. Where every wave of the method then shows
a clear peak at a rate, and a weaker one at its double, the double is a harmonic.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vitals.heart_rate.emission import TRACKER
from vitals.limits import HR_MIN_BPM, HR_WINDOW_S
from vitals.signals.detrend import detrend, gain
from vitals.signals.spectrum import Spectrum, spectrum
from vitals.types import Float

CORNER_HZ = 0.4
FASTEST_BPM = 62.0
"""A pulse faster than this keeps enough of itself in the detrending."""
PROMINENCE = 3.0
"""Power of a peak over that at its foot, 9..15/min away, where a Hann peak of 10 s has ended."""
FOOT_BPM = (9.0, 15.0)
SAME_BPM = 3.0
"""Peaks of two waves this close are the same peak; half of the resolution of 10 s."""
_LOW_BPM, _HIGH_BPM = 20.0, 140.0


def fundamental_bpm(parts: list[Float], fs_hz: float) -> float | None:
    """The slow rate whose double would be mistaken for it; None where there is no such rate."""
    candidates = [_with_weaker_double(_level(wave, fs_hz)) for wave in parts]
    for rate in candidates[0]:
        if all(any(abs(rate - other) <= SAME_BPM for other in others) for others in candidates[1:]):
            return rate
    return None


def prefer(log_weights: Float, fundamental_bpm: float) -> Float:
    """Give each rate near the fundamental the weight of its double if that is higher; the double has none."""
    rates, weights = TRACKER.rates_bpm, log_weights.copy()
    near = np.abs(rates - fundamental_bpm) <= SAME_BPM
    at_double = np.interp(2 * rates[near], rates, log_weights)
    weights[near] = np.maximum(log_weights[near], at_double)
    weights[np.abs(rates - 2 * fundamental_bpm) <= FOOT_BPM[0]] = log_weights.min()
    return weights


def _level(wave: Float, fs_hz: float) -> Spectrum:
    """Spectrum of the trailing window without the slope of the detrending."""
    flat = detrend(wave, fs_hz, CORNER_HZ)[-round(HR_WINDOW_S * fs_hz) :]
    power = spectrum(flat, fs_hz, _LOW_BPM, _HIGH_BPM)
    return Spectrum(power.rate_bpm, power.power / gain(power.rate_bpm / 60, fs_hz, CORNER_HZ) ** 2)


def _with_weaker_double(level: Spectrum) -> list[float]:
    rates, power = level.rate_bpm, level.power
    tops = 1 + np.flatnonzero((power[1:-1] >= power[:-2]) & (power[1:-1] > power[2:]))
    slow = tops[(rates[tops] >= HR_MIN_BPM - SAME_BPM) & (rates[tops] <= FASTEST_BPM)]
    return [float(rates[i]) for i in slow if _stands_out(level, i) and _double_is_weaker(level, i, tops)]


def _stands_out(level: Spectrum, i: int) -> bool:
    away = np.abs(level.rate_bpm - level.rate_bpm[i])
    foot = level.power[(away >= FOOT_BPM[0]) & (away <= FOOT_BPM[1])]
    return bool(level.power[i] > PROMINENCE * foot.max())


def _double_is_weaker(level: Spectrum, i: int, tops: NDArray[np.intp]) -> bool:
    doubles = tops[np.abs(level.rate_bpm[tops] - 2 * level.rate_bpm[i]) <= SAME_BPM]
    return bool(len(doubles) and level.power[doubles].max() < level.power[i])
