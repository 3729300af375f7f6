"""Pictures of the page for docs/screenshots.

    python -m tests.browser.screenshots --url http://127.0.0.1:8000/ [--out docs/screenshots]

The built-in sample is measured, on a desktop and on a phone, in the light and in the dark scheme; each is
shown before, during and after the measurement. The stack must be running (`./run`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import visit
from tests.browser.chromium import CHROMIUM, DESKTOP, PHONE

SHOTS = (("desktop", DESKTOP, "light"), ("phone", PHONE, "light"), ("desktop-dark", DESKTOP, "dark"))
BOTH_RATES_S = 35


def show(browser: Browser, url: str, name: str, viewport: dict[str, int], scheme: str, out: Path) -> None:
    """One visit in one size and scheme."""
    page = browser.new_page(viewport=viewport, color_scheme=scheme)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    shoot(page, out / f"{name}-1-before.png")
    visit.start_sample(page)
    page.wait_for_timeout(BOTH_RATES_S * 1000)
    shoot(page, out / f"{name}-2-measuring.png")
    visit.outcome(page)
    page.evaluate("scrollTo(0, 0)")
    shoot(page, out / f"{name}-3-result.png")
    page.close()


def shoot(page: Page, path: Path) -> None:
    """What fits on the screen, as a person sees it."""
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shot in SHOTS:
            show(browser, args.url, *shot, args.out)
        browser.close()


if __name__ == "__main__":
    main()
