"""How much the skin's colour moves: motion energy without a picture."""

from __future__ import annotations

import numpy as np

from vitals.signals.detrend import detrend
from vitals.types import Float

CORNER_HZ = 0.88
"""Slower changes are posture and light, and are removed before the pulse is looked for."""


def movement(rgb: Float, fs_hz: float) -> float:
    """Motion energy of a window [N, 3] in 8-bit units: standard deviation of the relative colour along the
    direction in which it changes most.

    A pulse alone gives 0.002 to 0.005, a head that turns or a mouth that speaks 0.005 to 0.05: motion changes
    the light on all channels alike (Wang et al. 2017, doi:10.1109/TBME.2016.2609282, section II).
    """
    means = rgb.mean(axis=0)
    if len(rgb) < 2 or (means <= 0).all():
        return 0.0
    relative = detrend(rgb / np.where(means > 0, means, 1.0) - 1, fs_hz, CORNER_HZ)
    return float(np.sqrt(np.linalg.eigvalsh(relative.T @ relative / len(relative))[-1]))
