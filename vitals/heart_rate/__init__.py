"""From pulse waves to a heart rate that one can trust or that is not shown."""

from vitals.heart_rate.estimate import HeartState, PulseReading, read

__all__ = ["HeartState", "PulseReading", "read"]
