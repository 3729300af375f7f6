"""Heart rate of one window of a pulse wave, three ways.

Each takes a wave [N] on a uniform grid (about 10 s, systoles up) and gives one rate in 1/min, NaN where
it finds none. The monitor follows the rate over time instead (`vitals.heart_rate.estimate`); these are
for evaluations, for other people's chains, and for the question whether three ways agree.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.signal import find_peaks

from vitals.heart_rate.beats import beats
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.signals.autocorrelation import autocorrelation
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch
from vitals.signals.spectrum import refined, spectrum
from vitals.types import Float

MIN_WINDOW_S = 2.0
"""Two beats at 60/min; a shorter window has no rate."""
MIN_FS_HZ = 3.0
"""At 2 Hz half of the band is beyond what samples can show."""
FIRST_PEAK = 0.5
"""A peak of the autocorrelation at least so high, relative to the highest, is preferred if it is earlier:
every multiple of the period is a peak too."""

Estimator = Callable[[Float, float], float]
"""(wave [N], fs_hz) -> rate in 1/min, or NaN."""


def by_spectrum(wave: Float, fs_hz: float) -> float:
    """The highest peak of the zero-padded periodogram within 40..240/min, refined by a parabola."""
    flat = _filtered(wave, fs_hz)
    if flat is None:
        return float("nan")
    return spectrum(flat, fs_hz, HR_MIN_BPM, HR_MAX_BPM).peak_bpm()


def by_autocorrelation(wave: Float, fs_hz: float) -> float:
    """The first high peak of the autocorrelation, at a lag of 60/240 to 60/40 s."""
    flat = _filtered(wave, fs_hz)
    return float("nan") if flat is None else _rate_of_lag(autocorrelation(flat), fs_hz)


def by_peaks(wave: Float, fs_hz: float) -> float:
    """60 over the median of the valid inter-beat intervals; the period to expect is the autocorrelation's."""
    flat = _filtered(wave, fs_hz)
    if flat is None:
        return float("nan")
    around_bpm = _rate_of_lag(autocorrelation(flat), fs_hz)
    if not np.isfinite(around_bpm):
        return float("nan")
    return beats(Stretch(np.arange(len(flat)) / fs_hz, flat, fs_hz), around_bpm).rate_bpm


ESTIMATORS: dict[str, Estimator] = {
    "spectrum": by_spectrum,
    "autocorrelation": by_autocorrelation,
    "peaks": by_peaks,
}


def spread_bpm(wave: Float, fs_hz: float) -> float:
    """How far the three are apart, in 1/min; NaN where one of them finds no rate. 0 is perfect agreement."""
    rates = [estimate(wave, fs_hz) for estimate in ESTIMATORS.values()]
    return float(max(rates) - min(rates)) if np.isfinite(rates).all() else float("nan")


def _filtered(wave: Float, fs_hz: float) -> Float | None:
    """The wave within 40..240/min; None if it is too short, flat, sampled too slowly, or not whole."""
    if len(wave) < MIN_WINDOW_S * fs_hz or fs_hz < MIN_FS_HZ or not np.ptp(wave) > 0:
        return None
    return bandpass(wave, fs_hz, HR_MIN_BPM / 60, min(HR_MAX_BPM / 60, 0.45 * fs_hz))


def _rate_of_lag(likeness: Float, fs_hz: float) -> float:
    shortest, longest = 60 * fs_hz / HR_MAX_BPM, 60 * fs_hz / HR_MIN_BPM
    tops = find_peaks(likeness)[0]
    tops = tops[(tops >= np.floor(shortest)) & (tops <= np.ceil(longest)) & (likeness[tops] > 0)]
    if len(tops) == 0:
        return float("nan")
    first = tops[likeness[tops] >= FIRST_PEAK * likeness[tops].max()][0]
    return float(60 * fs_hz / refined(likeness, int(first)))
