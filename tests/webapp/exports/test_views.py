"""The page of exports: for coordinators, written down, and no more at once than one needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from tests.webapp.exports.conftest import unzipped
from tests.webapp.records.downloads.conftest import shut
from webapp.exports import slots
from webapp.exports.begin import begin
from webapp.exports.caller import Caller
from webapp.exports.formats import FORMATS
from webapp.exports.selection import Selection
from webapp.records.models import AccessLog, Annotation, Session, Study

pytestmark = pytest.mark.django_db


def fetch(client: Client, study: Study, **wanted: str) -> bytes:
    answer = client.get(f"/studies/{study.pk}/exports/file/", {"format": "json", **wanted})
    assert answer.status_code == 200
    return b"".join(cast(Iterator[bytes], cast(StreamingHttpResponse, answer).streaming_content))


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", ["", "file/?format=csv", "keys/"])
def test_without_a_login_one_is_asked_for_it(client: Client, study: Study, path: str) -> None:
    answer = client.get(f"/studies/{study.pk}/exports/{path}")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["", "file/?format=csv", "keys/"])
def test_for_a_stranger_it_does_not_exist(
    client: Client, study: Study, other_coordinator: User, path: str
) -> None:
    client.force_login(other_coordinator)
    assert client.get(f"/studies/{study.pk}/exports/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "file/?format=csv", "keys/"])
@pytest.mark.parametrize("role", ["reviewer", "reader"])
def test_who_is_no_coordinator_takes_nothing_out(
    client: Client, study: Study, path: str, role: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(role))
    assert client.get(f"/studies/{study.pk}/exports/{path}").status_code == 403


def test_the_page_says_how_many_sessions_there_are(at_work: Client, study: Study, session: Session) -> None:
    make_session(study=study)
    assert "2 sessions." in text(at_work.get(f"/studies/{study.pk}/exports/"))
    assert "1 session." in text(at_work.get(f"/studies/{study.pk}/exports/?hr_min=60"))


def test_the_page_takes_as_many_queries_for_many_sessions(
    at_work: Client, study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        make_session(study=study)
    with django_assert_num_queries(5):  # session, user, seat, count, methods
        at_work.get(f"/studies/{study.pk}/exports/")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_had(at_work: Client, study: Study, full: Session, name: str) -> None:
    answer = cast(StreamingHttpResponse, at_work.get(f"/studies/{study.pk}/exports/file/", {"format": name}))
    body = b"".join(cast(Iterator[bytes], answer.streaming_content))
    assert answer["Content-Type"] == FORMATS[name].media_type and body
    assert answer["Content-Disposition"].endswith(f'sleep-{study.pk}{FORMATS[name].ending}"')
    if FORMATS[name].ending.endswith(".zip"):
        assert unzipped(body)


def test_it_is_of_the_own_study_only(at_work: Client, study: Study, other_coordinator: User) -> None:
    make_session(study=Study.objects.get(name="Sport"))
    assert json.loads(fetch(at_work, study))["sessions"] == []


def test_the_search_of_the_list_narrows_it(at_work: Client, study: Study, session: Session) -> None:
    make_session(study=study)
    found = json.loads(fetch(at_work, study, hr_min="60"))["sessions"]
    assert [row["id"] for row in found] == [str(session.pk)]


def test_excluded_sessions_can_be_left_out(at_work: Client, study: Study, session: Session) -> None:
    Annotation.objects.create(session=session, excludes=True, text="asleep")
    assert json.loads(fetch(at_work, study, excluded="no"))["sessions"] == []


@pytest.mark.parametrize("wanted", [{}, {"format": "exe"}, {"format": "csv", "result": "x"}])
def test_what_is_no_choice_is_told(at_work: Client, study: Study, wanted: dict[str, str]) -> None:
    answer = at_work.get(f"/studies/{study.pk}/exports/file/", wanted)
    assert answer.status_code == 422 and "problem" in text(answer)
    assert not AccessLog.objects.filter(action="export").exists()


def test_a_fault_in_the_search_is_told_at_its_field(at_work: Client, study: Study) -> None:
    answer = at_work.get(f"/studies/{study.pk}/exports/file/?format=csv&hr_min=many")
    assert answer.status_code == 422 and "id_hr_min_error" in text(answer)


def test_it_is_written_down_when_it_begins(at_work: Client, study: Study, session: Session) -> None:
    answer = at_work.get(f"/studies/{study.pk}/exports/file/?format=fhir")
    shut(answer)  # without a byte read
    row = AccessLog.objects.get(action="export")
    assert (row.user, row.target, row.study_id) == (
        User.objects.get(username="coordinator"),
        f"study:{study.pk}",
        study.pk,
    )
    assert row.detail == "fhir, 1 sessions, live"


def test_more_than_two_at_once_are_refused(at_work: Client, study: Study, coordinator: User) -> None:
    for _ in range(slots.AT_ONCE):
        slots.take(f"user:{coordinator.pk}")
    answer = at_work.get(f"/studies/{study.pk}/exports/file/?format=csv")
    assert answer.status_code == 429 and "are under way" in text(answer)
    assert not AccessLog.objects.filter(action="export").exists()


@pytest.mark.parametrize("reads", [True, False])
def test_a_place_is_free_again_however_it_ends(
    coordinator: User, selection: Selection, session: Session, redis_at: str, reads: bool
) -> None:
    for _ in range(slots.AT_ONCE + 1):
        request = RequestFactory().get("/")
        answer = begin(request, Caller(coordinator), FORMATS["csv"], selection)
        if reads:
            next(cast(Iterator[bytes], answer.streaming_content))
        shut(answer)


def test_without_redis_it_says_so(client: Client, coordinator: User, study: Study, no_redis: None) -> None:
    client.force_login(coordinator)
    answer = client.get(f"/studies/{study.pk}/exports/file/?format=csv")
    assert answer.status_code == 503 and "not available" in text(answer)
