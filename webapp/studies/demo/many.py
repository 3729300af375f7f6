"""A study of any size, drawn by lot and stored in bulk: what the times of docs/timings.md are measured on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from vitals.withheld import Withheld
from webapp.measure import consent
from webapp.records.models import (
    Analysis,
    Annotation,
    Consent,
    Participant,
    Reading,
    Reference,
    Session,
    Study,
)
from webapp.studies.demo import MANY, MODEL, SEED, staff
from webapp.studies.demo.people import DEVICES
from webapp.studies.demo.plan import EFFORTS_BPM
from webapp.studies.demo.times import own_times

AT_ONCE = 2000
"""Sessions that are drawn and stored together."""
PER_PARTICIPANT = 200
DAYS = 730
DURATION_S = 40.0
ESTIMATES_S = tuple(range(4, round(DURATION_S) + 1, 4))
"""A real session has one a second; a tenth of the rows is enough to be slow with."""
WITHHELD = (Withheld.NO_PULSE, Withheld.MOTION, Withheld.NO_FACE, Withheld.DARK)
ANSWERED = 0.88
REFERENCED, ANNOTATED, EXCLUDED, READ, ANALYSED = 0.2, 0.03, 0.01, 0.1, 0.05
"""Shares of the sessions."""


def make(count: int) -> Study:
    """A study of its own with so many sessions."""
    with (
        transaction.atomic(),
        own_times(Analysis, Annotation, Consent, Participant, Reading, Reference, Session, Study),
    ):
        team = staff.staff()
        study = Study.objects.create(
            name=MANY,
            description="A demonstration for measuring times: all numbers are drawn by lot.",
            created_at=timezone.now() - timedelta(days=DAYS),
        )
        staff.seat(study)
        fill(study, count, team.coordinator)
    return study


def fill(study: Study, count: int, author: User) -> None:
    """So many sessions in an empty study, and what belongs to them. Within `own_times`, or all are of now."""
    rng = np.random.default_rng(SEED)
    people = _participants(study, max(1, count // PER_PARTICIPANT))
    for start in range(0, count, AT_ONCE):
        sessions = [_session(rng, study, people) for _ in range(min(AT_ONCE, count - start))]
        Session.objects.bulk_create(sessions)
        for model, rows in _of(rng, sessions, author):
            model._base_manager.bulk_create(rows, batch_size=5000)
    _estimates(study)


def _participants(study: Study, count: int) -> list[Participant]:
    begun = timezone.now() - timedelta(days=DAYS)
    rows = [
        Participant(
            study=study,
            pseudonym=f"DEMO-{number + 1:04d}",
            skin_tone=number % 11 or None,
            enrolled_at=begun,
            joined_at=begun,
        )
        for number in range(count)
    ]
    return Participant.objects.bulk_create(rows)


def _session(rng: np.random.Generator, study: Study, people: list[Participant]) -> Session:
    number = int(rng.integers(len(people)))
    started_at = timezone.now() - timedelta(seconds=float(rng.random()) * DAYS * 86_400)
    return Session(
        study=study,
        participant=people[number],
        state=Session.State.DONE,
        started_at=started_at,
        ended_at=started_at + timedelta(seconds=DURATION_S),
        duration_s=DURATION_S,
        fps=30.0,
        method="fused",
        model=MODEL,
        software="vitals demo",
        device=DEVICES[number % len(DEVICES)],
        activity=list(EFFORTS_BPM)[int(rng.integers(len(EFFORTS_BPM)))],
        frames_received=1200,
        frames_processed=1200,
        width_px=320,
        height_px=240,
        **_rates(rng, 55 + number % 30, 11 + number % 8),
    )


def _rates(rng: np.random.Generator, heart_bpm: float, breath_bpm: float) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, rate_bpm, spread_bpm in (("hr", heart_bpm, 8.0), ("rr", breath_bpm, 2.0)):
        answered = rng.random() < ANSWERED
        found[f"{name}_bpm"] = max(6.0, rate_bpm + spread_bpm * float(rng.normal())) if answered else None
        found[f"{name}_quality"] = float(rng.uniform(0.8, 0.99)) if answered else float(rng.uniform(0, 0.7))
        found[f"{name}_withheld"] = None if answered else WITHHELD[int(rng.integers(len(WITHHELD)))]
    return found


def _of(
    rng: np.random.Generator, sessions: list[Session], author: User
) -> Iterator[tuple[type[Model], list[Model]]]:
    """What belongs to these sessions, table by table."""
    digest = consent.CURRENT.sha256
    yield (
        Consent,
        [
            Consent(session=s, version=consent.CURRENT.version, text_sha256=digest, given_at=s.started_at)
            for s in sessions
        ],
    )
    lots = rng.random((4, len(sessions)))
    yield (
        Reference,
        [
            row
            for session, lot in zip(sessions, lots[0], strict=True)
            if lot < REFERENCED
            for row in _references(rng, session, author)
        ],
    )
    yield (
        Annotation,
        [
            _annotation(session, author, excludes=bool(lot < EXCLUDED))
            for session, lot in zip(sessions, lots[1], strict=True)
            if lot < ANNOTATED
        ],
    )
    yield (
        Analysis,
        [
            _analysis(rng, session, author)
            for session, lot in zip(sessions, lots[3], strict=True)
            if lot < ANALYSED
        ],
    )
    yield (
        Reading,
        [
            Reading(session=session, reader=author, verdict="usable", created_at=_later(session))
            for session, lot in zip(sessions, lots[2], strict=True)
            if lot < READ
        ],
    )


def _estimates(study: Study) -> None:
    """Copied from the sessions by the database itself: rows by the million would take minutes to send."""
    rates = "hr_bpm, hr_quality, hr_withheld, rr_bpm, rr_quality, rr_withheld"
    with connection.cursor() as cursor:
        for t_s in ESTIMATES_S:
            cursor.execute(
                f"INSERT INTO records_estimate (session_id, t_s, {rates})"
                f" SELECT id, %s, {rates} FROM records_session WHERE study_id = %s",
                [t_s, study.pk],
            )


def _references(rng: np.random.Generator, session: Session, author: User) -> list[Reference]:
    found = []
    for kind, value, spread_bpm in (
        (Reference.Kind.HEART_RATE, session.hr_bpm or 70.0, 3.0),
        (Reference.Kind.RESPIRATORY_RATE, session.rr_bpm or 15.0, 1.0),
    ):
        measured = max(4.0, float(value) + spread_bpm * float(rng.normal()))
        found.append(
            Reference(
                session=session,
                kind=kind,
                value_bpm=round(measured, 1),
                device="Demo oximeter",
                by_staff=True,
                entered_by=author,
                entered_at=_later(session),
            )
        )
    return found


def _analysis(rng: np.random.Generator, session: Session, author: User) -> Analysis:
    """Without its seconds: there are no signals that they could come from."""
    participant = session.participant_id or 0
    return Analysis(
        session=session,
        number=1,
        method="pos",
        software="vitals demo",
        model=MODEL,
        created_by=author,
        created_at=_later(session),
        **_rates(rng, 55 + participant % 30, 11 + participant % 8),
    )


def _annotation(session: Session, author: User, *, excludes: bool) -> Annotation:
    text = "Demo: excluded." if excludes else "Demo: talks for a moment."
    return Annotation(
        session=session, author=author, excludes=excludes, text=text, created_at=_later(session)
    )


def _later(session: Session) -> datetime:
    return session.started_at + timedelta(days=1)
