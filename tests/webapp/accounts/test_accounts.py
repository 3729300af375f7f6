"""Register, log in, log out; too many wrong passwords lock."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def account() -> User:
    return User.objects.create_user("ada", password=PASSWORD)


def log_in(client: Client, password: str) -> int:
    body = {"username": "ada", "password": password}
    return client.post("/accounts/login/", body).status_code


def test_one_can_register_and_is_logged_in(client: Client) -> None:
    body = {"username": "ada", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/accounts/register/", body).status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_a_new_account_is_no_staff(client: Client) -> None:
    client.post("/accounts/register/", {"username": "ada", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.get().is_staff


def test_two_names_that_look_alike_are_one(client: Client) -> None:
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/register/", {"username": "ﬁona", **passwords})
    assert User.objects.get().username == "fiona"


def test_a_weak_password_is_refused_with_a_reason(client: Client) -> None:
    answer = client.post("/accounts/register/", {"username": "ada", "password1": "1234", "password2": "1234"})
    assert answer.status_code == 200 and "too short" in answer.content.decode()


def test_one_can_log_in_and_out(client: Client, account: User) -> None:
    assert log_in(client, PASSWORD) == 302
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_passwords_the_right_one_does_not_help(
    client: Client, account: User, settings: Settings
) -> None:
    assert [log_in(client, "wrong") for _ in range(4)] == [200] * 4
    assert log_in(client, "wrong") == 429
    assert log_in(client, PASSWORD) == 429


def test_a_next_page_on_another_server_is_not_followed(client: Client, account: User) -> None:
    body = {"username": "ada", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/accounts/login/", body)["Location"] == "/"
