"""What a coordinator does on the pages of a study."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

TEXT = "We measure how the pulse follows breath. Ask Dr. Example."


class Coordinator:
    """At a page of the stack at `url`; `study` is the address of the study once there is one."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.study = ""

    def log_in(self, name: str, password: str) -> None:
        self.page.goto(f"{self.url}accounts/login/?next=/studies/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(password)
        self._press("Log in")
        self.page.wait_for_url("**/studies/")

    def make_study(self, name: str, good_seconds: int) -> None:
        """A short measurement, and a consent that keeps signals."""
        self.page.goto(f"{self.url}studies/new/")
        self.page.get_by_label("Name").fill(name)
        self._press("Make the study")
        self.page.wait_for_url("**/settings/")
        self.study = self.page.url.removesuffix("settings/")
        self._publish_consent()
        self.open("settings/")
        self.page.get_by_label("Good seconds to measure").fill(str(good_seconds))
        self.page.get_by_label("Requires signals").check()
        self._press("Save")
        expect(self.page.get_by_text("Saved.")).to_be_visible()

    def _publish_consent(self) -> None:
        self.open("settings/consent/")
        self.page.get_by_label("Text of this study").fill(TEXT)
        self.page.get_by_label("It says that the colour signals are kept").check()
        self._press("Publish")
        expect(self.page.get_by_text(re.compile("^Version 1,"))).to_be_visible()

    def invite(self) -> str:
        """One participant; returns the link."""
        self.open("participants/")
        self.page.get_by_label("How many").fill("1")
        self._press("Add")
        self._press("Invite all who have no invitation")
        return self.page.locator("article.sheet a.link").inner_text()

    def open(self, part: str) -> None:
        self.page.goto(self.study + part)

    def open_newest_session(self) -> str:
        """From the list; returns the session's key."""
        self.open("sessions/")
        self.page.locator("table a[href*='/sessions/']").first.click()
        self.page.wait_for_url(re.compile(r"/sessions/[0-9a-f-]{36}/"))
        found = re.search(r"/sessions/([0-9a-f-]{36})/", self.page.url)
        assert found
        return found[1]

    def annotate(self, text: str, start_s: float, end_s: float) -> None:
        """On the page of a session."""
        form = self.page.locator("#annotate")
        form.get_by_label("From (s)").fill(str(start_s))
        form.get_by_label("To (s)").fill(str(end_s))
        form.get_by_label("What is there, or why it is excluded").fill(text)
        form.get_by_role("button", name="Add annotation").click()

    def analyse_again(self, method: str) -> None:
        """The whole study, until it is done."""
        self.open("analyses/")
        self.page.get_by_label("Method").select_option(method)
        self._press("Analyse the whole study")
        expect(self.page.locator("tr[data-job]")).to_have_attribute("data-open", "no")

    def enter_reference(self, session: str, heart_rate: int) -> None:
        self.open(f"agreement/references/{session}/")
        self.page.get_by_label("Heart rate (/min)").fill(str(heart_rate))
        self._press("Keep")

    def export(self, form: str) -> Path:
        """Downloads the study; returns the file."""
        self.open("exports/")
        self.page.get_by_label("Format").select_option(form)
        with self.page.expect_download() as download:
            self._press("Download")
        return Path(download.value.path())

    def _press(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
