"""Pictures of the pages of references and agreement for docs/screenshots.

    manage.py demo_data
    python -m tests.browser.review.agreement_pictures --password ... [--url http://127.0.0.1:8000/]

The password is the one that `demo_data` has shown for `demo-reviewer`. The server must be running (`./run`).
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from playwright.sync_api import FilePayload, Page, sync_playwright

from tests.browser.chromium import DESKTOP, PHONE, Chromium
from tests.browser.review.pictures import log_in, open_list, shoot

STRAP = "t_s,heart_rate\n" + "".join(f"{t},{70 + 9 * math.exp(-t / 25):.1f}\n" for t in range(60))


def agreement(page: Page, query: str) -> None:
    open_list(page)
    page.get_by_role("navigation", name="Study").get_by_role("link", name="Agreement").click()
    page.goto(f"{page.url}?{query}")


def on_a_desktop(page: Page, out: Path) -> None:
    agreement(page, "group=activity")
    shoot(page, out / "agreement-1-figures.png", whole=True)
    page.get_by_role("link", name="Reference values").click()
    shoot(page, out / "agreement-2-references.png")
    page.locator("tbody th a").first.click()
    strap = FilePayload(name="strap.csv", mimeType="text/csv", buffer=STRAP.encode())
    page.locator("form[enctype] input[type=file]").set_input_files(strap)
    page.get_by_label("Offset (s)").fill("-4")
    shoot(page, out / "agreement-3-session.png", whole=True)
    page.get_by_role("button", name="Look at it first").click()
    shoot(page, out / "agreement-4-preview.png", whole=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000/")
    parser.add_argument("--password", required=True)
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    args = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = Chromium(playwright, args.url)
        with chromium.page(viewport=DESKTOP) as page:
            log_in(page, args.password)
            on_a_desktop(page, args.out)
        with chromium.page(viewport=PHONE, scheme="dark") as page:
            log_in(page, args.password)
            agreement(page, "group=skin_tone")
            page.locator(".figures").evaluate("(figures) => figures.scrollIntoView()")
            shoot(page, args.out / "agreement-5-phone.png")
        chromium.close()


if __name__ == "__main__":
    main()
