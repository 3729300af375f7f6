"""A small study whose sessions are made of synthetic people, with references of a known error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.vitals.synthetic import Person, capture_times, person
from vitals import archive
from vitals.agreement import Compared, ReferenceValue
from vitals.kind import Kind
from vitals.monitor import Measurement
from vitals.review import reanalyse
from vitals.types import Estimate, Trace

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STUDY = archive.StudyContent("Rest and stairs", "Made-up people.")
HEARTS_BPM = {"P-01": 62.0, "P-02": 75.0, "Ж 3": 88.0, "p01": 101.0}
"""Two of the pseudonyms have the same letters and digits but for capitals."""
SECONDS = 32


@cache
def signals(heart_bpm: float) -> Trace:
    return person(Person(heart_bpm, breath_bpm=15.0), 1000.0 + capture_times(SECONDS, jitter_s=0.003))


@cache
def measured(heart_bpm: float) -> Measurement:
    return reanalyse(signals(heart_bpm))


def references(heart_bpm: float) -> list[ReferenceValue]:
    """A device that says 1/min too little every second, and one count of the breath."""
    times = range(SECONDS + 1)
    heart = [ReferenceValue(Kind.HEART_RATE, heart_bpm - 1, float(t), "ecg", "belt") for t in times]
    return [*heart, ReferenceValue(Kind.RESPIRATORY_RATE, 15.0, device="=count")]


def stored(e: Estimate) -> Estimate:
    """What is left of an estimate in the database."""
    seen = {"skin_luma": None, "face_speed": None}
    candidates = {"heart_candidate_bpm": None, "breath_candidate_bpm": None}
    return replace(e, pulse=None, breath=None, **seen, **candidates)


def compared(pseudonym: str, heart_bpm: float) -> Compared:
    found = measured(heart_bpm)
    return Compared(
        session=f"session of {pseudonym}",
        subject=pseudonym,
        duration_s=found.duration_s,
        heart_rate=found.heart_rate,
        respiratory_rate=found.respiratory_rate,
        estimates=[stored(e) for e in found.series],
        references=references(heart_bpm),
        groups={"activity": "rest", "device": "Chrome on Android"},
    )


def session(pseudonym: str) -> archive.SessionContent:
    heart_bpm = HEARTS_BPM[pseudonym]
    return archive.SessionContent(
        compared(pseudonym, heart_bpm),
        START,
        method="fused",
        software="vitals 1.0.0",
        model="fasenet 1.2.0",
        trace=signals(heart_bpm),
        marks=[archive.Mark("talks", 3.0, 5.0)],
        details={"questions": [{"text": "Slept well?", "answer": "yes"}]},
    )


def sessions() -> Iterator[archive.SessionContent]:
    return (session(pseudonym) for pseudonym in HEARTS_BPM)


def participants() -> list[archive.ParticipantContent]:
    return [archive.ParticipantContent(p, "4", {"group": "=1+1"}) for p in HEARTS_BPM]


@cache
def files() -> tuple[tuple[str, bytes], ...]:
    return tuple(archive.files(STUDY, participants(), sessions()))


def unpacked(folder: Path, changes: dict[str, bytes] | None = None) -> Path:
    """The archive as a folder; `changes` replace files after it was made."""
    for name, content in [*files(), *(changes or {}).items()]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
