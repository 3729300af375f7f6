"""No violation that axe-core finds (WCAG 2.2 AA, good practice) in any state of the page, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.chromium import PHONE, Chromium
from tests.browser.own_session import Server

STAND = """
async ([result, isSample]) => {
  const { Result } = await import("/static/js/result.js");
  const { Live } = await import("/static/js/live.js");
  const live = new Live((id) => document.getElementById(id));
  document.body.dataset.state = "done";
  const wave = { t: [0, 1, 2, 3], v: [0, 1, 0, -1] };
  live.estimate({ ...result, light: 120, motion: 0.02, pulse: wave, breath: wave }, 12);
  new Result(document.getElementById("result")).show(result, { isSample, note: "A note.", answered: {} });
  document.querySelector(".how").open = true;
}
"""
CAMERA_FAILS = """
() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotFoundError")); }
"""
NAMELESS = """
() => {
  const select = document.getElementById("camera");
  document.querySelector(".options").open = true;
  select.parentElement.replaceWith(select);
}
"""
WITHHELD = {"value": None, "unit": "/min", "quality": 0, "withheld": "dark"}
HIGH = {"value": 128, "unit": "/min", "quality": 0.9, "withheld": None}
ABOUT = {"duration_s": 31, "fps": 30, "frames": 930, "method": "pos", "model": "fasenet 1.1.0"}


def before(page: Page) -> None:
    page.locator(".options summary").click()


def agreed(page: Page) -> None:
    visit.consent(page)


def measuring(page: Page) -> None:
    visit.start(page)
    expect(page.get_by_test_id("instruction")).to_contain_text("No face")
    page.get_by_test_id("seen").locator("summary").click()


def failed(page: Page) -> None:
    page.evaluate(CAMERA_FAILS)
    visit.start(page)
    expect(page.get_by_test_id("status")).to_contain_text("No camera")


def result(page: Page) -> None:
    page.evaluate(STAND, [ABOUT | {"heart_rate": HIGH, "respiratory_rate": WITHHELD}, False])


def no_result(page: Page) -> None:
    page.evaluate(STAND, [ABOUT | {"heart_rate": WITHHELD, "respiratory_rate": WITHHELD}, True])


def history(page: Page) -> None:
    Server(page)
    page.reload()
    page.get_by_role("button", name="Show the measurement").click()
    page.locator(".details").wait_for()


def question(page: Page) -> None:
    Server(page)
    page.reload()
    page.get_by_test_id("forget").click()


STATES = (before, agreed, measuring, failed, result, no_result, history, question)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(chromium: Chromium, scheme: str, state: Callable[[Page], None]) -> None:
    with chromium.page(scheme=scheme) as page:
        state(page)
        assert violations(page) == []


def test_axe_finds_nothing_on_a_phone(chromium: Chromium) -> None:
    with chromium.page(viewport=PHONE) as page:
        before(page)
        assert violations(page) == []


def test_axe_would_find_something(page: Page) -> None:
    page.evaluate(NAMELESS)
    assert any(found.startswith("select-name") for found in violations(page))


def violations(page: Page) -> list[str]:
    """What is wrong, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
