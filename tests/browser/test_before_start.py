"""The page before a measurement."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.chromium import NO_CAMERA, PHONE, REFUSED, Chromium

CAMERA_FAILS = """
(name) => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", name); }; }
"""
CAMERA_ASKS = """
() => { navigator.mediaDevices.getUserMedia = () => new Promise((_, no) => { window.refuse = no; }); }
"""
FIRST_CAMERA_LATE = """
() => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const granted = new Promise((resolve) => { window.grantFirst = resolve; });
  let first = true;
  navigator.mediaDevices.getUserMedia = async (wish) => {
    if (!first) return ask(wish);
    first = false;
    await granted;
    window.late = await ask(wish);
    return window.late;
  };
}
"""
NOTHING_COVERS_THE_STATUS = """
() => {
  const line = document.querySelector("#status");
  const { x, y, height } = line.getBoundingClientRect();
  return line.contains(document.elementFromPoint(x + 5, y + height / 2));
}
"""
LATE_ENDED = """
async () => {
  const ended = () => window.late?.getTracks().every((track) => track.readyState === "ended");
  while (!ended()) await new Promise((resolve) => setTimeout(resolve, 50));
}
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


def test_a_camera_allowed_after_stop_leaves_the_next_measurement_alone(page: Page) -> None:
    page.evaluate(FIRST_CAMERA_LATE)
    visit.start(page)
    page.get_by_test_id("stop").click()
    page.get_by_test_id("start").click()
    expect(page.locator("#traffic")).to_contain_text("kB/s")
    page.evaluate("grantFirst()")
    page.evaluate(LATE_ENDED)
    expect(page.locator("#video")).to_be_visible()
    assert page.evaluate("document.querySelector('#video').srcObject.active")
    assert page.locator("body").get_attribute("data-state") == "measuring"


def test_a_camera_refused_after_stop_changes_nothing(page: Page) -> None:
    page.evaluate(CAMERA_ASKS)
    visit.start(page)
    page.get_by_test_id("stop").click()
    page.evaluate("refuse(new DOMException('', 'NotAllowedError'))")
    page.wait_for_timeout(200)
    assert page.locator("body").get_attribute("data-state") == "idle"


def test_a_refusal_is_said_in_the_words_of_the_server(page: Page) -> None:
    body = {"error": "not_allowed", "message": "The page is too old: reload it."}
    page.route("**/sessions/", lambda route: route.fulfill(status=403, json=body))
    visit.start(page)
    expect(page.get_by_test_id("status")).to_have_text(body["message"])


def test_a_refusal_is_seen_on_a_phone(chromium: Chromium) -> None:
    with chromium.page(viewport=PHONE) as page:
        page.route("**/sessions/", lambda route: route.fulfill(status=403, json={"message": "Not here."}))
        visit.start(page)
        status = page.get_by_test_id("status")
        expect(status).to_have_text("Not here.")
        expect(status).to_be_in_viewport(ratio=1)
        page.wait_for_function(NOTHING_COVERS_THE_STATUS)


def test_a_refusal_without_words_of_ours_is_no_absent_service(page: Page) -> None:
    page.route("**/sessions/", lambda route: route.fulfill(status=403, body="<h1>Forbidden</h1>"))
    visit.start(page)
    expect(page.get_by_test_id("status")).to_contain_text("The server refused")


def test_a_message_too_large_for_the_server_is_final(page: Page) -> None:
    told = page.evaluate("async () => (await import('/static/js/failure.js')).failureOfClose(1009)?.message")
    assert "too large" in told
