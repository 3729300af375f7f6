"""The files of the page, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from tests.webapp.conftest import make_session
from tests.webapp.records.downloads.conftest import shut
from webapp.exports import slots
from webapp.exports.formats import FORMATS
from webapp.records.models import AccessLog, ApiToken, Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def body(answer: object) -> bytes:
    return b"".join(cast(Iterator[bytes], cast(StreamingHttpResponse, answer).streaming_content))


def test_every_format_is_listed(program: Client, base: str) -> None:
    assert [row["name"] for row in program.get(f"{base}/exports/").json()] == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_had(program: Client, base: str, full: Session, name: str) -> None:
    answer = program.get(f"{base}/exports/{name}/")
    assert answer.status_code == 200 and answer["Content-Type"] == FORMATS[name].media_type
    assert body(answer)


def test_it_is_filtered(program: Client, base: str, session: Session, study: Study) -> None:
    make_session(study=study)
    found = json.loads(body(program.get(f"{base}/exports/json/?hr_min=60&result=latest")))
    assert [row["id"] for row in found["sessions"]] == [str(session.pk)] and found["result"] == "latest"


def test_it_is_written_down_as_the_keys(program: Client, base: str, token: ApiToken) -> None:
    shut(program.get(f"{base}/exports/csv/"))
    row = AccessLog.objects.get(action="export")
    assert (row.user, row.detail) == (None, f"key {token.prefix}… csv, 0 sessions, live")


def test_more_than_two_at_once_are_429(program: Client, base: str, token: ApiToken) -> None:
    for _ in range(slots.AT_ONCE):
        slots.take(f"key:{token.pk}")
    answer = program.get(f"{base}/exports/csv/")
    assert answer.status_code == 429 and "under way" in answer.json()["message"]


@pytest.mark.usefixtures("no_redis")
def test_without_redis_it_is_503(program: Client, base: str) -> None:
    answer = program.get(f"{base}/exports/csv/")
    assert answer.status_code == 503 and answer.json()["error"] == "service_unavailable"
