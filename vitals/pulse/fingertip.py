"""A fingertip on the lens: red light through the tissue, next to no green and blue.

The colour model of a face does not hold there, but the signal is many times stronger: each channel
that is lit carries the pulse by itself.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import overlap_add
from vitals.types import Float

MAX_GREEN_TO_RED = 0.3
"""Skin under any usual light reflects more green than that (our faces: 0.5 to 0.9)."""
LIT_LEVEL = 5.0
"""Grey levels; a channel below is black."""


def is_fingertip(rgb: Float) -> bool:
    """Whether `rgb` [N, 3] has the colour of a finger that covers the lens."""
    red, green, _ = np.median(rgb, axis=0)
    return bool(green < MAX_GREEN_TO_RED * red)


def waves(rgb: Float, fs_hz: float) -> list[Float]:
    """rgb [N, 3] in 8-bit units -> one wave [N] for each of red and green that is lit."""
    lit = [c for c in (0, 1) if np.median(rgb[:, c]) >= LIT_LEVEL]
    return [_channel(rgb, fs_hz, c) for c in lit or [0]]


def _channel(rgb: Float, fs_hz: float, c: int) -> Float:
    return overlap_add(rgb, fs_hz, lambda colour: -colour[:, c], even=True)
