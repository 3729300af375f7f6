"""What does not end a measurement: a phone that is turned, a page in the background, a network that goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser import visit
from tests.browser.chromium import Chromium, plays
from tests.browser.stack import Stack
from tests.portrait import Drive, Scene, astronaut, render, write

SECONDS = 5
RESULT_TIMEOUT_MS = 30_000
TURN = """
() => document.querySelector("video").srcObject.getVideoTracks()[0]
  .applyConstraints({ width: { exact: 360 }, height: { exact: 480 } })
"""
HIDE = """
(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  const video = document.querySelector("video");
  hidden ? video.pause() : video.play();
  document.dispatchEvent(new Event("visibilitychange"));
}
"""
AWAY_MS = 6000  # longer than a camera may be silent in front
OUTLINE = "document.querySelector('#outline path').getAttribute('d')"


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A face before the camera."""
    path = tmp_path_factory.mktemp("camera") / "face.y4m"
    t_s = np.arange(SECONDS * 30) / 30
    write(path, render(astronaut(), Drive.parametric(t_s), Scene()), 30)
    return path


@pytest.fixture
def measuring(chromium: Chromium, camera: Path) -> Iterator[Page]:
    """The page while it measures a face."""
    with chromium.page(plays(camera)) as page:
        visit.start(page)
        expect(page.locator("#outline path")).to_have_attribute("d", re.compile("^M"))
        yield page


def test_a_phone_that_is_turned_goes_on_measuring(measuring: Page) -> None:
    before = measuring.evaluate(OUTLINE)
    measuring.evaluate(TURN)
    expect(measuring.locator("#outline")).to_have_attribute("viewBox", "0 0 360 480")
    expect(measuring.locator("#outline path")).not_to_have_attribute("d", before)
    expect(measuring.locator("#outline path")).to_have_attribute("d", re.compile("^M"))
    expect(measuring.locator("#facts")).to_contain_text("360 × 480")
    assert finished(measuring) == "done"


def test_a_page_in_the_background_waits_and_goes_on(measuring: Page) -> None:
    measuring.evaluate(HIDE, True)
    expect(measuring.get_by_test_id("instruction")).to_have_attribute("data-code", "gaps")
    measuring.wait_for_timeout(AWAY_MS)
    assert measuring.locator("body").get_attribute("data-state") == "measuring"
    sent = int(measuring.locator("#traffic").get_attribute("data-sent") or 0)
    measuring.evaluate(HIDE, False)
    measuring.wait_for_timeout(2000)
    assert int(measuring.locator("#traffic").get_attribute("data-sent") or 0) > sent + 20
    assert finished(measuring) == "done"


def test_after_a_lost_network_the_same_session_goes_on(
    chromium: Chromium, camera: Path, stack: Stack
) -> None:
    connections: list[WebSocketRoute] = []

    def join(route: WebSocketRoute) -> None:
        route.connect_to_server()
        connections.append(route)

    with chromium.page(plays(camera)) as page:
        page.route_web_socket("**/ws/**", join)
        visit.start(page)
        expect(page.locator("#outline path")).to_have_attribute("d", re.compile("^M"))
        for again in (2, 3):
            connections[-1].close(code=1012)
            for _ in range(50):
                page.wait_for_timeout(100)
                if len(connections) == again:
                    break
        page.wait_for_timeout(1000)
        assert len(connections) == 3 and len({route.url for route in connections}) == 1
        assert page.locator("body").get_attribute("data-state") == "measuring"
        assert finished(page) == "done"
        pk = re.findall(r"[0-9a-f-]{36}", connections[0].url)[0]
        session = stack.session(pk)
        assert session is not None and session["frames_dropped"] < 0.3 * session["frames_received"]


def finished(page: Page) -> str | None:
    """Stop, and wait for the result; the state that the page ends in."""
    page.get_by_test_id("stop").click()
    page.get_by_test_id("result").wait_for(timeout=RESULT_TIMEOUT_MS)
    return page.locator("body").get_attribute("data-state")
