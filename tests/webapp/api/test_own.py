"""`/api/sessions/`: as narrow as the pages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]


def test_a_visitors_cookie_opens_nothing(visitor: Client) -> None:
    assert visitor.get("/api/sessions/").status_code == 401


def test_an_account_sees_its_own_sessions(client: Client, patient: User, coordinator: User) -> None:
    mine = make_session(user=patient)
    make_session(user=coordinator)
    client.force_login(patient)
    assert [item["id"] for item in client.get("/api/sessions/").json()] == [str(mine.pk)]
    assert client.get(f"/api/sessions/{mine.pk}/").json()["estimates"] == []


def test_a_coordinator_sees_the_sessions_of_the_own_study_only(
    client: Client, coordinator: User, other_coordinator: User, study: Study
) -> None:
    session = make_session(study=study)
    client.force_login(coordinator)
    assert client.get(f"/api/sessions/{session.pk}/").status_code == 200
    client.force_login(other_coordinator)
    assert client.get(f"/api/sessions/{session.pk}/").status_code == 404
    assert client.get("/api/sessions/").json() == []


def test_a_coordinator_cannot_remove_what_is_not_the_own(
    client: Client, coordinator: User, study: Study
) -> None:
    session = make_session(study=study)
    client.force_login(coordinator)
    assert client.delete(f"/api/sessions/{session.pk}/").status_code == 404


def test_one_may_remove_ones_own(client: Client, patient: User) -> None:
    session = make_session(user=patient)
    client.force_login(patient)
    assert client.delete(f"/api/sessions/{session.pk}/").status_code == 204
    assert not Session.objects.exists()


@pytest.mark.parametrize("offset", ["-1", "99999999999999999999"])
def test_an_offset_that_no_list_has_is_refused(client: Client, patient: User, offset: str) -> None:
    client.force_login(patient)
    assert client.get(f"/api/sessions/?offset={offset}").status_code == 422


def test_a_key_sees_those_of_its_study_and_removes_none(
    program: Client, coordinator: User, study: Study
) -> None:
    ours = make_session(study=study, user=coordinator)
    make_session(user=coordinator)
    assert [item["id"] for item in program.get("/api/sessions/").json()] == [str(ours.pk)]
    assert program.delete(f"/api/sessions/{ours.pk}/").status_code == 404


def test_reading_is_written_down(client: Client, patient: User) -> None:
    mine = make_session(user=patient)
    client.force_login(patient)
    client.get("/api/sessions/")
    client.get(f"/api/sessions/{mine.pk}/")
    rows = AccessLog.objects.order_by("id").values_list("action", "target")
    assert list(rows) == [("view", "sessions"), ("view", f"session:{mine.pk}")]
