"""Pictures of the pages of sessions for docs/screenshots.

    manage.py demo_data
    python -m tests.browser.review.pictures --password ... [--url http://127.0.0.1:8000/] [--out FOLDER]

The password is the one that `demo_data` has shown for `demo-reviewer`. The server must be running (`./run`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import DESKTOP, PHONE, Chromium

USER = "demo-reviewer"
SEARCH = "reading=done&signals=yes&hr_withheld=none&sort=participant"
DRAWN_MS = 500


def log_in(page: Page, password: str) -> None:
    page.goto(page.url + "accounts/login/")
    page.get_by_label("Username").fill(USER)
    page.get_by_label("Password").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "login" not in url)


def open_list(page: Page, query: str = "") -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Studies").click()
    page.get_by_role("link", name="Demo: resting and recovery").click()
    page.get_by_role("navigation", name="Study").get_by_role("link", name="Sessions").click()
    page.goto(f"{page.url.split('?')[0]}?{query}")


def shoot(page: Page, path: Path, *, whole: bool = False) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(DRAWN_MS)
    page.screenshot(path=path, full_page=whole)
    print(path)


def on_a_desktop(page: Page, out: Path) -> None:
    open_list(page, "hr_min=60&hr_max=90&quality_min=0.8")
    shoot(page, out / "review-1-list.png")
    open_list(page, SEARCH)
    page.locator(".sessions tbody tr").first.locator(".when a").click()
    page.locator("input[name=against]").last.check()
    if page.get_by_role("button", name="Show and compare").count():
        page.get_by_role("button", name="Show and compare").click()
    shoot(page, out / "review-2-session.png", whole=True)
    page.get_by_role("link", name="Methods side by side").click()
    for name in ("chrom", "green"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Compare").click()
    shoot(page, out / "review-3-methods.png", whole=True)


def dark(page: Page, out: Path) -> None:
    open_list(page, SEARCH)
    page.locator(".sessions tbody tr").last.locator(".when a").click()
    shoot(page, out / "review-4-session-dark.png")


def on_a_phone(page: Page, out: Path) -> None:
    open_list(page, "hr_min=60")
    shoot(page, out / "review-5-list-phone.png")


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
        for take, size, scheme in (
            (on_a_desktop, DESKTOP, "light"),
            (dark, DESKTOP, "dark"),
            (on_a_phone, PHONE, "light"),
        ):
            with chromium.page(viewport=size, scheme=scheme) as page:
                log_in(page, args.password)
                take(page, args.out)
        chromium.close()


if __name__ == "__main__":
    main()
