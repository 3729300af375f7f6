"""The analyses of a study on their page."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from webapp.jobs import rows
from webapp.jobs.overview import what
from webapp.live import registry
from webapp.records.models import AccessLog, Analysis, Job, Membership, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


@pytest.fixture
def reader(study: Study) -> User:
    user = User.objects.create_user("reader")
    Membership.objects.create(user=user, study=study, role=Membership.Role.READER)
    return user


def of(study: Study, rest: str = "") -> str:
    return f"/studies/{study.pk}/analyses/{rest}"


def test_a_stranger_finds_nothing(client: Client, other_coordinator: User, study: Study, job: Job) -> None:
    client.force_login(other_coordinator)
    assert {client.get(of(study, rest)).status_code for rest in ("", "progress.json")} == {404}
    posts = ("start/", f"{job.pk}/cancel/", f"{job.pk}/again/")
    assert {client.post(of(study, rest)).status_code for rest in posts} == {404}


def test_a_reader_sees_and_does_not_start(client: Client, reader: User, study: Study, job: Job) -> None:
    client.force_login(reader)
    assert "all sessions with fused" in client.get(of(study)).content.decode()
    assert client.post(of(study, "start/"), {"method": "pos"}).status_code == 403
    assert client.post(of(study, f"{job.pk}/cancel/")).status_code == 403


def test_one_session_is_one(study: Study, job: Job) -> None:
    job.parameters = {"method": "pos", "sessions": ["0" * 32]}
    with override("en"):
        assert what(job) == "Analyse again: 1 session with pos"


def test_the_whole_study_is_analysed_again(client: Client, coordinator: User, study: Study) -> None:
    client.force_login(coordinator)
    answer = client.post(of(study, "start/"), {"method": "pos"})
    assert answer.status_code == 302 and answer["Location"] == of(study)
    job = Job.objects.get()
    assert job.parameters == {"method": "pos", "sessions": None}


def test_an_unknown_method_starts_nothing(client: Client, coordinator: User, study: Study) -> None:
    client.force_login(coordinator)
    assert client.post(of(study, "start/"), {"method": "magic"}).status_code == 400
    assert not Job.objects.exists()


def test_progress_is_told_in_words_and_numbers(
    client: Client, coordinator: User, study: Study, job: Job
) -> None:
    client.force_login(coordinator)
    (line,) = client.get(of(study, "progress.json")).json()["jobs"]
    assert line["words"] == "waits" and line["is_open"]
    taken = rows.claim(job.pk)
    assert taken and rows.set_total(taken, 30)
    Job.objects.update(done=10, skipped=2)
    (line,) = client.get(of(study, "progress.json")).json()["jobs"]
    assert line["words"] == "runs: 12 of 30, 2 of them skipped" and (line["part"], line["whole"]) == (12, 30)


def test_a_job_is_cancelled_with_a_line_in_the_log(
    client: Client, coordinator: User, study: Study, job: Job
) -> None:
    client.force_login(coordinator)
    client.post(of(study, f"{job.pk}/cancel/"))
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert AccessLog.objects.filter(target=f"job:{job.pk}", detail="cancelled").exists()


def test_a_failed_job_is_tried_again(
    client: Client, coordinator: User, study: Study, job: Job, woken: list[uuid.UUID]
) -> None:
    Job.objects.update(state="failed", error="Redis was away.")
    client.force_login(coordinator)
    assert "Try again" in client.get(of(study)).content.decode()
    client.post(of(study, f"{job.pk}/again/"))
    job.refresh_from_db()
    assert job.state == "queued" and woken == [job.pk]


def test_what_a_person_has_asked_for_is_not_cancelled(
    client: Client, coordinator: User, study: Study
) -> None:
    job = rows.create(Job.Kind.WITHDRAWAL, study, {"participant": 7}, coordinator)
    client.force_login(coordinator)
    assert client.post(of(study, f"{job.pk}/cancel/")).status_code == 403
    job.refresh_from_db()
    assert job.state == "queued"


def test_a_missing_worker_is_said(client: Client, coordinator: User, study: Study, job: Job) -> None:
    client.force_login(coordinator)
    assert "No worker for jobs" in client.get(of(study)).content.decode()
    registry.beat("jobs")
    assert "No worker for jobs" not in client.get(of(study)).content.decode()


def test_results_are_counted_by_method_and_version(client: Client, coordinator: User, study: Study) -> None:
    for _ in range(2):
        session = make_session(study=study)
        Analysis.objects.create(session=session, number=1, method="pos", software="vitals 9")
    client.force_login(coordinator)
    page = client.get(of(study)).content.decode()
    assert "vitals 9" in page and '<td class="number">2</td>' in page


def test_more_jobs_need_no_more_queries(
    client: Client, coordinator: User, study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(coordinator)
    for _ in range(25):
        rows.create(Job.Kind.REANALYSIS, study, {"method": "pos", "sessions": ["a"]}, coordinator)
    with django_assert_num_queries(8):
        client.get(of(study))
