"""What a person does on the page, and what they read on it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

RESULT_TIMEOUT_MS = 120_000


def consent(page: Page) -> None:
    page.get_by_test_id("consent").click()


def start(page: Page) -> None:
    """Consent and press Start: the only two presses there are."""
    consent(page)
    page.get_by_test_id("start").click()


def start_sample(page: Page) -> None:
    consent(page)
    page.get_by_test_id("try-sample").click()


def text(page: Page, testid: str) -> str:
    return page.get_by_test_id(testid).inner_text().strip()


def number(page: Page, testid: str) -> int | None:
    """The number that stands there, None for a dash; anything else is an error."""
    shown = text(page, testid)
    return None if shown == "–" else int(shown)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stood on the page when the measurement had ended."""

    pk: str
    heart_rate: int | None
    respiratory_rate: int | None
    result: str
    history: str


def outcome(page: Page) -> Outcome:
    """Wait for the result and read everything."""
    page.get_by_test_id("result").wait_for(state="visible", timeout=RESULT_TIMEOUT_MS)
    entry = page.locator("#history-list .entry").first
    entry.wait_for()
    pk = page.evaluate("fetch('/sessions/').then((r) => r.json()).then((j) => j.sessions[0].id)")
    rates = number(page, "heart-rate"), number(page, "respiratory-rate")
    return Outcome(str(pk), *rates, text(page, "result"), entry.inner_text())
