"""Zero-padded power spectra over rates per minute, and their peaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.fft import rfft

from vitals.types import Float

BIN_BPM = 0.5
"""Spacing of the bins. Ten seconds alone resolve 6/min; padding places the peak between."""


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Power over rate, in bins of `BIN_BPM`."""

    rate_bpm: Float
    """[bins]"""
    power: Float
    """[bins], or [K, bins] of K waves."""

    def peak_bpm(self) -> float:
        """The rate of the highest bin of one wave, refined by a parabola through it and its neighbours.

        A Hann peak is close to a Gaussian, so the parabola goes through the logs.
        """
        i = int(self.power.argmax())
        near = self.power[max(0, i - 1) : i + 2]
        if len(near) < 3 or near.min() <= 0:
            return float(self.rate_bpm[i])
        return float(self.rate_bpm[i] + (refined(np.log(near), 1) - 1) * BIN_BPM)


def spectrum(v: Float, fs_hz: float, low_bpm: float, high_bpm: float) -> Spectrum:
    """Hann periodogram of `v` [N] or [K, N] between two rates, in bins of `BIN_BPM`."""
    points = round(60 * fs_hz / BIN_BPM)
    first, last = round(low_bpm / BIN_BPM), round(high_bpm / BIN_BPM)
    tapered = (v - v.mean(axis=-1, keepdims=True)) * _hann(v.shape[-1])
    band = rfft(tapered, points)[..., first : last + 1]
    power = band.real**2 + band.imag**2
    return Spectrum(np.arange(first, last + 1, dtype=np.float64) * BIN_BPM, power)


def refined(v: Float, i: int) -> float:
    """Where the parabola through v[i] and its two neighbours is highest, in samples; i at an edge."""
    if i in (0, len(v) - 1):
        return float(i)
    left, top, right = v[i - 1 : i + 2]
    bend = left - 2 * top + right
    return float(i + (0.5 * (left - right) / bend if bend < 0 else 0.0))


@lru_cache(maxsize=256)
def _hann(n: int) -> Float:
    return np.hanning(n)
