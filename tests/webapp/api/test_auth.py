"""Keys and logins."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from webapp.records.models import AccessLog, ApiToken, Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def test_a_key_opens_its_study(program: Client, base: str) -> None:
    assert program.get(f"{base}/").json()["name"] == "Sleep"


def test_another_study_does_not_exist_for_it(program: Client, other_coordinator: User, base: str) -> None:
    other = Study.objects.get(name="Sport")
    for path in ("", "participants/", "sessions/", "jobs/", "exports/", "exports/csv/"):
        assert program.get(f"/api/studies/{other.pk}/{path}").status_code == 404, path


def test_it_opens_no_other_study_of_its_maker(program: Client, coordinator: User) -> None:
    second = Study.objects.create(name="Second")
    second.memberships.create(user=coordinator, role="coordinator")
    assert program.get(f"/api/studies/{second.pk}/").status_code == 404
    assert [row["name"] for row in program.get("/api/studies/").json()] == ["Sleep"]


@pytest.mark.parametrize("wrong", ["", "x", "fnv_wrong", "y" * 5000])
def test_a_wrong_key_is_401_in_our_shape(client: Client, base: str, wrong: str) -> None:
    answer = client.get(f"{base}/", headers=bearer(wrong))
    assert answer.status_code == 401 and answer.json().keys() == {"error", "message"}


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_a_key_that_is_over_is_401(program: Client, base: str, change: dict[str, object]) -> None:
    ApiToken.objects.update(**change)
    assert program.get(f"{base}/").status_code == 401


def test_what_a_key_reads_is_written_down_as_the_keys(
    program: Client, token: ApiToken, base: str, session: Session
) -> None:
    program.get(f"{base}/sessions/{session.pk}/")
    row = AccessLog.objects.get()
    assert (row.user, row.action, row.target) == (None, "view", f"session:{session.pk}")
    assert row.detail == f"key {token.prefix}… api, session" and row.study == token.study


def test_what_an_account_reads_is_written_down_as_its_own(
    client: Client, coordinator: User, base: str
) -> None:
    client.force_login(coordinator)
    client.get(f"{base}/sessions/")
    row = AccessLog.objects.get()
    assert (row.user, row.detail) == (coordinator, "api, sessions")


@pytest.mark.parametrize("path", ["/", "/participants/", "/sessions/", "/jobs/"])
def test_one_call_is_one_row(program: Client, base: str, path: str) -> None:
    program.get(f"{base}{path}")
    assert AccessLog.objects.count() == 1


def test_who_is_logged_in_needs_the_csrf_token_for_changes(
    coordinator: User, base: str, session: Session
) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(coordinator)
    answer = careful.post(f"{base}/jobs/", {"method": "pos"}, content_type="application/json")
    assert answer.status_code == 403 and answer.json()["error"] == "forbidden"


def test_a_key_needs_no_csrf_token(key: str, base: str) -> None:
    careful = Client(enforce_csrf_checks=True, headers=bearer(key))
    answer = careful.post(f"{base}/jobs/", {"method": "no"}, content_type="application/json")
    assert answer.status_code == 422


def test_a_key_costs_one_query(
    program: Client, base: str, token: ApiToken, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ApiToken.objects.update(last_used_at=timezone.now())
    with django_assert_num_queries(2):  # key, access log
        program.get(f"{base}/")
