"""Smoothness-priors detrending with its corner in hertz.

Tarvainen, Ranta-aho, Karjalainen 2002, "An advanced detrending method with application to HRV
analysis", doi:10.1109/10.979357: z = (I - (I + λ² D2ᵀ D2)⁻¹) x. The matrix has five bands, so the
solve is O(N). λ means nothing without a sampling rate; we state the frequency at which a sine
keeps half of its amplitude instead: λ² (2 sin(π f / fs))⁴ = 1.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.linalg import solveh_banded

from vitals.types import Float


def detrend(v: Float, fs_hz: float, corner_hz: float) -> Float:
    """Remove what is slower than `corner_hz` from `v` [N] or [N, C]; a sine there keeps half of itself."""
    if len(v) < 5:
        return np.asarray(v - v.mean(axis=0))
    return np.asarray(v - solveh_banded(_bands(len(v), fs_hz, corner_hz), v, check_finite=False))


def gain(f_hz: Float, fs_hz: float, corner_hz: float) -> Float:
    """Amplitude that a sine of `f_hz` keeps, 0..1 (exact away from the edges of the stretch)."""
    curvature = _lambda_squared(fs_hz, corner_hz) * (2 * np.sin(np.pi * f_hz / fs_hz)) ** 4
    return np.asarray(curvature / (1 + curvature))


def _lambda_squared(fs_hz: float, corner_hz: float) -> float:
    return float((2 * np.sin(np.pi * corner_hz / fs_hz)) ** -4)


@lru_cache(maxsize=64)
def _bands(n: int, fs_hz: float, corner_hz: float) -> Float:
    """I + λ² D2ᵀ D2 in the upper banded form of scipy, [3, n]."""
    bands = np.zeros((3, n))
    bands[0, 2:] = 1.0
    bands[1, 1:] = -4.0
    bands[1, [1, -1]] = -2.0
    bands[2] = 6.0
    bands[2, [1, -2]] = 5.0
    bands[2, [0, -1]] = 1.0
    bands *= _lambda_squared(fs_hz, corner_hz)
    bands[2] += 1.0
    return bands
