"""Breath rate by counting breaths, "Count-orig".

Schäfer, Kratky 2008, "Estimation of breathing rate from respiratory sinus arrhythmia",
doi:10.1007/s10439-007-9428-1: a breath lies between two maxima above a threshold with exactly one
minimum, below zero, between them. It sees single breaths, so it follows pauses and changes; a wave
with noise on it has breaths that nobody took.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import peak_prominences

from vitals.respiration.rates.spectral import spectral
from vitals.signals.bandpass import bandpass
from vitals.types import Float

LOW_HZ = 0.06
HIGH = 2.5
"""Upper end of the band in which breaths are counted, as a multiple of the rate that is expected."""
THRESHOLD = 0.2
"""A breath's maximum is above this part of the upper quartile of all maxima."""
PROMINENT = 0.3
"""Likewise, of the prominences."""
MIN_SERIES_S = 4.0


@dataclass(frozen=True, slots=True)
class Counts:
    """Breaths counted in S series; all [S], rates in 1/min, NaN below two breaths."""

    breaths_bpm: Float
    """Count-orig: a pause is no breath and is left out."""
    passes_bpm: Float
    """Pauses counted in: every maximum that stands out begins a breath, however long it lasts."""
    usual_bpm: Float
    """60 over the median of those lengths."""
    longest: Float
    """The longest of them, in medians."""


def counted(v: Float, fs_hz: float) -> float:
    """Rate in 1/min of a series [N]; the spectrum tells how much of it to smooth away."""
    around_bpm = spectral(v, fs_hz)
    if not np.isfinite(around_bpm) or len(v) < MIN_SERIES_S * fs_hz:
        return float("nan")
    return float(counted_near(v[:, None], fs_hz, around_bpm).breaths_bpm[0])


def counted_near(v: Float, fs_hz: float, around_bpm: float) -> Counts:
    """The breaths of each of [N, S] series.

    What is much faster than `around_bpm` is smoothed away first; what is slower is not, so a wrong
    expectation is not confirmed.
    """
    high_hz = min(HIGH * round(around_bpm), 0.45 * 60 * fs_hz) / 60
    smooth = np.ascontiguousarray(bandpass(v, fs_hz, LOW_HZ, high_hz).T)
    tops = [_maxima(wave) for wave in smooth]
    breaths = [_breaths(wave, at) for wave, at in zip(smooth, tops, strict=True)]
    passes = [_passes(wave, at) for wave, at in zip(smooth, tops, strict=True)]
    usual = np.array([float(np.median(lengths)) if len(lengths) else np.nan for lengths in passes])
    longest = np.array([lengths.max() if len(lengths) else np.nan for lengths in passes]) / usual
    return Counts(_rates(fs_hz, breaths), _rates(fs_hz, passes), 60 * fs_hz / usual, longest)


def _rates(fs_hz: float, lengths: list[Float]) -> Float:
    return np.array([60 * fs_hz / x.mean() if len(x) else np.nan for x in lengths])


def _maxima(v: Float) -> NDArray[np.intp]:
    return np.flatnonzero((v[1:-1] > v[:-2]) & (v[1:-1] >= v[2:])) + 1


def _breaths(v: Float, tops: NDArray[np.intp]) -> Float:
    """Lengths of the breaths in samples."""
    if len(tops) < 2:
        return np.empty(0)
    high = tops[v[tops] > THRESHOLD * _upper_quartile(v[tops])]
    bottoms = _maxima(-v)
    first, after = np.searchsorted(bottoms, high[:-1]), np.searchsorted(bottoms, high[1:])
    deep = np.append(v[bottoms], 0.0)[first] < 0
    return np.asarray(np.diff(high)[(after - first == 1) & deep].astype(np.float64))


def _passes(v: Float, tops: NDArray[np.intp]) -> Float:
    """Samples from one prominent maximum to the next."""
    if len(tops) < 2:
        return np.empty(0)
    prominences = peak_prominences(v, tops)[0]
    return np.diff(tops[prominences > PROMINENT * _upper_quartile(prominences)]).astype(np.float64)


def _upper_quartile(v: Float) -> float:
    """The element nearest to it; an exact percentile costs more than all the rest of counting."""
    return float(np.sort(v)[round(0.75 * (len(v) - 1))])
