"""A study with something of everything, and who may see it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.conftest import make_session
from tests.webapp.records.downloads.conftest import skin
from webapp.exports.selection import Selection
from webapp.records.json import estimate
from webapp.records.models import (
    Analysis,
    Annotation,
    Answer,
    Comment,
    Estimate,
    Membership,
    Participant,
    Question,
    Reading,
    Reference,
    ReferenceSeries,
    Session,
    Study,
    Trace,
)

SOFTWARE = "vitals 9.9.9"


@pytest.fixture
def person(study: Study) -> Participant:
    return Participant.objects.create(study=study, pseudonym="P-07", skin_tone=4)


@pytest.fixture
def session(study: Study, person: Participant) -> Session:
    """Finished, with a heart rate, and without a respiratory rate."""
    made = make_session(
        study=study,
        participant=person,
        state=Session.State.DONE,
        hr_bpm=72.44,
        hr_quality=0.81,
        hr_withheld=None,
        rr_withheld="no_breath",
        duration_s=20.0,
        fps=30.0,
        method="fused",
        model="fasenet 1.2.0",
        software=SOFTWARE,
    )
    for second in range(8, 21):
        Estimate.objects.create(
            session=made,
            t_s=second,
            snr_db=-1.5,
            hr_bpm=70 + second / 10,
            hr_withheld=None,
            rr_withheld="no_breath",
        )
    return made


@pytest.fixture
def full(session: Session, coordinator: User) -> Session:
    """The same with signals, an analysis, and all that people add."""
    Trace.objects.create(session=session, rows=Trace.pack(skin()))
    series = [estimate(row) | {"t_s": row.t_s + 0.5} for row in session.estimates.all()]
    Analysis.objects.create(
        session=session,
        number=1,
        method="pos",
        software=SOFTWARE,
        hr_bpm=66.0,
        hr_withheld=None,
        series=series,
    )
    by = {"session": session}
    Annotation.objects.create(**by, author=coordinator, start_s=9.0, end_s=10.0, excludes=True, text="=moved")
    Comment.objects.create(**by, author=coordinator, text="calm")
    Reading.objects.create(**by, reader=coordinator, verdict="usable", hr_bpm=71.0)
    Reference.objects.create(**by, kind="heart_rate", value_bpm=71.0, t_s=5.0, device="@belt", by_staff=True)
    file = ReferenceSeries.objects.create(
        **by, source="ecg", device="Holter", file_sha256="0" * 64, offset_s=1.5, offset_how="matched"
    )
    Reference.objects.create(**by, kind="heart_rate", value_bpm=70.5, t_s=6.0, series=file, by_staff=True)
    question = Question.objects.create(study=session.study, when="before", text="Coffee?")
    Answer.objects.create(**by, question=question, value="+yes")
    return session


@pytest.fixture
def selection(study: Study) -> Selection:
    return Selection(study, Session.objects.filter(study=study))


@pytest.fixture
def reviewer(study: Study) -> User:
    return _member(study, "reviewer")


@pytest.fixture
def reader(study: Study) -> User:
    return _member(study, "reader")


def _member(study: Study, role: str) -> User:
    user = User.objects.create_user(role)
    Membership.objects.create(user=user, study=study, role=role)
    return user


@pytest.fixture
def at_work(client: Client, coordinator: User, redis_at: str) -> Client:
    """The coordinator's browser."""
    client.force_login(coordinator)
    return client


def sessions(study: Study, count: int) -> list[Session]:
    """Many finished ones, some of them of the same moment."""
    made = [
        Session(study=study, state="done", hr_bpm=60.0, hr_withheld=None, rr_withheld="no_breath")
        for _ in range(count)
    ]
    Session.objects.bulk_create(made)
    at = datetime(2026, 5, 1, tzinfo=UTC)
    Session.objects.filter(study=study).update(started_at=at)
    Session.objects.filter(pk__in=[one.pk for one in made[::2]]).update(started_at=at.replace(day=2))
    return made


def unzipped(body: bytes) -> dict[str, bytes]:
    found = zipfile.ZipFile(io.BytesIO(body))
    assert found.testzip() is None
    return {name: found.read(name) for name in found.namelist()}


def joined(parts: Iterator[bytes]) -> bytes:
    return b"".join(parts)
