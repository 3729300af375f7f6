"""What the page says and does when something goes wrong during a measurement."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser import visit
from tests.browser.camera_file import two_faces
from tests.browser.chromium import Chromium, plays

INSTRUCTION_TIMEOUT_MS = 20_000

SAME_SESSION_AGAIN = """
async () => {
  const { sessions } = await (await fetch("/sessions/")).json();
  new WebSocket(`ws://${location.host}/ws/sessions/${sessions[0].id}/`);
}
"""


@pytest.fixture
def measuring(page: Page) -> Page:
    """The page while it measures Chromium's test picture."""
    visit.start(page)
    expect(page.locator("#traffic")).to_contain_text("kB/s")
    return page


def test_a_browser_without_canvases_off_the_page_encodes_on_it(page: Page) -> None:
    page.add_init_script("delete window.OffscreenCanvas")
    page.reload()
    visit.start(page)
    expect(page.locator("#traffic")).to_contain_text("kB/s")


def test_a_picture_without_a_face_asks_for_one(measuring: Page) -> None:
    expect(measuring.get_by_test_id("instruction")).to_contain_text("No face", timeout=INSTRUCTION_TIMEOUT_MS)
    assert visit.number(measuring, "heart-rate") is None


def test_of_two_faces_the_larger_is_measured_and_the_page_says_so(chromium: Chromium, tmp_path: Path) -> None:
    with chromium.page(plays(two_faces(tmp_path / "two.y4m"))) as page:
        visit.start(page)
        expect(page.get_by_test_id("instruction")).to_contain_text(
            "Two faces: the larger one is measured", timeout=INSTRUCTION_TIMEOUT_MS
        )


def test_stop_ends_early_with_a_result_that_says_why_there_is_none(measuring: Page) -> None:
    measuring.get_by_test_id("stop").click()
    expect(measuring.get_by_test_id("result")).to_contain_text(
        "No heart rate", timeout=INSTRUCTION_TIMEOUT_MS
    )


def test_a_camera_that_stops_ends_the_measurement_with_what_there_is(measuring: Page) -> None:
    measuring.evaluate("document.querySelector('video').srcObject.getTracks()[0].stop()")
    expect(measuring.get_by_test_id("result")).to_contain_text(
        "The camera stopped", timeout=INSTRUCTION_TIMEOUT_MS
    )


def test_another_window_takes_the_measurement_over(measuring: Page) -> None:
    measuring.evaluate(SAME_SESSION_AGAIN)
    expect(measuring.get_by_test_id("status")).to_contain_text("another window")


def test_a_broken_connection_is_resumed_where_it_broke(page: Page) -> None:
    connections: list[WebSocketRoute] = []

    def join(route: WebSocketRoute) -> None:
        route.connect_to_server()
        connections.append(route)

    page.route_web_socket("**/ws/**", join)
    visit.start(page)
    expect(page.locator("#traffic")).to_contain_text("kB/s")
    connections[0].close(code=1012)
    page.wait_for_timeout(3000)
    assert len(connections) == 2
    assert page.locator("body").get_attribute("data-state") == "measuring"
    page.get_by_test_id("stop").click()
    page.get_by_test_id("result").wait_for(timeout=INSTRUCTION_TIMEOUT_MS)
