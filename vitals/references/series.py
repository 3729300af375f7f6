"""A rate over time that another device has measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from vitals.errors import ReferenceFileError
from vitals.kind import Kind
from vitals.limits import MAX_RECORD_S
from vitals.types import Float

MAX_FILE_BYTES = 32 * 1024 * 1024
"""Of an uploaded file: half an hour of an ECG at 500 Hz has 14 MB as text, four hours have 14 MB as EDF."""


class Source(StrEnum):
    """Where a rate comes from. The values are those that the database and the study archive keep."""

    DEVICE = "rates"
    """The device's own rate."""
    PPG = "ppg"
    """Beats of a contact pulse wave."""
    ECG = "ecg"
    """R peaks."""
    BELT = "belt"
    """Breaths of a belt or another breath wave."""


@dataclass(frozen=True, slots=True)
class ReferenceSeries:
    """Values in order of time, every one of them finite; where the device was silent there is none."""

    kind: Kind
    t_s: Float
    """[N], seconds from the start of the file; after `shifted`, from the start of the session."""
    value_bpm: Float
    """[N]"""
    source: Source
    started_at: datetime | None
    """Of `t_s` 0, with its time zone; None where the file does not say."""
    device: str = ""
    """In the file's own words."""

    def __post_init__(self) -> None:
        if self.t_s.shape != self.value_bpm.shape or self.t_s.ndim != 1 or not len(self.t_s):
            raise ReferenceFileError(
                f"no {self.kind.value} in the file: give at least one value with its time"
            )
        if not (np.isfinite(self.t_s).all() and np.isfinite(self.value_bpm).all()):
            raise ReferenceFileError(f"a {self.kind.value} is not finite: leave out what was not measured")
        if (np.diff(self.t_s) < 0).any():
            raise ReferenceFileError("times go back: sort the values by time")
        if self.t_s[-1] - self.t_s[0] > MAX_RECORD_S:
            raise ReferenceFileError(
                f"values over {self.t_s[-1] - self.t_s[0]:.0f} s: give the part of one session, "
                f"at most {MAX_RECORD_S:.0f} s"
            )
