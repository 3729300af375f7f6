"""A study with a reviewer, a second one, a member who only looks, and a session with signals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.vitals.synthetic import Person, capture_times, person
from tests.webapp.conftest import make_session
from webapp.records.models import Estimate, Membership, Participant, Session, Study, Trace

SECONDS = 20


def member(study: Study, name: str, role: str) -> User:
    user = User.objects.create_user(name)
    Membership.objects.create(user=user, study=study, role=role)
    return user


@pytest.fixture
def reviewer(study: Study) -> User:
    return member(study, "rita", "reviewer")


@pytest.fixture
def second(study: Study) -> User:
    return member(study, "sam", "reviewer")


@pytest.fixture
def onlooker(study: Study) -> User:
    return member(study, "otto", "reader")


@pytest.fixture
def session(study: Study) -> Session:
    """Twenty seconds, the first seven without a heart rate."""
    participant = Participant.objects.create(study=study, pseudonym="P-07")
    measured = {
        "hr_bpm": 72.4,
        "hr_quality": 0.9,
        "hr_withheld": None,
        "duration_s": SECONDS,
        "state": "done",
    }
    session = make_session(study=study, participant=participant, method="fused", **measured)
    Estimate.objects.bulk_create(_second(session, t_s) for t_s in range(1, SECONDS + 1))
    return session


@pytest.fixture
def signals(session: Session) -> Trace:
    samples = person(Person(heart_bpm=72), capture_times(SECONDS))
    return Trace.objects.create(session=session, rows=Trace.pack(samples))


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


def address(session: Session, rest: str = "") -> str:
    return f"/studies/{session.study_id}/sessions/{session.pk}/{rest}"


def _second(session: Session, t_s: int) -> Estimate:
    known = t_s > 7
    return Estimate(
        session=session,
        t_s=float(t_s),
        hr_bpm=72.0 if known else None,
        hr_quality=0.9 if known else 0.0,
        hr_withheld=None if known else "too_short",
        rr_withheld="too_short",
        snr_db=5.0,
        instruction=None if known else "motion",
    )
