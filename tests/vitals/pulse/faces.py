"""Skin with a pulse of known rate on a uniform grid: what the tests of single methods measure."""

from __future__ import annotations

import numpy as np

from tests.vitals.synthetic import SKIN, skin_moments
from vitals import pulse
from vitals.pulse.pbv import SIGNATURE
from vitals.types import Float

__all__ = ["FS_HZ", "SKIN", "T_S", "blood", "columns", "face", "motion", "wave"]

FS_HZ = 30.0
T_S = np.arange(0, 30, 1 / FS_HZ)


def blood(rate_bpm: float = 72) -> Float:
    """Blood volume, highest at the systole."""
    return np.cos(2 * np.pi * rate_bpm / 60 * T_S)


def face(common: Float | float = 0.0, noise: float = 0.0, rate_bpm: float = 72, seed: int = 7) -> Float:
    """[N, 3] with a pulse of 0.4 %; `common` is the relative change of all channels, noise in grey levels."""
    rng = np.random.default_rng(seed)
    changes = 1 - 0.004 * blood(rate_bpm)[:, None] * SIGNATURE + np.reshape(common, (-1, 1))
    return SKIN * changes + rng.normal(0, noise, (len(T_S), 3))


def motion(rate_bpm: float = 100, seed: int = 3) -> Float:
    """2 % of common change, mostly at one rate: what talking or walking does."""
    rng = np.random.default_rng(seed)
    nodes = np.arange(0, 31, 0.3)
    steps = np.sin(2 * np.pi * rate_bpm / 60 * T_S)
    return 0.02 * (steps + 0.5 * np.interp(T_S, nodes, rng.normal(size=len(nodes))))


def columns(rgb: Float) -> Float:
    """[N, 9]: the colours with the second moments of a textured skin, so that every method can take them."""
    return np.column_stack((rgb, skin_moments(rgb)))


def wave(method: str, rgb: Float) -> Float:
    """[N] of any method, also of one that needs moments."""
    return pulse.combined(pulse.waves(method, columns(rgb), FS_HZ))
