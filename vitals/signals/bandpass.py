"""A Butterworth band-pass without phase shift."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.signal import butter, sosfiltfilt

from vitals.types import Float

ORDER = 2


def bandpass(v: Float, fs_hz: float, low_hz: float, high_hz: float) -> Float:
    """`v` [N] or [N, C] between two frequencies; run forth and back, so peaks stay where they are."""
    sos = _design(fs_hz, low_hz, high_hz)
    padding = min(len(v) - 1, round(fs_hz / low_hz))
    return np.asarray(sosfiltfilt(sos, v - v.mean(axis=0), axis=0, padlen=padding))


@lru_cache(maxsize=32)
def _design(fs_hz: float, low_hz: float, high_hz: float) -> Float:
    return np.asarray(butter(ORDER, (low_hz, high_hz), btype="bandpass", fs=fs_hz, output="sos"))
