"""Where the power of a pulse wave is, over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, HR_WINDOW_S, RESAMPLE_HZ
from vitals.signals.spectrum import BIN_BPM, spectrum
from vitals.types import Float, Wave

MAX_COLUMNS = 300
STEP_S = 1.0
BIN = 4
"""Bins of `BIN_BPM` that become one of the picture, by their maximum."""
FLOOR_DB = -30.0
"""Below the strongest of its column nothing is told apart."""


@dataclass(frozen=True, slots=True)
class Spectrogram:
    """Power of the trailing windows; the grid of a picture."""

    t_s: Float
    """[T], ends of the windows, as the rates have them."""
    rate_bpm: Float
    """[F]"""
    power_db: Float
    """[T, F], 0 is the strongest of its column, `FLOOR_DB` the least; NaN where the wave has a hole."""


def spectrogram(wave: Wave, fs_hz: float = RESAMPLE_HZ, window_s: float = HR_WINDOW_S) -> Spectrogram:
    """Of a wave on an even grid, with NaN in its holes; one column a second, fewer of a long record."""
    length = round(window_s * fs_hz)
    last = len(wave.v) - length
    step = max(round(STEP_S * fs_hz), last // MAX_COLUMNS + 1)
    starts = np.arange(0, max(0, last) + 1, step) if last >= 0 else np.zeros(0, dtype=int)
    rates = np.arange(round(HR_MIN_BPM / BIN_BPM), round(HR_MAX_BPM / BIN_BPM) + 1) * BIN_BPM
    usable = len(rates) // BIN * BIN
    centres = rates[:usable].reshape(-1, BIN).mean(axis=1)
    ends_s = wave.t_s[starts + length - 1] if len(starts) else np.zeros(0)
    columns = np.full((len(starts), len(centres)), np.nan)
    if len(starts):
        windows = np.lib.stride_tricks.sliding_window_view(wave.v, length)[starts]
        whole = np.isfinite(windows).all(axis=1)
        if whole.any():
            power = spectrum(windows[whole], fs_hz, HR_MIN_BPM, HR_MAX_BPM).power
            columns[whole] = _decibels(power[:, :usable].reshape(whole.sum(), -1, BIN).max(axis=2))
    return Spectrogram(ends_s, centres, columns)


def _decibels(power: Float) -> Float:
    strongest = np.maximum(power.max(axis=1, keepdims=True), np.finfo(float).tiny)
    return np.asarray(np.maximum(10 * np.log10(np.maximum(power / strongest, 1e-30)), FLOOR_DB))
