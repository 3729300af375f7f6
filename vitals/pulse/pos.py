"""POS: the plane orthogonal to skin tone.

Wang, den Brinker, Stuijk, de Haan 2017, "Algorithmic principles of remote PPG",
doi:10.1109/TBME.2016.2609282, Algorithm 1: S1 = G - B, S2 = G + B - 2R, h = S1 + (σ(S1)/σ(S2)) S2.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import TINY, overlap_add
from vitals.types import Float


def pos(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]."""
    return overlap_add(rgb, fs_hz, project)


def project(colour: Float) -> Float:
    """[M, 3, L] -> [M, L], turned over: green falls at a systole."""
    r, g, b = colour[:, 0], colour[:, 1], colour[:, 2]
    s1, s2 = g - b, g + b - 2 * r
    alpha = s1.std(axis=1, keepdims=True) / (s2.std(axis=1, keepdims=True) + TINY)
    return np.asarray(-(s1 + alpha * s2))
