"""Pictures of every step of the page for docs/screenshots.

    python -m tests.browser.screenshots --url http://127.0.0.1:8000/ [--out docs/screenshots]

The built-in sample is measured, and a camera is played before which a person sits too far aside; on a desktop
and on a phone, once more in German and dark. The server must be running (`./run`).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser import visit
from tests.browser.chromium import DESKTOP, PHONE, Chromium, plays
from tests.browser.test_instructions import camera

SIZES = {"desktop": DESKTOP, "phone": PHONE}
BOTH_RATES_S = 27
INSTRUCTION = "off_centre"


class Shots:
    """Takes all pictures in one size."""

    def __init__(self, chromium: Chromium, out: Path, size: str) -> None:
        self._chromium = chromium
        self._out = out
        self._size = size

    def measurement(self) -> None:
        """Before, while and after the sample is measured, and the history that then has two of them."""
        with self._chromium.page(viewport=SIZES[self._size]) as page:
            self._shoot(page, "1-before")
            visit.start_sample(page)
            page.wait_for_timeout(BOTH_RATES_S * 1000)
            self._shoot(page, "2-measuring")
            visit.outcome(page)
            page.evaluate("scrollTo(0, 0)")
            self._shoot(page, "3-result")
            page.get_by_test_id("try-sample").click()
            page.wait_for_timeout(3000)
            page.get_by_test_id("stop").click()
            page.locator("#history-list .entry").nth(1).wait_for()
            page.evaluate("scrollTo(0, 0)")
            self._shoot(page, "5-no-result")
            page.locator("#history-list .entry").last.get_by_role("button").first.click()
            page.locator(".details").wait_for()
            page.locator("#history").evaluate("(section) => section.scrollIntoView()")
            self._shoot(page, "6-history")

    def instruction(self, y4m: Path) -> None:
        """What is said to a person who sits aside."""
        with self._chromium.page(plays(y4m), SIZES[self._size]) as page:
            visit.start(page)
            page.locator(f"#instruction[data-code={INSTRUCTION}]").wait_for()
            page.wait_for_timeout(4000)
            self._shoot(page, "4-instruction")

    def seen(self) -> None:
        """The colours of what the network sees."""
        with self._chromium.page(viewport=SIZES[self._size]) as page:
            visit.start_sample(page)
            page.get_by_test_id("seen").locator("summary").click()
            page.wait_for_timeout(12_000)
            self._shoot(page, "8-seen")

    def german(self) -> None:
        """The same page in another language and scheme."""
        with self._chromium.page(viewport=SIZES[self._size], locale="de-DE", scheme="dark") as page:
            visit.start_sample(page)
            page.wait_for_timeout(BOTH_RATES_S * 1000)
            self._shoot(page, "7-german-dark")

    def _shoot(self, page: Page, step: str) -> None:
        """What fits on the screen, as a person sees it."""
        page.wait_for_timeout(500)
        path = self._out / f"{self._size}-{step}.png"
        page.screenshot(path=path)
        print(path)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000/")
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        chromium = Chromium(playwright, args.url)
        y4m = camera(Path(folder) / "aside.y4m", INSTRUCTION)
        for size in SIZES:
            shots = Shots(chromium, args.out, size)
            shots.measurement()
            shots.instruction(y4m)
            shots.german()
            shots.seen()
        chromium.close()


if __name__ == "__main__":
    main()
