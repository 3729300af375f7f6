"""The administrators' pages in a browser: nothing refused by the CSP, accessible, and readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE, Chromium
from tests.browser.stack import Stack
from tests.browser.test_accessibility import violations

PAGES = ("", "checklist/", "networks/", "failed/", "retention/")


def log_in(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.url}accounts/login/?next=/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(stack.password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


@pytest.fixture
def administrator(chromium: Chromium, stack: Stack) -> Iterator[Page]:
    with chromium.page() as page:
        log_in(page, stack)
        yield page


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits_a_phone(administrator: Page, stack: Stack, path: str) -> None:
    administrator.goto(f"{stack.url}admin/installation/{path}")
    for details in administrator.locator("details").all():
        details.evaluate("(one) => { one.open = true; }")
    assert violations(administrator) == []
    administrator.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert administrator.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_dark_pages_have_contrast_enough(chromium: Chromium, stack: Stack) -> None:
    with chromium.page(scheme="dark") as page:
        log_in(page, stack)
        for path in PAGES:
            page.goto(f"{stack.url}admin/installation/{path}")
            assert violations(page) == []


def test_a_broken_network_is_refused_in_plain_words(administrator: Page, stack: Stack) -> None:
    folder = stack.database.parent / "models" / "broken"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    administrator.goto(f"{stack.url}admin/installation/networks/")
    expect(administrator.locator(".problem")).to_contain_text("is malformed")
