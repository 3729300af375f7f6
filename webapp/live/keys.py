"""Names of everything in Redis. All of it has a life, pictures the shortest; nothing of it is on disk."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

PREFIX = "live:"
DEADLINES = f"{PREFIX}deadlines"
"""Sorted set: session id -> when it is finished if nothing more comes, in ms of Redis' clock."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one session."""

    id: uuid.UUID

    @property
    def meta(self) -> str:
        return self._key("meta")

    @property
    def frames(self) -> str:
        return self._key("frames")

    @property
    def trace(self) -> str:
        return self._key("trace")

    @property
    def vision(self) -> str:
        return self._key("vision")

    @property
    def vision_state(self) -> str:
        return self._key("vision_state")

    @property
    def estimate(self) -> str:
        return self._key("estimate")

    @property
    def monitor_state(self) -> str:
        return self._key("monitor_state")

    @property
    def estimates(self) -> str:
        return self._key("estimates")

    def all(self) -> tuple[str, ...]:
        states = (self.vision_state, self.monitor_state)
        return (self.meta, self.frames, self.trace, self.vision, self.estimate, self.estimates, *states)

    def _key(self, name: str) -> str:
        return f"{PREFIX}{self.id}:{name}"


def worker(queue: str) -> str:
    """The heartbeat of a queue's workers."""
    return f"{PREFIX}worker:{queue}"


def group(pk: uuid.UUID) -> str:
    """The channel group of a session: as hard to guess as its id."""
    return f"session.{pk.hex}"
