"""Pictures of a coordinator's and a participant's pages for docs/screenshots.

    python manage.py demo_data                 # prints the password of demo-coordinator
    python -m tests.browser.screenshots_of_studies --password PASSWORD [--url URL] [--out docs/screenshots]

The server must be running (`./run`). Of the demonstration, DEMO-26 and DEMO-27 are invited and join, one for
each size of screen.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.chromium import CHROMIUM, DESKTOP, PHONE

SIZES = {"desktop": (DESKTOP, "DEMO-26"), "phone": (PHONE, "DEMO-27")}
PAGES = {
    "1-overview": "",
    "2-participants": "participants/",
    "4-protocol": "settings/",
    "5-questions": "settings/questions/",
    "6-consent": "settings/consent/",
    "7-members": "settings/members/",
    "agreement": "agreement/",
    "references": "agreement/references/",
    "analyses": "analyses/",
    "exports": "exports/",
    "exports-keys": "exports/keys/",
}
DEMO = "Demo: resting and recovery"


class Shots:
    """All pictures in one size."""

    def __init__(self, url: str, out: Path, size: str) -> None:
        self._url = url
        self._out = out
        self._size = size

    def coordinator(self, page: Page, password: str, pseudonym: str) -> str:
        """Each page of the study; returns the link of an invitation."""
        page.goto(f"{self._url}accounts/login/?next=/studies/")
        page.get_by_label("Username").fill("demo-coordinator")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name=DEMO).click()
        page.wait_for_url("**/studies/*/")
        study = page.url
        for name, part in PAGES.items():
            page.goto(study + part)
            self._shoot(page, name)
        page.goto(f"{study}participants/")
        page.get_by_label(f"Choose {pseudonym}").check()
        page.get_by_role("button", name="Invite those ticked").click()
        page.locator("article.sheet").wait_for()
        self._shoot(page, "3-invitation")
        return str(page.locator("article.sheet a.link").get_attribute("href"))

    def participant(self, page: Page, link: str) -> None:
        """From the invitation to the page that measures."""
        page.goto(link)
        self._shoot(page, "8-join")
        page.get_by_label("I have read this").check()
        page.get_by_role("button", name="Join").click()
        page.get_by_role("link", name="Measure now").click()
        page.get_by_test_id("start").wait_for()
        page.evaluate("scrollTo(0, 0)")
        self._shoot(page, "9-measure")

    def _shoot(self, page: Page, name: str) -> None:
        path = self._out / f"study-{self._size}-{name}.png"
        page.screenshot(path=path)
        print(path)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000/")
    parser.add_argument("--password", required=True)
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for size, (viewport, pseudonym) in SIZES.items():
            contexts: list[BrowserContext] = [
                browser.new_context(viewport=viewport, locale="en-GB") for _ in range(2)
            ]
            shots = Shots(args.url, args.out, size)
            link = shots.coordinator(contexts[0].new_page(), args.password, pseudonym)
            shots.participant(contexts[1].new_page(), link)
        browser.close()


if __name__ == "__main__":
    main()
