"""Leaving a study, by the participant or the coordinator, by the study's rule."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from tests.webapp.conftest import make_session
from webapp.enrolment.invitations import invite
from webapp.enrolment.withdrawal import HANDLER, withdraw
from webapp.jobs.work import work_on
from webapp.live import registry
from webapp.records import keep
from webapp.records.models import (
    AccessLog,
    Agreement,
    Analysis,
    Estimate,
    Invitation,
    Job,
    Participant,
    Session,
    Study,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job is a row; waking somebody for it is another test's business."""
    monkeypatch.setattr("webapp.jobs.wake.wake", lambda pk: True)


@pytest.fixture
def session(joined: Participant) -> Session:
    made = make_session(
        study=joined.study, participant=joined, visitor=joined.visitor, note="I was tired", state="done"
    )
    Estimate.objects.create(session=made, t_s=1.0)
    return made


def leave(study: Study) -> str:
    return f"/join/study/{study.pk}/leave/"


def test_it_takes_two_presses(visitor: Client, session: Session, study: Study) -> None:
    assert "1 measurement is deleted" in visitor.get(leave(study)).content.decode()
    assert Participant.objects.get().withdrawn_at is None
    assert "You have left" in visitor.post(leave(study)).content.decode()
    assert Participant.objects.get().withdrawn_at is not None


def test_by_the_rule_everything_is_deleted_by_a_job(visitor: Client, session: Session, study: Study) -> None:
    Participant.objects.update(skin_tone=7, group="A")
    visitor.post(leave(study))
    job = Job.objects.get()
    assert (job.kind, job.study) == ("withdrawal", study)
    assert not work_on(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.error) == ("done", 2, "")
    assert not Session.objects.exists() and not Estimate.objects.exists()
    left = Participant.objects.get()
    assert (left.pseudonym, left.visitor, left.skin_tone, left.group) == ("P-001", None, None, "")


def test_what_runs_at_that_moment_goes_too(visitor: Client, session: Session, study: Study) -> None:
    registry.begin(session.pk, {"mode": "standard"})
    visitor.post(leave(study))
    work_on(Job.objects.get().pk)
    assert not registry.is_live(session.pk)
    keep.estimates(session.pk, [], 0.0)
    keep.lost(session.pk)
    assert not Session.objects.exists()


def test_others_keep_what_is_theirs(visitor: Client, session: Session, study: Study) -> None:
    other = Participant.objects.create(study=study, pseudonym="P-002")
    theirs = make_session(study=study, participant=other)
    visitor.post(leave(study))
    work_on(Job.objects.get().pk)
    assert Session.objects.get() == theirs


def test_by_the_other_rule_it_stays_without_a_way_to_the_person(
    visitor: Client, session: Session, study: Study
) -> None:
    Study.objects.update(withdrawal="keep")
    assert "stays with the study" in visitor.get(leave(study)).content.decode()
    visitor.post(leave(study))
    session.refresh_from_db()
    left = Participant.objects.get()
    assert (session.visitor, session.user, session.note, session.participant) == (None, None, "", left)
    assert left.visitor is None and not Job.objects.exists()
    assert visitor.get(f"/sessions/{session.pk}/").status_code == 404


def test_what_runs_while_the_person_leaves_stays_by_no_rule(
    visitor: Client, session: Session, study: Study
) -> None:
    Study.objects.update(withdrawal="keep")
    make_session(study=study, participant=session.participant, visitor=session.visitor)
    visitor.post(leave(study))
    assert Session.objects.get() == session


def test_agreements_and_invitations_end(visitor: Client, joined: Participant, study: Study) -> None:
    invite([joined], AnonymousUser())
    visitor.post(leave(study))
    assert Agreement.objects.get().withdrawn_at and Invitation.objects.get().revoked_at


def test_it_is_written_down(visitor: Client, joined: Participant, study: Study) -> None:
    visitor.post(leave(study))
    row = AccessLog.objects.get(action="delete")
    assert (row.target, row.study) == (f"participant:{joined.pk}", study)


def test_leaving_twice_is_leaving_once(joined: Participant) -> None:
    assert withdraw(joined, None)
    assert not withdraw(joined, None)
    assert Job.objects.count() == 1


def test_without_redis_nothing_is_lost(joined: Participant, session: Session, monkeypatch: Any) -> None:
    """The row waits for a worker; the person has left at once."""
    monkeypatch.setattr("webapp.jobs.wake.wake", lambda pk: False)
    withdraw(joined, None)
    assert Job.objects.get().state == "queued" and Participant.objects.get().withdrawn_at


def test_an_interrupted_job_goes_on_with_the_rest(joined: Participant, session: Session) -> None:
    make_session(study=joined.study, participant=joined)
    withdraw(joined, None)
    job = Job.objects.get()
    next(HANDLER.steps(job))
    assert Session.objects.count() == 1
    assert len(list(HANDLER.steps(job))) == 2
    assert not Session.objects.exists()


def test_a_running_analysis_brings_nothing_back(
    joined: Participant, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signals were read before the person left, and the result comes afterwards."""
    from tests.webapp.live.test_estimator import pulse_trace
    from webapp.jobs import reanalysis

    keep_signals(session, pulse_trace(20))
    real = reanalysis._measure

    def leave_meanwhile(*args: Any) -> Any:
        found = real(*args)
        withdraw(joined, None)
        work_on(Job.objects.get(kind="withdrawal").pk)
        return found

    monkeypatch.setattr(reanalysis, "_measure", leave_meanwhile)
    job = Job.objects.create(
        kind="reanalysis", study=joined.study, parameters={"method": "pos", "sessions": None}
    )
    work_on(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.skipped) == ("done", 0, 1)
    assert not Session.objects.exists() and not Analysis.objects.exists()


def keep_signals(session: Session, trace: Any) -> None:
    session.consent.store_signals = True
    session.consent.save()
    keep.signals(session.pk, trace)


def test_a_coordinator_withdraws_for_the_participant(
    client: Client, coordinator: User, joined: Participant, session: Session, study: Study
) -> None:
    client.force_login(coordinator)
    client.post(f"/studies/{study.pk}/participants/{joined.pk}/withdraw/")
    assert Participant.objects.get().withdrawn_at
    assert Job.objects.get().created_by == coordinator
    assert AccessLog.objects.get(action="delete").user == coordinator


def test_whoever_left_is_told_so(visitor: Client, joined: Participant, study: Study, wish: Any) -> None:
    withdraw(joined, None)
    for path in ("", "leave/"):
        assert "You have left" in visitor.get(f"/join/study/{study.pk}/{path}").content.decode()
    address = f"/join/study/{study.pk}/measure/sessions/"
    answer = visitor.post(address, json.dumps(wish), content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (410, "withdrawn")
