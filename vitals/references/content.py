"""What a file holds before rates are made of it, and what its owner may say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

import numpy as np

from vitals.errors import ReferenceFileError
from vitals.limits import MAX_RECORD_S
from vitals.references.names import Column
from vitals.types import Float

MAX_FS_HZ = 20_000.0
"""No sensor of a body is faster."""
FIRST_YEAR, LAST_YEAR = 1970, 2200
"""Of a recording; beyond them no offset could be added to its start."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the person who uploads a file may say of it."""

    zone: tzinfo = UTC
    """Of times of day that name none."""
    day: date | None = None
    """Of times of day without a date, such as 14:03:05; None: they count from the start of the file."""
    fs_hz: float | None = None
    """Samples per second of waves that have no times."""
    channel: str = ""
    """The one column or channel that is meant; empty: all that are known by their names."""
    holds: Column | None = None
    """What is in it; None: its name says so."""

    def __post_init__(self) -> None:
        if self.fs_hz is not None and not 0 < self.fs_hz <= MAX_FS_HZ:
            raise ReferenceFileError(f"{self.fs_hz:g} samples per second: give 0 to {MAX_FS_HZ:g}")


@dataclass(frozen=True, slots=True)
class Signal:
    """One column or channel; NaN where nothing was measured."""

    column: Column
    t_s: Float
    v: Float


@dataclass(frozen=True, slots=True)
class Content:
    """A file, read."""

    signals: tuple[Signal, ...]
    started_at: datetime | None = None
    device: str = ""

    def __post_init__(self) -> None:
        if self.started_at and not FIRST_YEAR <= self.started_at.year <= LAST_YEAR:
            raise ReferenceFileError(f"the file begins in the year {self.started_at.year}: correct its dates")


def chosen(names: list[str], known: dict[str, Column], hints: Hints) -> dict[str, Column]:
    """Which columns or channels are taken, each with what it holds; of each sort the first.

    Raises:
        ReferenceFileError: None is known, or the one that is asked for is not there.
    """
    if hints.channel:
        name = next((n for n in names if n.strip().lower() == hints.channel.strip().lower()), None)
        holds = hints.holds or known.get(name or "")
        if name is None or holds is None or holds is Column.TIME:
            missing = "is not in the file" if name is None else "says not what it holds"
            raise ReferenceFileError(f"{hints.channel!r} {missing}: the file has {listed(names)}")
        return {name: holds}
    found: dict[str, Column] = {}
    for name, column in known.items():
        if column is not Column.TIME and column not in found.values():
            found[name] = column
    if not found:
        raise ReferenceFileError(
            f"none of {listed(names)} is known: name one heart_rate, respiratory_rate, ppg, ecg or belt"
        )
    return found


def listed(names: list[str]) -> str:
    """The first of them; a file of another sort may have thousands of columns."""
    shown = ", ".join(repr(name[:30]) for name in names[:8])
    return f"{shown}, ..." if len(names) > 8 else shown


def even_times(count: int, fs_hz: float, what: str) -> Float:
    """Times of samples at a rate.

    Raises:
        ReferenceFileError: The rate cannot be right.
    """
    if not 0 < fs_hz <= MAX_FS_HZ:
        raise ReferenceFileError(f"{what} has {fs_hz:g} samples per second: give 0 to {MAX_FS_HZ:g}")
    if count / fs_hz > MAX_RECORD_S:
        raise ReferenceFileError(f"{what} lasts {count / fs_hz:.0f} s: give at most {MAX_RECORD_S:.0f} s")
    return np.arange(count) / fs_hz
