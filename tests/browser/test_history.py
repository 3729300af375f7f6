"""The history on the page: trends, notes, values measured otherwise, files, forgetting, kiosk mode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import Chromium

PK = "0b9f5a52-6a0e-4c43-9a43-6d2f6a1f3f10"
RATE = {"value": 71.6, "unit": "/min", "quality": 0.96, "withheld": None}
NONE = {"value": None, "unit": "/min", "quality": 0.0, "withheld": "no_breath"}
SESSION: dict[str, Any] = {
    "id": PK,
    "state": "done",
    "source": "camera",
    "started_at": "2026-11-22T10:00:00+00:00",
    "heart_rate": RATE,
    "respiratory_rate": NONE,
    "note": "after a walk",
}
REFERENCE = {"id": 7, "kind": "heart_rate", "value": 74.0, "unit": "/min", "t_s": None, "device": "oximeter"}
DETAIL = SESSION | {
    "estimates": [{"t_s": t_s, "heart_rate": RATE, "respiratory_rate": NONE} for t_s in range(8, 20)],
    "references": [REFERENCE],
    "downloads": {name: f"/sessions/{PK}/download/{name}" for name in ("csv", "json", "fhir", "pdf")},
}


class Server:
    """Answers like the server, with one session; keeps what it was asked."""

    def __init__(self, page: Page, points: int = 3) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self._points = [SESSION | {"started_at": f"2026-11-2{day}T10:00:00+00:00"} for day in range(points)]
        page.route("**/sessions/**", self._answer)
        page.route("**/accounts/forget/", self._answer)

    def _answer(self, route: Route) -> None:
        request = route.request
        path = request.url.split("/", 3)[3]
        body = request.post_data_json if request.post_data else None  # a form becomes a dict, too
        if request.method != "GET":
            self.asked.append((request.method, path, body))
        if request.method == "DELETE" or path == "accounts/forget/":
            route.fulfill(status=204)
        else:
            route.fulfill(json=self._json(path, body))

    @property
    def forgot(self) -> bool:
        """Whether it was asked for that, once, and with all measurements."""
        return [(path, body["measurements"]) for _, path, body in self.asked] == [
            ("accounts/forget/", "delete")
        ]

    def _json(self, path: str, body: Any) -> dict[str, Any]:
        if path == "sessions/":
            return {"sessions": [SESSION]}
        if path == "sessions/trend/":
            return {"points": self._points}
        if path.endswith("references/"):
            added = REFERENCE | {"id": 8, "kind": "respiratory_rate", "value": body["respiratory_rate"]}
            return DETAIL | {"references": [REFERENCE, added]}
        return DETAIL | (body or {})


@pytest.fixture
def opened(page: Page) -> Iterator[tuple[Page, Server]]:
    """A visitor with one measurement, which is open."""
    server = Server(page)
    page.reload()
    page.get_by_role("button", name="Show the measurement").click()
    page.locator(".details").wait_for()
    yield page, server


def test_the_note_is_shown_in_the_list(page: Page) -> None:
    Server(page)
    page.reload()
    expect(page.locator("#history-list")).to_contain_text("after a walk")


def test_a_note_is_kept(opened: tuple[Page, Server]) -> None:
    page, server = opened
    page.get_by_label("Note").fill("before breakfast")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".details")).to_contain_text("Saved.")
    assert server.asked == [("PATCH", f"sessions/{PK}/", {"note": "before breakfast"})]


def test_a_typed_in_value_is_shown_with_how_far_the_camera_was_off(opened: tuple[Page, Server]) -> None:
    page, _ = opened
    expect(page.locator(".references li")).to_contain_text(
        "heart rate 74/min (oximeter) The camera showed −2.4."
    )


def test_a_value_can_be_typed_in(opened: tuple[Page, Server]) -> None:
    page, server = opened
    page.locator(".references").get_by_label("Respiratory rate, /min").fill("14.5")
    page.get_by_label("How").fill("counted")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".references li")).to_have_count(2)
    typed = {"device": "counted", "respiratory_rate": 14.5}
    assert server.asked == [("POST", f"sessions/{PK}/references/", typed)]


def test_a_typed_in_value_can_be_removed(opened: tuple[Page, Server]) -> None:
    page, server = opened
    page.get_by_role("button", name="Delete: heart rate 74/min").click()
    expect(page.locator(".references li")).to_have_count(0)
    assert server.asked == [("DELETE", f"sessions/{PK}/references/7/", None)]


def test_every_file_of_a_measurement_is_offered(opened: tuple[Page, Server]) -> None:
    page, _ = opened
    links = page.locator(".files a")
    expect(links).to_have_text(["CSV, a line per second", "JSON", "FHIR", "PDF report"])
    expect(links.last).to_have_attribute("href", f"/sessions/{PK}/download/pdf")


@pytest.mark.parametrize(("points", "is_drawn"), [(1, False), (2, True)])
def test_a_trend_needs_two_measurements(page: Page, points: int, is_drawn: bool) -> None:
    Server(page, points)
    page.reload()
    expect(page.locator("#history-list .entry")).to_have_count(1)
    expect(page.locator("#days-chart canvas")).to_be_visible(visible=is_drawn)


def test_forgetting_asks_first(page: Page) -> None:
    server = Server(page)
    page.reload()
    page.get_by_test_id("forget").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    assert server.asked == []


def test_a_forgotten_device_is_told_so_once(page: Page) -> None:
    server = Server(page)
    page.reload()
    page.get_by_test_id("forget").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget everything").click()
    expect(page.get_by_test_id("status")).to_have_text("Everything of this device has been deleted.")
    assert server.forgot
    assert "forgotten" not in page.url


@pytest.fixture
def kiosk(chromium: Chromium) -> Iterator[Page]:
    """The page of a kiosk, with a clock of our own."""
    with chromium.page() as page:
        page.clock.install()
        page.goto(f"{page.url}?kiosk")
        yield page


def test_a_kiosk_clears_itself_after_each_person(kiosk: Page) -> None:
    server = Server(kiosk)
    kiosk.get_by_test_id("consent").click()
    kiosk.clock.run_for(59_000)
    assert server.asked == []
    expect(kiosk.locator("#kiosk")).to_have_text("This page clears itself in 1 s.")
    kiosk.clock.run_for(2_000)
    expect(kiosk).to_have_url(re.compile(r"\?kiosk=$"))
    expect(kiosk.get_by_test_id("consent")).not_to_be_checked()
    assert server.forgot


def test_a_kiosk_waits_for_whoever_is_still_there(kiosk: Page) -> None:
    server = Server(kiosk)
    kiosk.get_by_test_id("consent").click()
    kiosk.clock.run_for(50_000)
    kiosk.keyboard.press("Tab")
    kiosk.clock.run_for(50_000)
    assert server.asked == []


def test_a_kiosk_that_nobody_touched_stays_as_it_is(kiosk: Page) -> None:
    server = Server(kiosk)
    kiosk.clock.run_for(120_000)
    assert server.asked == []
