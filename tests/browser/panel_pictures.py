"""Pictures of the admin panel and of a study's analyses for docs/screenshots.

    manage.py demo_data
    python -m tests.browser.panel_pictures --admin ... --coordinator ... [--url URL] [--out FOLDER]

The passwords are those that the first start has shown for `admin`, and `demo_data` for `demo-coordinator`.
The server must be running (`./run`); `manage.py loadtest` before it gives the charts something to draw.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import DESKTOP, Chromium

PANEL = {
    "1-start": "",
    "2-state": "installation/",
    "3-checklist": "installation/checklist/",
    "4-networks": "installation/networks/",
    "5-failed": "installation/failed/",
    "6-retention": "installation/retention/",
    "7-policy": "records/policy/",
    "8-audit-log": "records/accesslog/",
    "9-study": "records/study/",
}
RUNNING_MS = 6000


def log_in(page: Page, url: str, name: str, password: str) -> None:
    page.goto(f"{url}accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda address: "login" not in address)


def panel(page: Page, url: str, out: Path) -> None:
    for name, path in PANEL.items():
        page.goto(f"{url}admin/{path}")
        if name == "9-study":
            page.get_by_role("link", name="Demo: resting and recovery").click()
        shoot(page, out / f"admin-{name}.png", whole=name != "8-audit-log")


def analyses(page: Page, url: str, out: Path) -> None:
    page.goto(f"{url}studies/")
    page.get_by_role("link", name="Demo: resting and recovery").click()
    page.get_by_role("navigation", name="Study").get_by_role("link", name="Analyses").click()
    page.get_by_label("Method").select_option("chrom")
    page.get_by_role("button", name="Analyse the whole study").click()
    page.wait_for_timeout(RUNNING_MS)
    shoot(page, out / "study-analyses.png", whole=True)


def shoot(page: Page, path: Path, *, whole: bool) -> None:
    page.screenshot(path=path, full_page=whole)
    print(path)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000/")
    parser.add_argument("--admin", required=True, metavar="PASSWORD")
    parser.add_argument("--coordinator", required=True, metavar="PASSWORD")
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    args = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = Chromium(playwright, args.url)
        for take, name, password in (
            (panel, "admin", args.admin),
            (analyses, "demo-coordinator", args.coordinator),
        ):
            with chromium.page(viewport=DESKTOP) as page:
                log_in(page, args.url, name, password)
                take(page, args.url, args.out)
        chromium.close()


if __name__ == "__main__":
    main()
