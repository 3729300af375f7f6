"""A failed task is written down without a word about a person, and can be tried again."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError

from tests.webapp.conftest import make_session
from vitals.errors import ModelError
from webapp.celery import app
from webapp.live.tasks import see
from webapp.panel import failures
from webapp.records.models import AccessLog, FailedTask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
PATH = "/admin/installation/failed/"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    monkeypatch.setattr(app, "send_task", lambda name, args: found.append((name, args)))
    return found


def failed(error: Exception, *arguments: str) -> FailedTask:
    failures.keep("live.see", list(arguments), error)
    return FailedTask.objects.latest("pk")


def test_a_task_that_fails_leaves_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(pk: uuid.UUID) -> None:
        raise KeyError("Mrs Miller")

    monkeypatch.setattr("webapp.live.vision.see_frames", fail)
    pk = uuid.uuid4().hex
    see.apply(args=(pk,))
    row = FailedTask.objects.get()
    assert (row.name, row.arguments) == ("live.see", [pk])
    assert row.error.startswith("KeyError in ") and "Miller" not in row.error


def test_an_error_of_ours_is_told_in_its_words() -> None:
    assert "sha256 does not fit" in failed(ModelError("sha256 does not fit")).error


def test_the_same_again_within_a_minute_is_one_row() -> None:
    for _ in range(3):
        failures.keep("live.see", ["a"], KeyError())
    failures.keep("live.see", ["b"], KeyError())
    assert FailedTask.objects.count() == 2


def test_only_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "KEPT", 3)
    for i in range(5):
        failures.keep("live.see", [str(i)], KeyError())
    assert sorted(row.arguments[0] for row in FailedTask.objects.all()) == ["2", "3", "4"]


def test_it_is_tried_again_with_a_line_in_the_log(
    administrator: Client, root: User, sent: list[tuple[str, Any]]
) -> None:
    row = failed(KeyError(), "a")
    administrator.post(f"{PATH}{row.pk}/retry/")
    assert sent == [("live.see", ("a",))]
    row.refresh_from_db()
    assert row.retried_by == root and row.retried_at is not None
    assert AccessLog.objects.filter(target=f"task:{row.pk}", user=root, action="change").exists()


def test_without_redis_it_is_not_tried_and_said(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(app, "send_task", away)
    row = failed(KeyError(), "a")
    page = administrator.post(f"{PATH}{row.pk}/retry/", follow=True).content.decode()
    row.refresh_from_db()
    assert "Redis does not answer" in page and row.retried_at is None


def test_a_task_that_this_version_does_not_have_is_not_sent(
    administrator: Client, sent: list[tuple[str, Any]]
) -> None:
    row = FailedTask.objects.create(name="old.task", error="x")
    page = administrator.post(f"{PATH}{row.pk}/retry/", follow=True).content.decode()
    assert "no task of this name" in page and sent == []


def test_what_became_of_it_is_shown(administrator: Client) -> None:
    session = make_session(state="done")
    row = failed(KeyError(), session.pk.hex)
    assert "the measurement: done" in administrator.get(PATH).content.decode()
    FailedTask.objects.filter(pk=row.pk).update(retried_at=timezone.now())
    assert "tried again, no error since" in administrator.get(PATH).content.decode()
    FailedTask.objects.create(name="live.see", arguments=[session.pk.hex], error="x")
    assert "failed again at" in administrator.get(PATH).content.decode()
