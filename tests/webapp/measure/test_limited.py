"""What costs much may be asked for often, and not without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase
from django.test import Client

from tests.webapp.conftest import make_session
from webapp.measure.limited import ACCOUNTS, ARCHIVES, FILES
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(visitor: Client) -> Session:
    return make_session(visitor=visitor_of_cookie(visitor.cookies[COOKIE].value))


def asked(times: int, ask: Callable[[], Any]) -> Any:
    """The last of so many answers."""
    for _ in range(times - 1):
        ask().getvalue()  # to its end: closed early it would take the test's database connection along
    return ask()


@pytest.mark.usefixtures("redis_at")
def test_files_of_a_measurement_have_a_limit_that_says_when_it_ends(visitor: Client, own: Session) -> None:
    address = f"/sessions/{own.pk}/download/json"
    assert asked(FILES.most, lambda: visitor.get(address)).status_code == 200
    answer = visitor.get(address)
    assert answer.status_code == 429 and answer.json()["error"] == "too_many_requests"
    assert 0 < int(answer["Retry-After"]) <= FILES.within_s


@pytest.mark.usefixtures("redis_at")
def test_the_limit_of_one_person_is_not_that_of_another(visitor: Client, stranger: Client) -> None:
    assert asked(ARCHIVES.most + 1, lambda: visitor.get("/accounts/export/")).status_code == 429
    assert stranger.get("/accounts/export/").status_code == 200


@pytest.mark.usefixtures("redis_at")
def test_the_page_of_a_limit_says_when_to_come_back(visitor: Client) -> None:
    answer = asked(ARCHIVES.most + 1, lambda: visitor.get("/accounts/export/"))
    assert 0 < int(answer["Retry-After"]) <= ARCHIVES.within_s
    assert "Try again in 10 minutes." in visitor.get("/accounts/export/").content.decode()


@pytest.mark.usefixtures("no_redis")
def test_without_redis_everybody_gets_what_is_theirs(visitor: Client, own: Session) -> None:
    assert visitor.get(f"/sessions/{own.pk}/download/json").status_code == 200


@pytest.mark.usefixtures("redis_at")
def test_one_address_makes_so_many_accounts_and_no_more() -> None:
    def register(name: str, address: str = "203.0.113.7") -> HttpResponseBase:
        body = {"username": name, "password1": "a good long battery", "password2": "a good long battery"}
        return Client(REMOTE_ADDR=address).post("/accounts/register/", body)

    for number in range(ACCOUNTS.most):
        assert ACCOUNTS.wait_s(_request("203.0.113.7")) == 0, number
    assert register("one_too_many").status_code == 429
    assert not User.objects.exists()
    assert register("from_elsewhere", "203.0.113.8").status_code == 302


def _request(address: str) -> HttpRequest:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    return request
