"""The HTTP API: closed without credentials, and as narrow as the pages with them."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.conftest import make_session
from webapp.records.models import Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]


def paths() -> list[str]:
    schema = Client().get("/api/openapi.json").json()
    return [path.replace("{pk}", str(uuid.uuid4())) for path in schema["paths"]]


def test_the_schema_names_absolute_paths(client: Client) -> None:
    schema = client.get("/api/openapi.json").json()
    assert schema["paths"] and all(path.startswith("/api/") for path in schema["paths"])


def test_there_is_documentation_that_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/docs").content.decode()
    assert "swagger-ui" in page and "//cdn" not in page


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_without_credentials_every_path_is_closed(client: Client, method: str) -> None:
    for path in paths():
        assert getattr(client, method)(path).status_code in (401, 403, 404, 405), path


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
