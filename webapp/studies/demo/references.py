"""What other devices have shown: whole-session values for some sessions, series over time for others."""

from __future__ import annotations

import secrets
from datetime import timedelta

import numpy as np
from django.contrib.auth.models import User

from vitals.evaluation.face_synthetic import Course
from webapp.records.models import Reference, ReferenceSeries, Session
from webapp.studies.demo.plan import Planned

OXIMETER, STRAP, BELT = "Demo oximeter", "Demo chest strap", "Demo belt"
TYPED, SERIES = 0.35, 0.3
"""Shares of the sessions with values typed in, and with an uploaded record."""
OFFSET_S = 3.0
"""The chest strap was switched on after the camera."""
HR, RR = Reference.Kind.HEART_RATE, Reference.Kind.RESPIRATORY_RATE


def references(rng: np.random.Generator, session: Session, planned: Planned, author: User) -> list[Reference]:
    """Rows of this session, not yet stored; their series are."""
    lot = rng.random()
    if lot < TYPED:
        return _typed(rng, session, planned, author)
    if lot < TYPED + SERIES:
        return _strap(rng, session, planned.truth, author) + _belt(rng, session, planned.truth, author)
    return []


def _typed(rng: np.random.Generator, session: Session, planned: Planned, author: User) -> list[Reference]:
    later = session.started_at + timedelta(minutes=3)
    common = {"session": session, "by_staff": True, "entered_by": author, "entered_at": later}
    heart = round(float(planned.truth.heart_bpm.mean()) + float(rng.normal(0, 1)))
    breath = round(planned.truth.breath_bpm)
    found = [Reference(kind=HR, value_bpm=heart, device=OXIMETER, **common)]
    if rng.random() < 0.7:
        found.append(Reference(kind=RR, value_bpm=breath, device="counted", **common))
    return found


def _strap(rng: np.random.Generator, session: Session, truth: Course, author: User) -> list[Reference]:
    ends_s = np.arange(OFFSET_S, truth.t_s[-1], 1.0)
    means = np.interp(ends_s - 0.5, truth.t_s, truth.heart_bpm) + rng.normal(0, 0.5, len(ends_s))
    return _series(session, HR, "rates", STRAP, author, ends_s, means)


def _belt(rng: np.random.Generator, session: Session, truth: Course, author: User) -> list[Reference]:
    if rng.random() < 0.4:
        return []
    ends_s = np.arange(10.0, truth.t_s[-1], 2.0)
    means = truth.breath_bpm + rng.normal(0, 0.4, len(ends_s))
    return _series(session, RR, "belt", BELT, author, ends_s, means)


def _series(
    session: Session, kind: str, source: str, device: str, author: User, t_s: np.ndarray, v: np.ndarray
) -> list[Reference]:
    later = session.started_at + timedelta(hours=4)
    series = ReferenceSeries.objects.create(
        session=session,
        source=source,
        device=device,
        file_sha256=secrets.token_hex(32),
        offset_s=OFFSET_S,
        offset_how="given",
        uploaded_by=author,
        uploaded_at=later,
    )
    return [
        Reference(
            session=session,
            series=series,
            kind=kind,
            t_s=round(float(moment), 3),
            value_bpm=round(float(value), 2),
            device=device,
            by_staff=True,
            entered_by=author,
            entered_at=later,
        )
        for moment, value in zip(t_s, v, strict=True)
    ]
