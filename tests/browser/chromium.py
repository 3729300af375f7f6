"""Chromium with a camera of our choice, and pages that report everything that went wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

CHROMIUM = Path("/usr/bin/chromium")
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

FAKE_CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
NO_CAMERA = ("--use-fake-ui-for-media-stream",)
REFUSED = ("--use-fake-device-for-media-stream", "--deny-permission-prompts")


def plays(y4m: Path) -> tuple[str, ...]:
    """Switches for a camera that plays this file, over and over."""
    return (*FAKE_CAMERA, f"--use-file-for-fake-video-capture={y4m.resolve()}")


class Chromium:
    """Keeps one browser open per set of switches."""

    def __init__(self, playwright: Playwright, url: str) -> None:
        self._playwright = playwright
        self._url = url
        self._browsers: dict[tuple[str, ...], Browser] = {}

    @contextmanager
    def page(
        self,
        switches: tuple[str, ...] = FAKE_CAMERA,
        viewport: dict[str, int] = DESKTOP,
        locale: str = "en-GB",
        scheme: str = "light",
    ) -> Iterator[Page]:
        """A fresh visitor on the page. Errors in the console, and refusals by the CSP, fail the test."""
        context = self._browser(switches).new_context(viewport=viewport, locale=locale, color_scheme=scheme)
        page = context.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text) if is_wrong(message) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        try:
            page.goto(self._url)
            yield page
        finally:
            context.close()
        assert not wrong, wrong

    def close(self) -> None:
        for browser in self._browsers.values():
            browser.close()

    def _browser(self, switches: tuple[str, ...]) -> Browser:
        if switches not in self._browsers:
            args = ["--no-sandbox", *switches]
            self._browsers[switches] = self._playwright.chromium.launch(executable_path=CHROMIUM, args=args)
        return self._browsers[switches]


def is_wrong(message: ConsoleMessage) -> bool:
    """An error that is not merely the browser's note of an answer that the page handles itself."""
    return message.type in ("error", "warning") and "Failed to load resource" not in message.text
