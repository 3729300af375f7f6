"""Indices of a pulse wave [N] (band-passed or detrended, systoles up): is it a pulse, and how clean?

The signal-to-noise ratio of de Haan is in `vitals.signals.snr`, agreement of methods in
`vitals.heart_rate` (`agreement`, `confidence`, `estimators.spread_bpm`), frame rate, gaps and steps of the
exposure in `vitals.quality.conditions`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vitals.heart_rate.beats import beats
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.signals.autocorrelation import autocorrelation
from vitals.signals.resample import Stretch
from vitals.signals.spectrum import spectrum
from vitals.types import Float

GOOD_NSQI = 0.293
"""Below it a wave is good (Elgendi et al. 2024)."""
GOOD_TEMPLATE = 0.86
"""From here on beats are alike (Orphanidou et al. 2015, for PPG)."""
PEAK_REACH_BPM = 6.0


def nsqi(wave: Float) -> float:
    """Noise-to-signal index: variance of the rectified wave over that of the wave. Sine 0.19, noise 0.36.

    Elgendi, Martinelli, Menon 2024, "Optimal signal quality index for remote photoplethysmogram sensing",
    npj Biosensing, doi:10.1038/s44328-024-00002-1. NaN for a flat wave.
    """
    power = float(wave.var())
    return float(np.abs(wave - wave.mean()).var() / power) if power > 0 else float("nan")


def peak_share(wave: Float, fs_hz: float, rate_bpm: float) -> float:
    """Share of the power between 40 and 240/min that lies within ±6/min of a rate, 0..1."""
    found = spectrum(wave, fs_hz, HR_MIN_BPM, HR_MAX_BPM)
    total = float(found.power.sum())
    near = np.abs(found.rate_bpm - rate_bpm) <= PEAK_REACH_BPM
    return float(found.power[near].sum()) / total if total > 0 else 0.0


def periodicity(wave: Float, fs_hz: float) -> float:
    """Highest autocorrelation at a lag of 0.25 to 1.5 s, 0..1 (240 to 40/min)."""
    likeness = autocorrelation(wave)
    lags = likeness[int(60 * fs_hz / HR_MAX_BPM) : int(60 * fs_hz / HR_MIN_BPM) + 1]
    return float(np.clip(lags.max(), 0, 1)) if len(lags) else 0.0


def template_correlation(wave: Stretch, rate_bpm: float) -> float:
    """Mean correlation of each beat with the mean beat, -1..1; NaN with fewer than three beats.

    Orphanidou et al. 2015, "Signal-quality indices for the electrocardiogram and photoplethysmogram",
    doi:10.1109/JBHI.2014.2338351: beats are cut around their systoles, one median interval wide.
    """
    found = beats(wave, rate_bpm)
    if len(found.t_s) < 3:
        return float("nan")
    shapes = _shapes(wave, found.t_s, float(np.median(found.ibi_s)))
    if len(shapes) < 3:
        return float("nan")
    template = shapes.mean(axis=0)
    return float(np.mean([np.corrcoef(shape, template)[0, 1] for shape in shapes]))


def _shapes(wave: Stretch, beat_s: Float, width_s: float) -> NDArray[np.float64]:
    """[B, 32]: the beats that lie wholly inside the wave, each as 32 samples."""
    around = np.linspace(-width_s / 2, width_s / 2, 32)
    whole = beat_s[(beat_s + around[0] >= wave.t_s[0]) & (beat_s + around[-1] <= wave.t_s[-1])]
    return np.array([np.interp(t + around, wave.t_s, wave.v) for t in whole])
