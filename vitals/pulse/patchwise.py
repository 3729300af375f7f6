"""One wave of several patches of skin: the good ones count, the spoiled ones do not.

Boccignone et al. 2022, "pyVHR: a Python framework for remote photoplethysmography",
doi:10.7717/peerj-cs.929, finds that the choice among many patches is worth more than the projection.
"""

from __future__ import annotations

from typing import Literal

from vitals import pulse
from vitals.types import Float

Selection = Literal["snr", "clusters"]


def wave(patches: Float, fs_hz: float, method: str, selection: Selection = "snr") -> Float:
    """patches [R, N, 3] in 8-bit units -> wave [N]."""
    return pulse.combined([pulse.combined(pulse.waves(method, patch, fs_hz)) for patch in patches])
