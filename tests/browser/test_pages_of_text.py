"""Accounts and one's own data, as a person meets them: nothing that axe-core finds, no scrolling sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE, Chromium
from tests.browser.stack import Stack
from tests.browser.test_accessibility import violations

PATHS = ("accounts/", "accounts/login/", "accounts/register/", "accounts/password/forgotten/", "forget/")
PRIVATE = ("accounts/", "accounts/delete/", "accounts/password/", "studies/")
PASSWORD = "correct horse battery"


def register(page: Page, stack: Stack, name: str) -> None:
    page.goto(f"{stack.url}accounts/register/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password:", exact=True).fill(PASSWORD)
    page.get_by_label("Password confirmation").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Register").click()
    page.wait_for_url(stack.url)


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(chromium: Chromium, stack: Stack, scheme: str, locale: str) -> None:
    with chromium.page(viewport=PHONE, scheme=scheme, locale=locale) as page:
        for path in PATHS:
            page.goto(stack.url + path)
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], path


def test_axe_finds_nothing_with_an_account(chromium: Chromium, stack: Stack) -> None:
    with chromium.page(viewport=PHONE) as page:
        register(page, stack, "axe")
        for path in PRIVATE:
            page.goto(stack.url + path)
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], path


def test_a_mistake_is_said_beside_its_field(chromium: Chromium, stack: Stack) -> None:
    with chromium.page() as page:
        page.goto(f"{stack.url}accounts/register/")
        page.get_by_label("Username").fill("ada")
        page.get_by_label("Password:", exact=True).fill("1234")
        page.get_by_label("Password confirmation").fill("1234")
        page.locator("main").get_by_role("button", name="Register").click()
        field = page.get_by_label("Password confirmation")
        expect(field).to_have_attribute("aria-invalid", "true")
        assert violations(page) == []


def test_the_language_is_changed_in_place_and_stays(chromium: Chromium, stack: Stack) -> None:
    with chromium.page() as page:
        page.goto(f"{stack.url}accounts/login/")
        page.get_by_role("button", name="Deutsch").click()
        expect(page.locator("h1")).to_have_text("Anmelden")
        page.goto(f"{stack.url}accounts/")
        expect(page.locator("h1")).to_have_text("Meine Daten")


def test_an_account_can_be_deleted(chromium: Chromium, stack: Stack) -> None:
    with chromium.page() as page:
        register(page, stack, "gone")
        page.goto(f"{stack.url}accounts/")
        page.get_by_role("link", name="Delete the account").click()
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Delete for good").click()
        expect(page.locator("h1")).to_have_text("The account is deleted")
