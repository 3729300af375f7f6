"""The pages of the installation are for administrators."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
PAGES = ("state", "checklist", "networks", "failed", "retention")


@pytest.mark.parametrize("page", PAGES)
def test_an_administrator_opens_every_page(administrator: Client, page: str) -> None:
    assert administrator.get(reverse(f"panel:{page}")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_staff_are_told_that_they_may_not(helper: Client, page: str) -> None:
    assert helper.get(reverse(f"panel:{page}")).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_coordinator_finds_nothing(client: Client, coordinator: User, page: str) -> None:
    client.force_login(coordinator)
    assert client.get(reverse(f"panel:{page}")).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_logged_in_is_asked_to(client: Client, page: str) -> None:
    answer = client.get(reverse(f"panel:{page}"))
    assert answer.status_code == 302 and "login" in answer["Location"]


def test_the_first_page_of_the_panel_leads_to_them(administrator: Client, helper: Client) -> None:
    addresses = [reverse(f"panel:{page}") for page in PAGES]
    page = administrator.get("/admin/").content.decode()
    assert all(f'href="{address}"' in page for address in addresses)
    assert addresses[0] not in helper.get("/admin/").content.decode()
