"""LGI: what is left of green beside the direction in which all skin colours lie.

Pilz, Zaunseder, Krajewski, Blazek 2018, "Local group invariance for heart rate estimation from face
videos in the wild", doi:10.1109/CVPRW.2018.00172: u1 is the first left singular vector of X [3, N] (mean not
removed), P = I - u1 u1ᵀ, s = (P X)_G. Light and motion change the length of a colour, not its direction.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import TINY
from vitals.types import Float


def lgi(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N], in shares of green. `fs_hz` is not needed."""
    _, directions = np.linalg.eigh(rgb.T @ rgb)
    return green_beside(directions[:, -1], rgb)


def green_beside(direction: Float, rgb: Float) -> Float:
    """Green of `rgb` [N, 3] without what lies in `direction` [3] (unit length), turned over."""
    mean = rgb.mean(axis=0)
    change = rgb - mean
    return np.asarray((direction[1] * (change @ direction) - change[:, 1]) / (mean[1] + TINY))
