"""One comparison: what was measured, or why nothing was, beside what the reference says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from vitals.kind import Kind

NOT_STATED = ""
"""The group of a pair that has no label of that name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A reference value always; a measured value, or a reason for there being none."""

    kind: Kind
    reference_bpm: float
    measured_bpm: float | None
    subject: str
    """Pseudonym: pairs of one person are not independent."""
    withheld: str | None = None
    """A code of `vitals.withheld` where `measured_bpm` is None."""
    session: str = ""
    """Key of the session, so that a point of a plot leads to it."""
    t_s: float | None = None
    """End of the window that is compared; None: the whole session."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Labels by name, such as {"skin_tone": "IV", "device": "...", "activity": "rest"}."""

    def __post_init__(self) -> None:
        values = (self.reference_bpm, *(() if self.measured_bpm is None else (self.measured_bpm,)))
        if not all(math.isfinite(v) and v > 0 for v in values):
            raise ValueError(f"rates {values} of session {self.session!r}: give finite positive numbers")

    def group(self, name: str) -> str:
        """Its label, or `NOT_STATED`."""
        return self.groups.get(name) or NOT_STATED
