"""The two waves of the default method: GREEN and PBV, each in segments of unit variance.

Green carries most of the pulse and is best at rest; PBV keeps it under motion; what both show is the
pulse. Equal variance per segment makes one jolt count for 1.6 s and no more. The tracker averages
the logs of their spectra (`vitals.heart_rate`). On our development traces this pair leads every single method
and every longer list that we tried (docs/signals.md).
"""

from __future__ import annotations

from vitals.pulse import pbv
from vitals.pulse.segments import overlap_add
from vitals.types import Float


def green_even(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]."""
    return overlap_add(rgb[:, 1:2], fs_hz, lambda colour: -colour[:, 0], even=True)


def pbv_even(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]."""
    return overlap_add(rgb, fs_hz, pbv.project, even=True)
