"""The page before a measurement."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.chromium import NO_CAMERA, PHONE, REFUSED, Chromium

CAMERA_FAILS = """
(name) => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", name); }; }
"""


def test_nothing_starts_without_consent(page: Page) -> None:
    expect(page.get_by_test_id("start")).to_be_disabled()
    expect(page.get_by_test_id("try-sample")).to_be_disabled()


def test_consent_can_be_taken_back(page: Page) -> None:
    visit.consent(page)
    expect(page.get_by_test_id("start")).to_be_enabled()
    visit.consent(page)
    expect(page.get_by_test_id("start")).to_be_disabled()


def test_the_numbers_are_dashes_before_anything_is_measured(page: Page) -> None:
    assert (visit.number(page, "heart-rate"), visit.number(page, "respiratory-rate")) == (None, None)


def test_a_phone_shows_the_page_without_scrolling_sideways(chromium: Chromium) -> None:
    with chromium.page(viewport=PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_consent_and_start_are_reached_by_keyboard_in_this_order(page: Page) -> None:
    page.get_by_test_id("consent").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("start")).to_be_focused()


@pytest.mark.parametrize(
    ("switches", "words"), [(NO_CAMERA, "No camera was found"), (REFUSED, "The camera was refused")]
)
def test_a_camera_that_cannot_be_had_is_named(
    chromium: Chromium, switches: tuple[str, ...], words: str
) -> None:
    with chromium.page(switches) as page:
        visit.start(page)
        expect(page.get_by_test_id("status")).to_contain_text(words)
        expect(page.get_by_test_id("start")).to_be_enabled()


@pytest.mark.parametrize(
    ("error", "words"),
    [("NotReadableError", "used by another program"), ("OverconstrainedError", "No camera was found")],
)
def test_what_the_browser_says_of_a_camera_is_put_in_words(page: Page, error: str, words: str) -> None:
    page.evaluate(CAMERA_FAILS, error)
    visit.start(page)
    expect(page.get_by_test_id("status")).to_contain_text(words)


def test_a_full_server_is_said_in_its_own_words(page: Page) -> None:
    body = {"error": "server_full", "message": "All 4 places are taken at the moment: try again in a minute."}
    page.route("**/sessions/", lambda route: route.fulfill(status=503, json=body))
    visit.start(page)
    expect(page.get_by_test_id("status")).to_have_text(body["message"])


def test_a_server_that_cannot_be_reached_is_said(page: Page) -> None:
    page.route("**/sessions/", lambda route: route.abort())
    visit.start(page)
    expect(page.get_by_test_id("status")).to_contain_text("The server cannot be reached")
