"""Exports and keys in a browser: accessible, nothing refused by the CSP, and readable on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE, Chromium
from tests.browser.coordinator import Coordinator
from tests.browser.stack import Stack
from tests.browser.test_accessibility import violations


@pytest.fixture(params=["light", "dark"])
def coordinator(chromium: Chromium, stack: Stack, request: pytest.FixtureRequest) -> Iterator[Coordinator]:
    """At work on a new study."""
    with chromium.page(scheme=request.param) as page:
        found = Coordinator(page, stack.url)
        found.log_in("admin", stack.password)
        found.make_study(f"Exported, {request.param}", 20)
        yield found


def check(page: Page) -> None:
    for details in page.locator("details").all():
        details.evaluate("(one) => { one.open = true; }")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_both_pages_are_accessible_and_fit_a_phone(coordinator: Coordinator) -> None:
    coordinator.open("exports/")
    check(coordinator.page)
    coordinator.open("exports/?hr_min=100&hr_max=50")
    check(coordinator.page)
    coordinator.open("exports/keys/")
    coordinator.page.get_by_label("What it is for").fill("A nightly copy")
    coordinator.page.get_by_role("button", name="Make a key").click()
    expect(coordinator.page.get_by_label("Key", exact=True)).to_have_value(re.compile("^fnv_"))
    check(coordinator.page)
