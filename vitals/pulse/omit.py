"""OMIT: what is left of green beside the colour of the skin.

Álvarez Casado, Bordallo López 2023, "Face2PPG: an unsupervised pipeline for blood volume pulse extraction
from faces", doi:10.1109/JBHI.2023.3307942 (arXiv 2202.04101): X = Q R, P = I - q1 q1ᵀ, s = (P X)_G.

One deviation. The first column of Q in a QR decomposition is the first column of X at unit length, so q1 is
the colour of the first frame, and a first frame that is blurred or half covered spoils the whole window.
Here q1 is the median colour of the window.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.lgi import green_beside
from vitals.pulse.segments import TINY
from vitals.types import Float


def omit(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N], in shares of green. `fs_hz` is not needed."""
    colour = np.median(rgb, axis=0)
    return green_beside(colour / (np.linalg.norm(colour) + TINY), rgb)
