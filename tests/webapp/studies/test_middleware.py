"""One language on a page: coordinators' pages are English, those of participants as the browser asks."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.models import Study

pytestmark = pytest.mark.django_db
GERMAN = {"accept-language": "de"}


def test_a_coordinators_page_is_english_for_a_german_browser_too(
    client: Client, coordinator: User, study: Study
) -> None:
    client.force_login(coordinator)
    page = client.get(f"/studies/{study.pk}/", headers=GERMAN).text
    assert '<html lang="en">' in page and "Studien" not in page and 'name="language"' not in page


def test_the_next_page_is_in_the_browsers_language_again(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    client.get("/studies/", headers=GERMAN)
    assert '<html lang="de">' in client.get("/join/", headers=GERMAN).text
