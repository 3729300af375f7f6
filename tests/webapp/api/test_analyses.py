"""Jobs are started and followed."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.jobs.work import work_on
from webapp.records.models import AccessLog, Analysis, ApiToken, Job, Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


@pytest.fixture(autouse=True)
def asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker is woken."""
    monkeypatch.setattr("webapp.jobs.wake.wake", lambda pk: None)


def start(client: Client, base: str, **body: Any) -> Any:
    return client.post(f"{base}/jobs/", {"method": "pos", **body}, content_type="application/json")


def test_a_job_is_started_and_followed_to_its_end(program: Client, base: str, full: Session) -> None:
    answer = start(program, base, sessions=[str(full.pk)])
    assert answer.status_code == 202 and answer.json()["state"] == "queued"
    pk = uuid.UUID(answer.json()["id"])
    while work_on(pk):
        pass
    found = program.get(f"{base}/jobs/{pk}/").json()
    assert (found["state"], found["done"], found["skipped"]) == ("done", 1, 0)
    assert Analysis.objects.filter(session=full, job=pk).exists()


def test_without_sessions_it_is_of_the_whole_study(program: Client, base: str) -> None:
    start(program, base)
    assert Job.objects.get().parameters == {"method": "pos", "sessions": None}


def test_an_unknown_method_is_told(program: Client, base: str) -> None:
    answer = start(program, base, method="magic")
    assert answer.status_code == 422 and "magic" in answer.json()["message"]


def test_who_only_reads_starts_nothing(client: Client, reader: User, base: str) -> None:
    client.force_login(reader)
    assert start(client, base).status_code == 403 and not Job.objects.exists()


def test_a_key_that_starts_one_is_written_down(program: Client, base: str, token: ApiToken) -> None:
    job = start(program, base).json()["id"]
    details = AccessLog.objects.filter(target=f"job:{job}").values_list("detail", flat=True)
    assert f"key {token.prefix}… api, analyse again" in details


def test_a_job_of_another_study_does_not_exist(program: Client, base: str, other_coordinator: User) -> None:
    other = Job.objects.create(kind="reanalysis", study=Study.objects.get(name="Sport"))
    assert program.get(f"{base}/jobs/{other.pk}/").status_code == 404
    assert program.get(f"{base}/jobs/").json() == []
