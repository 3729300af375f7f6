"""What spoils a measurement (`conditions`), and indices of how good colour and wave are."""

from vitals.quality.conditions import (
    EDGE_TOLERANCE_S,
    Conditions,
    conditions,
    instruction,
    measured_fps,
    missing,
    spoiled,
)

__all__ = [
    "EDGE_TOLERANCE_S",
    "Conditions",
    "conditions",
    "instruction",
    "measured_fps",
    "missing",
    "spoiled",
]
