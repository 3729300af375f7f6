"""What goes into an archive: frozen dataclasses that the database is turned into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from vitals.agreement import Compared
from vitals.types import Trace

Details = Mapping[str, Any]
"""Anything more, as JSON has it; it is written, and not read back."""


@dataclass(frozen=True, slots=True)
class StudyContent:
    """The study itself."""

    name: str
    description: str = ""
    details: Details = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParticipantContent:
    """A line of participants.tsv."""

    pseudonym: str
    skin_tone: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    """More columns, by name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody has said about a session or a span of it."""

    text: str
    start_s: float | None = None
    """None: about the whole session."""
    end_s: float | None = None
    excludes: bool = False


@dataclass(frozen=True, slots=True)
class SessionContent:
    """One session with one of its results."""

    compared: Compared
    """Its key, the pseudonym, the result, the estimates, the references, the groups, what is excluded."""
    started_at: datetime
    """Of the first frame, with its zone."""
    method: str
    software: str
    """Version of the estimators that made the result."""
    result: str = "live"
    """Which of the session's results it is."""
    model: str = ""
    mode: str = ""
    fps: float | None = None
    trace: Trace | None = None
    """None where the signals are not stored."""
    marks: Sequence[Mark] = ()
    details: Details = field(default_factory=dict)
