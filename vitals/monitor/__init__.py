"""The sliding-window estimator that live and file measurement share."""

from vitals.monitor.measurement import SERIES_COLUMNS, Measurement
from vitals.monitor.state import MonitorState
from vitals.monitor.step import estimate, run
from vitals.monitor.summary import summarise

__all__ = ["SERIES_COLUMNS", "Measurement", "MonitorState", "estimate", "run", "summarise"]
