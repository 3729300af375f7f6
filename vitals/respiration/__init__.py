"""From shoulders and pulse waves to a respiratory rate that one can trust or that is not shown."""

from vitals.respiration.estimate import BreathReading, BreathState, read

__all__ = ["BreathReading", "BreathState", "read"]
