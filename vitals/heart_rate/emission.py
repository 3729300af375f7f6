"""What the newest seconds of the pulse waves say about the heart rate."""

from __future__ import annotations

import numpy as np

from vitals.limits import HR_MAX_BPM, HR_WINDOW_S
from vitals.signals.detrend import detrend, gain
from vitals.signals.rate_tracker import RateTracker
from vitals.signals.spectrum import Spectrum, spectrum
from vitals.types import Float

TRACKER = RateTracker(
    low_bpm=30.0,  # below what we answer, or a pulse at 42/min would lose its lower flank
    high_bpm=HR_MAX_BPM,
    drift_bpm=2.0,
    jump_share=0.002,
    reach_bpm=5.0,
    floor=0.003,
    weight=0.5,
)
CORNER_HZ = 0.88
"""Half-amplitude corner of the detrending. Breath and posture live below; 0.68 and 0.47 Hz track worse."""
SHORT_S, LONG_S = HR_WINDOW_S / 2, HR_WINDOW_S
"""The short window follows, the long one resolves."""
RESTORED_GAIN = 0.6
"""Attenuation that is given back to the short window, at most, and half of it (in decibels)."""


def emission(waves: Float, fs_hz: float) -> Float:
    """Waves [K, N] -> log-weights [K, rates] on the tracker's grid, each up to a constant."""
    long, short = spectra(waves, fs_hz)
    return np.asarray(TRACKER.weight / 2 * (TRACKER.log_share(long) + TRACKER.log_share(short)))


def spectra(waves: Float, fs_hz: float) -> list[Spectrum]:
    """Of the long and of the short window of waves [K, N], detrended; power is [K, bins]."""
    flat = np.ascontiguousarray(detrend(waves.T, fs_hz, CORNER_HZ).T)
    return [_spectrum(flat, fs_hz, LONG_S), _restored(_spectrum(flat, fs_hz, SHORT_S), fs_hz)]


def _spectrum(waves: Float, fs_hz: float, window_s: float) -> Spectrum:
    return spectrum(waves[:, -round(window_s * fs_hz) :], fs_hz, TRACKER.low_bpm, TRACKER.high_bpm)


def _restored(short: Spectrum, fs_hz: float) -> Spectrum:
    """The lobes of 5 s are 24/min wide: on the slope of the detrending they would lean to faster rates."""
    kept = np.maximum(gain(short.rate_bpm / 60, fs_hz, CORNER_HZ), RESTORED_GAIN)
    return Spectrum(short.rate_bpm, short.power / kept)
