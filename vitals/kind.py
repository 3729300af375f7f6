"""What can be compared with a reference: the two rates, each with its limits."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A rate. The values are those that the database and the study archive keep."""

    HEART_RATE = "heart_rate"
    RESPIRATORY_RATE = "respiratory_rate"

    @property
    def close_bpm(self) -> float:
        """A value this near to the reference counts as right."""
        return 5.0 if self is Kind.HEART_RATE else 2.0

    @property
    def range_bpm(self) -> tuple[float, float]:
        """What a reference may be. Wider than what the camera can measure: another device's word stands."""
        return (20.0, 300.0) if self is Kind.HEART_RATE else (1.0, 100.0)
