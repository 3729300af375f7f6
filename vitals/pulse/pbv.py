"""PBV: the projection that looks for the colour change of blood and for nothing else.

de Haan, van Leest 2014, "Improved motion robustness of remote-PPG by using the blood volume pulse
signature", doi:10.1088/0967-3334/35/9/1913: W ∝ (X Xᵀ)⁻¹ P (eqs. 10-11). The signature P is the published
one for white light and an RGB camera, not estimated from the trace: an estimate follows the motion
that it should suppress.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import TINY, overlap_add
from vitals.types import Float

SIGNATURE = np.array([0.33, 0.77, 0.53])
"""Relative strength of the pulse in R, G and B."""
RIDGE = 1e-3
"""Share of the mean channel power that is added to the diagonal, for colours that move as one."""


def pbv(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]."""
    return overlap_add(rgb, fs_hz, project)


def project(colour: Float) -> Float:
    """[M, 3, L] -> [M, L], scaled so that a pulse of the signature keeps its size, turned over."""
    power = colour @ colour.transpose(0, 2, 1)
    ridge = RIDGE * np.trace(power, axis1=1, axis2=2) / 3 + TINY
    weights = np.linalg.solve(power + ridge[:, None, None] * np.eye(3), SIGNATURE[:, None])[..., 0]
    weights /= (weights @ SIGNATURE)[:, None]
    return -np.asarray(np.einsum("mc,mcl->ml", weights, colour))
