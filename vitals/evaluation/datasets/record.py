"""What a reader gives: records, each with its person, what the person did, pictures or a trace, and truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.traces import TraceFile
from vitals.types import Float, Frame


@dataclass(frozen=True, slots=True)
class Pictures:
    """Frames that have to be segmented. Both are called in another process: give functions of a module."""

    frames: Callable[[], Iterator[Frame]]
    """Opens the video or the image sequence; from its first frame at each call."""
    clock: Callable[[], Float] | None = None
    """Capture times [N] in seconds where the set has them and the container is not to be trusted."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A trace that is there already."""

    read: Callable[[], TraceFile]


@dataclass(frozen=True, slots=True)
class Truth:
    """What the contact sensors say; None where the set has no such sensor."""

    heart: RateTruth | None
    breath: RateTruth | None


@dataclass(frozen=True, slots=True)
class Record:
    """One recording of one person. Its times begin where its pictures' times begin."""

    id: str
    """Unique in the set; the set's own words, which are all that a report says of a person."""
    subject: str
    activity: str
    source: Pictures | Stored
    truth: Callable[[], Truth]
    files: tuple[Path, ...]
    """Files and folders of files that it is made of: what is computed from them is theirs as they are now."""
