"""Planned sessions into the database, by the way that real ones go (`webapp.records.keep`)."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from webapp.measure import consent
from webapp.records import keep
from webapp.records.models import Answer, Consent, Participant, Question, Session, Study
from webapp.studies.demo import measured
from webapp.studies.demo.plan import Planned

FEELINGS = ("Rested", "As usual", "As usual", "Tired")
REMARKS = ("", "", "", "The light was behind me.", "I had to cough.", "Someone came in.")
SIZES = {"standard": (320, 240), "high": (480, 360), "eco": (320, 240)}
LOST_AFTER_S = 12.0
"""How far a session came that failed."""


def store(
    rng: np.random.Generator, study: Study, planned: Planned, participant: Participant, software: str
) -> Session:
    """A session with its consent, estimates, result and, where agreed, signals."""
    session = _row(rng, study, planned, participant, software)
    if planned.failed:
        keep.lost(session.pk)
        _end(session, planned, LOST_AFTER_S)
        return session
    trace = measured.signals(rng, planned) if planned.signals else None
    result = measured.by_lot(rng, planned) if trace is None else measured.by_estimators(trace)
    keep.estimates(session.pk, list(result.series), 0.0)
    dropped = int(rng.poisson(3))
    keep.result(session.pk, result, keep.Frames(result.frames + dropped, result.frames, dropped))
    if trace is not None:
        keep.signals(session.pk, trace)
    _end(session, planned, result.duration_s)
    return session


def answers(rng: np.random.Generator, session: Session, questions: list[Question]) -> list[Answer]:
    """What the participant said, with this session."""
    coffee, feeling, still, remark = questions
    said = {
        coffee: "yes" if rng.random() < 0.4 else "no",
        feeling: str(rng.choice(FEELINGS)),
        still: str(rng.integers(2, 6)),
        remark: str(rng.choice(REMARKS)),
    }
    return [
        Answer(session=session, question=question, value=value, answered_at=session.started_at)
        for question, value in said.items()
        if value
    ]


def _row(
    rng: np.random.Generator, study: Study, planned: Planned, participant: Participant, software: str
) -> Session:
    mode = str(rng.choice(["standard", "high", "eco"], p=[0.8, 0.1, 0.1]))
    width_px, height_px = SIZES[mode]
    session = Session.objects.create(
        visitor=planned.person.visitor,
        study=study,
        participant=participant,
        mode=mode,
        width_px=width_px,
        height_px=height_px,
        started_at=planned.started_at,
        device=planned.person.device,
        activity=planned.activity,
        software=software,
    )
    Consent.objects.create(
        session=session,
        version=consent.CURRENT.version,
        text_sha256=consent.CURRENT.sha256,
        store_signals=planned.signals,
        given_at=planned.started_at,
    )
    return session


def _end(session: Session, planned: Planned, seconds: float) -> None:
    ended_at = planned.started_at + timedelta(seconds=seconds)
    Session.objects.filter(pk=session.pk).update(ended_at=ended_at)
    session.refresh_from_db()
