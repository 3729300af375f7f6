"""A rate that a contact sensor has measured, over time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from vitals.errors import DatasetError
from vitals.limits import MAX_RECORD_S
from vitals.types import Float

GRID_S = 0.25
"""A rate between two events holds all the time between them: its mean over a window is the count in it."""


class Origin(StrEnum):
    """Where a rate comes from."""

    DEVICE = "the device's own rate"
    EVENTS = "beats or breaths marked in the set"
    WAVE = "peaks found in the contact wave"
    MEAN = "one mean for the whole record"


@dataclass(frozen=True, slots=True)
class RateTruth:
    """Samples of a rate in 1/min; NaN where the sensor was silent."""

    t_s: Float
    rate_bpm: Float
    origin: Origin

    def over(self, t_s: float, window_s: float) -> float:
        """Mean over the trailing window that ends at `t_s`; NaN if the sensor was silent in half of it."""
        if self.origin is Origin.MEAN:
            return float(self.rate_bpm[0])
        inside = self.rate_bpm[(self.t_s > t_s - window_s) & (self.t_s <= t_s)]
        heard = np.isfinite(inside)
        return float(inside[heard].mean()) if len(inside) and heard.mean() >= 0.5 else float("nan")

    @classmethod
    def of_device(cls, t_s: Float, rate_bpm: Float, low_bpm: float, high_bpm: float) -> Self:
        """A device's own rate; what lies outside the limits of the body is silence.

        Raises:
            DatasetError: There is not a time for each rate.
        """
        rate = np.asarray(rate_bpm, dtype=float)
        if np.shape(t_s) != rate.shape:
            raise DatasetError(f"{np.size(t_s)} times and {rate.size} rates: give each rate its time")
        return cls(
            np.asarray(t_s, dtype=float),
            np.where((rate >= low_bpm) & (rate <= high_bpm), rate, np.nan),
            Origin.DEVICE,
        )

    @classmethod
    def of_mean(cls, rate_bpm: float, low_bpm: float, high_bpm: float) -> Self:
        """All that is known of the record is one number; one that no body has is silence."""
        known = rate_bpm if low_bpm <= rate_bpm <= high_bpm else np.nan
        return cls(np.zeros(1), np.array([known], dtype=float), Origin.MEAN)

    @classmethod
    def of_events(
        cls, event_s: Float, low_bpm: float, high_bpm: float, origin: Origin = Origin.EVENTS
    ) -> Self:
        """From the times [N] of beats or breaths; an interval outside the limits is silence."""
        event_s = np.unique(np.asarray(event_s, dtype=float))
        if len(event_s) < 2:
            return cls(np.zeros(0), np.zeros(0), origin)
        if not event_s[-1] - event_s[0] <= MAX_RECORD_S:
            raise DatasetError(
                f"events from {event_s[0]:g} to {event_s[-1]:g} s: give seconds, at most {MAX_RECORD_S:g}"
            )
        rate = 60 / np.diff(event_s)
        rate[(rate < low_bpm) | (rate > high_bpm)] = np.nan
        t_s = np.arange(event_s[0], event_s[-1], GRID_S)
        return cls(t_s, rate[np.searchsorted(event_s, t_s, side="right") - 1], origin)
