"""Pictures of the second factor for docs/screenshots.

    python -m tests.browser.access_pictures --url http://127.0.0.1:8000/ [--out docs/screenshots]

The server must be running (`./run`). An account is made there; its key and codes are of no use elsewhere.
"""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import DESKTOP, Chromium
from tests.browser.stack import Stack
from tests.browser.test_pages_of_text import register
from tests.browser.test_second_factor import turn_on


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", required=True)
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    args = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = Chromium(playwright, args.url)
        with chromium.page(viewport=DESKTOP) as page:
            register(page, Stack(args.url, Path()), f"ada-{secrets.token_hex(4)}")
            page.goto(f"{args.url}accounts/second-factor/set-up/")
            page.screenshot(path=args.out / "access-1-second-factor.png", full_page=True)
            turn_on(page)
            page.screenshot(path=args.out / "access-2-recovery-codes.png", full_page=True)
        chromium.close()


if __name__ == "__main__":
    main()
