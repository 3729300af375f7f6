"""Measurements from before the account come into it, if the person says so."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.accounts.conftest import PASSWORD, anonymous
from webapp.records.models import Session

pytestmark = pytest.mark.django_db
NEW = {"username": "bea", "password1": PASSWORD, "password2": PASSWORD}
OLD = {"username": "ada", "password": PASSWORD}


def test_at_registering_they_come_along(visitor: Client) -> None:
    session = anonymous(visitor)
    visitor.post("/accounts/register/", {**NEW, "claim": "on"})
    assert Session.objects.get(pk=session.pk).user == User.objects.get(username="bea")


def test_at_the_login_they_come_along(visitor: Client, ada: User) -> None:
    session = anonymous(visitor)
    visitor.post("/accounts/login/", {**OLD, "claim": "on"})
    assert Session.objects.get(pk=session.pk).user == ada


@pytest.mark.parametrize(("path", "body"), [("register", NEW), ("login", OLD)])
def test_unasked_they_stay_with_the_browser(
    visitor: Client, ada: User, path: str, body: dict[str, str]
) -> None:
    anonymous(visitor)
    assert visitor.post(f"/accounts/{path}/", body).status_code == 302
    assert Session.objects.get().user is None


@pytest.mark.parametrize("path", ["register", "login"])
def test_one_is_asked_only_where_there_is_something(visitor: Client, path: str) -> None:
    assert 'name="claim"' not in visitor.get(f"/accounts/{path}/").content.decode()
    anonymous(visitor)
    assert "Put the 1 measurement of this browser" in visitor.get(f"/accounts/{path}/").content.decode()


def test_afterwards_they_can_be_taken_along_too(at_home: Client, ada: User) -> None:
    session = anonymous(at_home)
    assert "made in this browser without an account" in at_home.get("/accounts/").content.decode()
    at_home.post("/accounts/claim/")
    assert Session.objects.get(pk=session.pk).user == ada


def test_what_another_account_or_browser_made_is_never_taken(
    at_home: Client, stranger: Client, coordinator: User
) -> None:
    anonymous(stranger)
    anonymous(at_home, user=coordinator)
    at_home.post("/accounts/claim/")
    assert {session.user for session in Session.objects.all()} == {None, coordinator}


def test_a_wrong_password_takes_nothing(visitor: Client, ada: User) -> None:
    anonymous(visitor)
    visitor.post("/accounts/login/", {**OLD, "password": "wrong", "claim": "on"})
    assert Session.objects.get().user is None


def test_without_a_login_nothing_is_taken(visitor: Client) -> None:
    anonymous(visitor)
    assert visitor.post("/accounts/claim/").status_code == 302
    assert Session.objects.get().user is None
