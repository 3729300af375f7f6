"""CHROM: two chrominance signals, the second scaled so that specular motion cancels.

de Haan, Jeanne 2013, "Robust pulse rate from chrominance-based rPPG", doi:10.1109/TBME.2013.2266196:
X = 3R - 2G, Y = 1.5R + G - 1.5B, S = X - (σ(X)/σ(Y)) Y (eqs. 9-13). Segments here advance by one
sample rather than by half of one, and are not band-passed one by one: the spectrum does that.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import TINY, overlap_add
from vitals.types import Float


def chrom(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]."""
    return overlap_add(rgb, fs_hz, project)


def project(colour: Float) -> Float:
    """[M, 3, L] -> [M, L]. Green weighs -(2 + α), so the wave already rises when blood comes."""
    r, g, b = colour[:, 0], colour[:, 1], colour[:, 2]
    x, y = 3 * r - 2 * g, 1.5 * r + g - 1.5 * b
    alpha = x.std(axis=1, keepdims=True) / (y.std(axis=1, keepdims=True) + TINY)
    return np.asarray(x - alpha * y)
