"""The history on the page: trends, notes, values measured otherwise, files, forgetting, kiosk mode."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium
from tests.browser.own_session import PK, Server

FORGOTTEN = "This browser knows nothing of you any more."


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
        "heart rate 74/min (oximeter). The camera differed by −2.4/min."
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


def test_a_choice_that_was_given_can_be_taken_back(opened: tuple[Page, Server]) -> None:
    page, server = opened
    page.get_by_role("button", name="Delete my signals").click()
    expect(page.locator(".details")).to_contain_text("Taken back.")
    assert server.asked == [("PATCH", f"sessions/{PK}/", {"store_signals": False})]


def test_a_choice_that_was_not_given_is_not_offered(opened: tuple[Page, Server]) -> None:
    page, _ = opened
    expect(page.get_by_role("button", name="No longer use it for research")).to_have_count(0)


def test_every_file_of_a_measurement_is_offered(opened: tuple[Page, Server]) -> None:
    page, _ = opened
    links = page.locator(".files a")
    expect(links).to_have_text(["CSV, a line per second", "JSON", "FHIR", "PDF report"])
    expect(links.first).to_have_attribute("href", f"/sessions/{PK}/download/csv")
    expect(links.last).to_have_attribute("href", re.compile(rf"^/sessions/{PK}/download/pdf\?zone=\w+"))


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


def test_the_server_forgets_this_device(page: Page) -> None:
    """With the real server: no answer of ours stands between."""
    before = visitor(page)
    page.evaluate("import('/static/js/forget.js').then(({ forget }) => forget())")
    expect(page.get_by_test_id("status")).to_have_text(FORGOTTEN)
    assert before is not None and visitor(page) not in (None, before)


def visitor(page: Page) -> str | None:
    """The cookie that owns the measurements of this browser."""
    found = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "visitor"]
    return found[0] if found else None


def test_a_forgotten_device_is_told_so_once(page: Page) -> None:
    server = Server(page)
    page.reload()
    page.get_by_test_id("forget").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget everything").click()
    expect(page.get_by_test_id("status")).to_have_text(FORGOTTEN)
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
