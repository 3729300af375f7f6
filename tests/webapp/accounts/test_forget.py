"""Forget me on this device."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.accounts.conftest import anonymous
from webapp.records.access import COOKIE
from webapp.records.models import Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
DELETE = {"measurements": "delete"}


def test_the_cookie_goes_and_the_next_person_gets_another(visitor: Client) -> None:
    before = visitor.cookies[COOKIE].value
    visitor.post("/forget/")
    assert visitor.cookies[COOKIE].value == ""
    visitor.get("/")
    assert visitor.cookies[COOKIE].value not in ("", before)


def test_if_asked_the_measurements_of_the_browser_go_too(visitor: Client, stranger: Client) -> None:
    anonymous(visitor)
    theirs = anonymous(stranger)
    visitor.post("/forget/", DELETE)
    assert Session.objects.get() == theirs


def test_unasked_they_stay(visitor: Client) -> None:
    anonymous(visitor)
    visitor.post("/forget/")
    assert Session.objects.exists()


def test_an_account_is_logged_out_and_keeps_its_measurements(at_home: Client, ada: User) -> None:
    anonymous(at_home, user=ada)
    at_home.post("/forget/", DELETE)
    assert "_auth_user_id" not in at_home.session
    assert Session.objects.get().user == ada


def test_looking_at_the_page_forgets_nothing(visitor: Client) -> None:
    anonymous(visitor)
    assert "Delete the 1 measurement" in visitor.get("/forget/").content.decode()
    assert visitor.cookies[COOKIE].value and Session.objects.exists()


@pytest.mark.usefixtures("no_redis")
def test_while_redis_is_away_nothing_is_forgotten(visitor: Client) -> None:
    anonymous(visitor)
    assert visitor.post("/forget/", DELETE).status_code == 503
    assert visitor.cookies[COOKIE].value and Session.objects.exists()


def post_json(client: Client, body: str) -> int:
    return client.post("/forget/", body, content_type="application/json").status_code


@pytest.mark.parametrize("body", ["{}", '{"measurements": "delete"}'])
def test_the_measuring_page_forgets_with_json(visitor: Client, body: str) -> None:
    anonymous(visitor)
    assert post_json(visitor, body) == 204
    assert visitor.cookies[COOKIE].value == "" and not Session.objects.exists()


def test_the_measuring_page_can_keep_them_too(visitor: Client) -> None:
    anonymous(visitor)
    assert post_json(visitor, '{"measurements": "keep"}') == 204
    assert Session.objects.exists()


@pytest.mark.parametrize("body", ['{"measurements": "all"}', "[]", "{"])
def test_what_is_malformed_forgets_nothing(visitor: Client, body: str) -> None:
    anonymous(visitor)
    assert post_json(visitor, body) == 400
    assert visitor.cookies[COOKIE].value and Session.objects.exists()


def test_the_csrf_token_is_needed(visitor: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visitor.cookies
    assert strict.post("/forget/").status_code == 403
