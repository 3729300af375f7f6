"""Sessions of a study: pages, filters, results."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from tests.webapp.exports.conftest import SOFTWARE, sessions
from webapp.records.models import Annotation, Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def pages(program: Client, base: str, limit: int) -> list[list[dict[str, Any]]]:
    found, after = [], ""
    while after is not None:
        page = program.get(f"{base}/sessions/", {"limit": limit, "after": after}).json()
        found.append(page["items"])
        after = page["next"]
    return found


@pytest.mark.parametrize(("limit", "lengths"), [(4, [4, 4, 2]), (5, [5, 5]), (10, [10]), (11, [10])])
def test_each_session_is_on_one_page(
    program: Client, study: Study, base: str, limit: int, lengths: list[int]
) -> None:
    sessions(study, 10)
    found = pages(program, base, limit)
    assert [len(page) for page in found] == lengths
    order = Session.objects.order_by("-started_at", "id").values_list("pk", flat=True)
    assert [row["id"] for page in found for row in page] == [str(pk) for pk in order]


def test_a_page_goes_on_where_the_last_one_was_deleted(program: Client, study: Study, base: str) -> None:
    sessions(study, 4)
    first = program.get(f"{base}/sessions/?limit=2").json()
    Session.objects.filter(pk=first["items"][-1]["id"]).delete()
    rest = program.get(f"{base}/sessions/", {"after": first["next"]}).json()
    assert len(rest["items"]) == 2


def test_the_list_is_filtered_as_on_the_page(
    program: Client, study: Study, base: str, session: Session
) -> None:
    make_session(study=study)
    for query in ("hr_min=70", "q=p-07", "hr_withheld=none", "rr_withheld=no_breath"):
        found = program.get(f"{base}/sessions/?{query}").json()["items"]
        assert [row["id"] for row in found] == [str(session.pk)], query


def test_a_session_has_its_person_and_its_result(program: Client, base: str, session: Session) -> None:
    Annotation.objects.create(session=session, excludes=True, text="asleep")
    found = program.get(f"{base}/sessions/{session.pk}/").json()
    assert (found["participant"], found["excluded"], found["result"]["name"]) == ("P-07", "asleep", "live")
    assert found["heart_rate"] == found["result"]["heart_rate"]
    assert found["respiratory_rate"]["withheld"] == "no_breath"


@pytest.mark.parametrize("result", ["latest", f"pos {SOFTWARE}"])
def test_another_result_can_be_asked_for(program: Client, base: str, full: Session, result: str) -> None:
    found = program.get(f"{base}/sessions/{full.pk}/", {"result": result}).json()
    assert (found["result"]["name"], found["result"]["heart_rate"]["value"]) == ("1", 66.0)
    assert found["heart_rate"]["value"] == 72.4


def test_a_session_of_another_study_does_not_exist(
    program: Client, base: str, other_coordinator: User
) -> None:
    other = make_session(study=Study.objects.get(name="Sport"))
    assert program.get(f"{base}/sessions/{other.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_many_sessions_take_as_many_queries_as_one(
    program: Client, study: Study, base: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sessions(study, count)
    with django_assert_num_queries(6):  # key, its use, access log, sessions, results, exclusions
        assert len(program.get(f"{base}/sessions/?result=latest").json()["items"]) == count
