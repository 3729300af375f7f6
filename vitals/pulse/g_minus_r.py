"""G-R: green against red, the simplest chrominance signal.

Red carries a third of green's pulse and all of what light and motion do to both (Huelsbusch 2008, PhD
thesis, RWTH Aachen; Wang, den Brinker, Stuijk, de Haan 2017, "Algorithmic principles of remote PPG",
doi:10.1109/TBME.2016.2609282, places it among the fixed projections: S = G - R of normalised colours).
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import overlap_add
from vitals.types import Float


def g_minus_r(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]."""
    return overlap_add(rgb, fs_hz, project)


def project(colour: Float) -> Float:
    """[M, 3, L] -> [M, L], turned over: green falls at a systole."""
    return np.asarray(colour[:, 0] - colour[:, 1])
