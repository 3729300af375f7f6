"""GREEN: the green channel, where blood absorbs most.

Verkruysse, Svaasand, Nelson 2008, "Remote plethysmographic imaging using ambient light",
doi:10.1364/OE.16.021434. No defence against motion or light; a baseline, and a good wave at rest.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import TINY
from vitals.types import Float


def green(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]: relative green, turned over. `fs_hz` is not needed."""
    g = rgb[:, 1]
    return np.asarray(1 - g / (g.mean() + TINY))
