"""A study with sessions and references, and a browser of each role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from webapp.records.models import Membership, Participant, Reference, Session, Study

STARTED = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)
Make = Callable[..., Session]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Figures of another test."""
    cache.clear()


@pytest.fixture
def make(study: Study) -> Make:
    """A finished session of a participant, with references: `make("P-1", 61.0, hr=(60.0, None))`."""

    def made(
        person: str,
        hr_bpm: float | None,
        hr: tuple[float, float | None] | None = None,
        tone: int | None = None,
        **fields: object,
    ) -> Session:
        participant, _ = Participant.objects.get_or_create(
            study=study, pseudonym=person, defaults={"skin_tone": tone}
        )
        reason = None if hr_bpm is not None else "no_pulse"
        given: dict[str, object] = {"state": "done", "duration_s": 40.0, "hr_withheld": reason} | fields
        session: Session = Session.objects.create(
            study=study, participant=participant, hr_bpm=hr_bpm, **given
        )
        Session.objects.filter(pk=session.pk).update(started_at=STARTED)
        session.refresh_from_db()
        if hr is not None:
            value_bpm, t_s = hr
            Reference.objects.create(session=session, kind="heart_rate", value_bpm=value_bpm, t_s=t_s)
        return session

    return made


def member(study: Study, role: str) -> Client:
    user = User.objects.create_user(role)
    Membership.objects.create(user=user, study=study, role=role)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def reviewer(study: Study) -> Client:
    return member(study, "reviewer")


@pytest.fixture
def reader(study: Study) -> Client:
    return member(study, "reader")


@pytest.fixture
def as_coordinator(study: Study) -> Client:
    return member(study, "coordinator")
