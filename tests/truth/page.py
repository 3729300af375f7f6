"""Plays a camera file to the page in a real Chromium and writes down what the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
POLL_MS = 200

_POLL = """
(pollMs) => {
  const text = (id) => document.querySelector(`[data-testid="${id}"]`)?.textContent.trim() ?? "";
  window.readings = [];
  setInterval(() => {
    const video = document.querySelector("video");
    window.readings.push({
      t_s: video ? video.currentTime : 0,
      heart_rate: text("heart-rate"), respiratory_rate: text("respiratory-rate"),
      instruction: text("instruction"), result: text("result"),
    });
  }, pollMs);
}
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What stood on the page when the camera had played `t_s` seconds."""

    t_s: float
    heart_rate: int | None
    respiratory_rate: int | None
    instruction: str
    result: str


def camera_args(y4m: Path) -> list[str]:
    """Chromium's switches for a camera that plays a file, without asking for permission."""
    return [
        "--no-sandbox",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={y4m.resolve()}",
    ]


def watch(url: str, y4m: Path, seconds: float) -> list[Reading]:
    """Consent, start, let it measure for `seconds`, and return all that the page showed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=camera_args(y4m))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(url)
        page.get_by_test_id("consent").click()
        _choose_longest(page)
        page.evaluate(_POLL, POLL_MS)
        page.get_by_test_id("start").click()
        page.wait_for_timeout(seconds * 1000)
        readings = page.evaluate("window.readings")
        browser.close()
    return [_reading(raw) for raw in readings if raw["t_s"] > 0]


def _choose_longest(page: Page) -> None:
    duration = page.get_by_test_id("duration")
    if duration.count():
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        duration.select_option("60")


def _reading(raw: dict[str, str]) -> Reading:
    def number(text: str) -> int | None:
        return int(text) if text.isdigit() else None

    return Reading(
        float(raw["t_s"]),
        number(raw["heart_rate"]),
        number(raw["respiratory_rate"]),
        raw["instruction"],
        raw["result"],
    )
