"""The second factor as a person meets it: the picture, the code, the recovery codes, the next login."""

from __future__ import annotations

import secrets
from base64 import b32decode
from collections.abc import Iterator

import pytest
from django_otp.oath import totp
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE, Chromium
from tests.browser.stack import Stack
from tests.browser.test_accessibility import violations
from tests.browser.test_pages_of_text import PASSWORD, register


@pytest.fixture
def person(chromium: Chromium, stack: Stack) -> Iterator[tuple[Page, str]]:
    """On a phone, with a new account, on the page of its second factor."""
    name = f"ada-{secrets.token_hex(4)}"
    with chromium.page(viewport=PHONE) as page:
        register(page, stack, name)
        page.goto(f"{stack.url}accounts/second-factor/set-up/")
        yield page, name


def turn_on(page: Page) -> list[str]:
    """Returns the recovery codes."""
    key = b32decode(page.locator("code").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(f"{totp(key):06d}")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    return page.locator(".codes code").all_inner_texts()


def test_the_picture_is_drawn_and_the_page_is_accessible(person: tuple[Page, str]) -> None:
    page, _ = person
    picture = page.get_by_role("img", name="QR code with the key below")
    assert picture.evaluate("(image) => image.naturalWidth") > 0
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert violations(page) == []


def test_a_recovery_code_opens_the_next_login(person: tuple[Page, str], stack: Stack) -> None:
    page, name = person
    codes = turn_on(page)
    assert violations(page) == []
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{stack.url}accounts/login/?next=/accounts/second-factor/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("main")).to_contain_text("You have 9 recovery codes left")
