"""Which language one is spoken to in."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def page(client: Client, asked: str = "") -> str:
    return client.get("/accounts/login/", headers={"accept-language": asked}).content.decode()


@pytest.mark.parametrize(("asked", "lang"), [("de-AT", "de"), ("en-GB", "en"), ("fr", "en"), ("", "en")])
def test_it_is_that_of_the_browser_where_we_speak_it(client: Client, asked: str, lang: str) -> None:
    assert f'<html lang="{lang}">' in page(client, asked)


def test_a_choice_is_remembered_in_a_cookie(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "de", "next": "/accounts/login/"})
    assert "Anmelden" in page(client, "en")


def test_a_choice_leads_to_no_other_server(client: Client) -> None:
    answer = client.post("/i18n/setlang/", {"language": "de", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_the_advice_of_the_page_is_in_the_readers_language(client: Client) -> None:
    text = client.get("/", headers={"accept-language": "de"}).content.decode()
    assert "Es ist zu dunkel" in text and '"language": "de"' in text


def test_a_refusal_is_in_the_readers_language(client: Client) -> None:
    answer = client.get("/sessions/00000000-0000-4000-8000-000000000000/", headers={"accept-language": "de"})
    assert answer.status_code == 404 and answer.json()["message"].startswith("Diese Messung")
