"""What a person reads where a page cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.defaults import bad_request, server_error

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_nobody() -> Iterator[HttpRequest]:
    with override("en"):
        yield RequestFactory().get("/")


def test_an_unknown_address_leads_back(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text and 'href="/"' in answer.text


def test_a_refusal_says_its_reason(client: Client, django_user_model: type[User]) -> None:
    client.force_login(django_user_model.objects.create_user("visitor"))
    answer = client.get("/studies/new/")
    assert answer.status_code == 403
    assert "Ask an administrator to let you make studies." in answer.text


def test_a_form_that_is_too_old_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "somebody"})
    assert answer.status_code == 403
    assert "load the page again" in answer.text
    assert "allow cookies" in answer.text


def test_an_error_of_the_server_says_where_its_reason_is(request_of_nobody: HttpRequest) -> None:
    answer = server_error(request_of_nobody)
    assert answer.status_code == 500
    assert "log has the reason" in answer.content.decode()


def test_what_is_no_request_is_told_in_words(request_of_nobody: HttpRequest) -> None:
    answer = bad_request(request_of_nobody, ValueError("details"))
    assert answer.status_code == 400
    assert "details" not in answer.content.decode() and "nothing was changed" in answer.content.decode()


def test_the_pages_of_errors_are_there_in_german(client: Client) -> None:
    answer = client.get("/no-such-page/", headers={"accept-language": "de"})
    assert "Hier ist nichts" in answer.text
