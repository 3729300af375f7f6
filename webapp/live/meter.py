"""How much was done in each of the last minutes, and how fast: counters in Redis, bounded in number.

Latencies are counted in classes that grow by a quarter each, so a percentile is right to that much.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from time import time

from webapp.live.connections import sync_redis
from webapp.live.keys import PREFIX

MINUTE_S = 60
MINUTES = 60  # that are shown
KEEP_S = (MINUTES + 5) * MINUTE_S
FINEST_S, GROWTH, CLASSES = 0.005, 1.25, 42  # the last class ends at 47 s
FRAMES, ESTIMATES = "frames", "estimates"


@dataclass(frozen=True, slots=True)
class Minute:
    """What all workers together did in one minute."""

    at_s: int
    """Its beginning, in seconds since 1970."""
    counts: Counter[str] = field(default_factory=Counter)
    latencies: dict[str, Counter[int]] = field(default_factory=dict)
    """Of each kind: how many pieces of work ended in which class."""

    def per_s(self, kind: str) -> float:
        return self.counts[kind] / MINUTE_S

    def percentile_s(self, kind: str, share: float) -> float | None:
        """The upper end of the class in which this share of the work was done; None without work."""
        return percentile_s(self.latencies.get(kind, Counter()), share)


def count(kind: str, number: int, latency_s: float) -> None:
    """So many are done, the last of them after this long."""
    key = _key(int(time()) // MINUTE_S)
    pipe = sync_redis().pipeline(transaction=False)
    pipe.hincrby(key, kind, number)
    pipe.hincrby(key, f"{kind}:{_class(latency_s)}", 1)
    pipe.expire(key, KEEP_S)
    pipe.execute()


def last_hour() -> list[Minute]:
    """The oldest first; the minute that runs is left out."""
    now = int(time()) // MINUTE_S
    minutes = range(now - MINUTES, now)
    pipe = sync_redis().pipeline(transaction=False)
    for minute in minutes:
        pipe.hgetall(_key(minute))
    return [_read(minute, found) for minute, found in zip(minutes, pipe.execute(), strict=True)]


def together(minutes: list[Minute], kind: str) -> Counter[int]:
    """The latencies of all of them."""
    return sum((minute.latencies.get(kind, Counter()) for minute in minutes), Counter())


def percentile_s(classes: Counter[int], share: float) -> float | None:
    total = classes.total()
    seen = 0
    for number in sorted(classes):
        seen += classes[number]
        if seen >= share * total:
            return float(FINEST_S * GROWTH**number)
    return None


def _class(latency_s: float) -> int:
    if latency_s <= FINEST_S:
        return 0
    return min(CLASSES - 1, math.ceil(math.log(latency_s / FINEST_S, GROWTH)))


def _key(minute: int) -> str:
    return f"{PREFIX}meter:{minute}"


def _read(minute: int, found: dict[bytes, bytes]) -> Minute:
    read = Minute(minute * MINUTE_S)
    for name, value in found.items():
        kind, _, number = name.decode().partition(":")
        if number:
            read.latencies.setdefault(kind, Counter())[int(number)] = int(value)
        else:
            read.counts[kind] = int(value)
    return read
