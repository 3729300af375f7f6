"""Reviewing in a browser: one zoom for all charts, a span marked by dragging, two readers, no barrier."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import DESKTOP, PHONE, Chromium
from tests.browser.review import PASSWORD
from tests.browser.stack import Stack
from tests.browser.test_accessibility import violations

CHARTS = ("events", "heart", "breath", "quality", "pulse", "spectrogram", "breath-wave", "motion", "colours")
FIRST, GAP, NOISY = range(3)  # sessions of tests.browser.review.data


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A study with measured sessions, and where their pages are."""

    list_url: str
    sessions: list[str]

    def url(self, which: int) -> str:
        return f"{self.list_url}{self.sessions[which]}/"


@pytest.fixture(scope="module")
def reviewed(stack: Stack) -> Reviewed:
    env = os.environ | {"VAR_DIR": str(stack.database.parent)}
    for shared in ("DATABASE_URL", "REDIS_URL"):
        env.pop(shared, None)
    command = [sys.executable, "-m", "tests.browser.review.data"]
    made = json.loads(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    return Reviewed(f"{stack.url}studies/{made['study']}/sessions/", made["sessions"])


@pytest.fixture
def rita(page: Page) -> Page:
    log_in(page, "rita")
    return page


def log_in(page: Page, name: str) -> None:
    page.goto(f"{page.url.split('/accounts')[0].rstrip('/')}/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "login" not in url)


def open_session(page: Page, reviewed: Reviewed, which: int) -> None:
    """Until its waves are drawn."""
    page.goto(reviewed.url(which))
    expect(page.locator("#colours")).to_have_attribute("data-shown", "0.0 45.5")


def drag(page: Page, chart: Locator, start: float, end: float) -> None:
    """From one share of the chart's width to another."""
    chart.scroll_into_view_if_needed()
    box = chart.locator(".u-over").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + (start + end) / 2 * box["width"], y, steps=3)
    page.mouse.move(box["x"] + end * box["width"], y, steps=3)
    page.mouse.up()


def shown(page: Page, chart: str) -> tuple[float, float]:
    start, end = (page.locator(f"#{chart}").get_attribute("data-shown") or "").split()
    return float(start), float(end)


def expect_all(page: Page, seconds: str | re.Pattern[str]) -> None:
    for chart in CHARTS:
        expect(page.locator(f"#{chart}")).to_have_attribute("data-shown", seconds)


def test_dragging_on_one_chart_zooms_all_of_them(rita: Page, reviewed: Reviewed) -> None:
    open_session(rita, reviewed, FIRST)
    drag(rita, rita.locator("#heart"), 0.25, 0.5)
    assert shown(rita, "heart") == pytest.approx((11.4, 22.8), abs=0.5)
    assert len({shown(rita, chart) for chart in CHARTS}) == 1
    rita.locator("#heart .u-over").dblclick()
    expect(rita.locator("#pulse")).to_have_attribute("data-shown", "0.0 45.5")


def test_zooming_needs_no_mouse(rita: Page, reviewed: Reviewed) -> None:
    open_session(rita, reviewed, FIRST)
    rita.get_by_role("button", name="Zoom in").press("Enter")
    rita.get_by_role("button", name="Later").press("Enter")
    expect_all(rita, re.compile(r"22\.[78] 45\.5"))
    rita.get_by_role("button", name="Whole session").press("Enter")
    expect_all(rita, "0.0 45.5")


def test_the_cursor_is_on_the_same_second_of_all_charts(rita: Page, reviewed: Reviewed) -> None:
    open_session(rita, reviewed, FIRST)
    rita.locator("#heart .u-over").hover()
    told = [rita.locator(f"figure:has(#{chart}) .now").inner_text() for chart in ("heart", "breath")]
    assert [text.split(" s")[0] for text in told] == ["23.0", "23.0"]


def test_a_span_is_marked_by_dragging_and_kept(rita: Page, reviewed: Reviewed) -> None:
    open_session(rita, reviewed, NOISY)
    rita.get_by_role("button", name="Mark a span").click()
    drag(rita, rita.locator("#heart"), 0.2, 0.4)
    form = rita.locator("#annotate")
    assert float(form.get_by_label("From (s)").input_value()) == pytest.approx(9.1, abs=0.5)
    assert float(form.get_by_label("To (s)").input_value()) == pytest.approx(18.2, abs=0.5)
    assert shown(rita, "heart") == (0.0, 45.5)
    form.get_by_label("What is there").fill("coughs")
    form.get_by_role("button", name="Add annotation").click()
    expect(rita.locator("#annotations .notes li")).to_contain_text("coughs")


def test_the_second_reader_is_not_led_by_the_first(
    chromium: Chromium, rita: Page, reviewed: Reviewed
) -> None:
    with chromium.page() as other:
        log_in(other, "sam")
        read(other, reviewed, "Unusable", "a lost face")
    open_session(rita, reviewed, GAP)
    expect(rita.locator("#reading")).not_to_contain_text("a lost face")
    read(rita, reviewed, "Usable", "")
    expect(rita.locator("#reading")).to_contain_text("a lost face")
    expect(rita.get_by_test_id("agreed")).to_contain_text("Different verdicts")


def read(page: Page, reviewed: Reviewed, verdict: str, remark: str) -> None:
    page.goto(reviewed.url(GAP))
    page.get_by_label(verdict, exact=True).check()
    page.get_by_label("Remark").fill(remark)
    page.get_by_role("button", name="Keep my reading").click()
    expect(page.locator(".messages")).to_contain_text("kept")


def test_a_key_leads_to_the_next_session_of_the_search(rita: Page, reviewed: Reviewed) -> None:
    rita.goto(f"{reviewed.list_url}?sort=participant&hr_withheld=none")
    rita.locator(".sessions tbody tr").first.get_by_role("link").click()
    expect(rita.locator("#heart")).to_have_attribute("data-shown", "0.0 45.5")
    rita.keyboard.press("n")
    expect(rita).to_have_url(f"{reviewed.url(GAP)}?sort=participant&hr_withheld=none")


@pytest.fixture(params=["light", "dark"])
def member(chromium: Chromium, request: pytest.FixtureRequest) -> Iterator[Page]:
    with chromium.page(scheme=str(request.param), viewport=DESKTOP) as page:
        log_in(page, "cora")
        yield page


def test_axe_finds_nothing(member: Page, reviewed: Reviewed) -> None:
    member.goto(f"{reviewed.list_url}?hr_min=20")
    assert violations(member) == []
    open_session(member, reviewed, FIRST)
    member.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    assert violations(member) == []
    member.goto(f"{reviewed.url(FIRST)}methods/?method=pos&method=fused")
    assert violations(member) == []


def test_axe_finds_nothing_on_a_phone_and_nothing_hangs_over(chromium: Chromium, reviewed: Reviewed) -> None:
    with chromium.page(viewport=PHONE) as page:
        log_in(page, "cora")
        for address in (reviewed.list_url, reviewed.url(FIRST)):
            page.goto(address)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
