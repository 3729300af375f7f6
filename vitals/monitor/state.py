"""What one estimate leaves to the next, and its form in Redis.

The bytes are a header (magic, version, time) and the float64 arrays one after another, little-endian;
nothing in them is code, so they can come from anywhere.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from vitals import heart_rate, respiration
from vitals.errors import StateError
from vitals.heart_rate import confidence
from vitals.heart_rate.emission import TRACKER as HEART
from vitals.respiration.group import MEMORY as BREATH_MEMORY
from vitals.respiration.group import GroupState
from vitals.respiration.rate import TRACKER as BREATH
from vitals.types import Float

MAGIC = b"FSMS"
VERSION = 2
_HEADER = struct.Struct("<4sHd")
_BREATH_SIZES = (len(BREATH.rates_bpm), BREATH_MEMORY)
_SIZES = (len(HEART.rates_bpm), len(confidence.EMPTY), *_BREATH_SIZES, *_BREATH_SIZES)


@dataclass(frozen=True, slots=True)
class MonitorState:
    """Beliefs about both rates at one moment; a fresh one believes nothing."""

    t_s: float | None
    """Time of the newest estimate; None before the first."""
    heart: heart_rate.HeartState
    breath: respiration.BreathState

    @classmethod
    def fresh(cls) -> MonitorState:
        return cls(None, heart_rate.HeartState.fresh(), respiration.BreathState.fresh())

    def later(self, t_s: float) -> MonitorState:
        """The same at a later time, what lies between not seen.

        Raises:
            ValueError: `t_s` is before the newest estimate.
        """
        seconds = 0.0 if self.t_s is None else t_s - self.t_s
        if seconds < 0:
            raise ValueError(f"time goes back from {self.t_s} to {t_s} s: estimate in order of time")
        return MonitorState(t_s, self.heart.later(seconds), self.breath.later(seconds))

    def to_bytes(self) -> bytes:
        """About 6 kB."""
        t_s = float("nan") if self.t_s is None else self.t_s
        return _HEADER.pack(MAGIC, VERSION, t_s) + np.concatenate(self._arrays()).astype("<f8").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> MonitorState:
        """The inverse of `to_bytes`.

        Raises:
            StateError: Damaged, or written by another version.
        """
        size = _HEADER.size + 8 * sum(_SIZES)
        if len(data) != size:
            raise StateError(f"a monitor state has {size} bytes and not {len(data)}: begin with a fresh one")
        magic, version, t_s = _HEADER.unpack_from(data)
        if (magic, version) != (MAGIC, VERSION):
            raise StateError(f"{magic!r} version {version} is no monitor state: begin with a fresh one")
        numbers = np.frombuffer(data, "<f8", offset=_HEADER.size).astype(np.float64)
        if not np.isfinite(numbers).all():
            raise StateError("the monitor state holds numbers that are not finite: begin with a fresh one")
        parts = np.split(numbers, np.cumsum(_SIZES)[:-1])
        breath = respiration.BreathState(GroupState(*parts[2:4]), GroupState(*parts[4:6]))
        return cls(None if np.isnan(t_s) else t_s, heart_rate.HeartState(*parts[:2]), breath)

    def _arrays(self) -> list[Float]:
        motion, modulation = self.breath.motion, self.breath.modulation
        heart = [self.heart.belief, self.heart.memory]
        return [*heart, motion.belief, motion.masses, modulation.belief, modulation.masses]
