"""The page in German: every visible word of its template, and of its code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.chromium import NO_CAMERA, Chromium

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "webapp" / "measure" / "templates" / "measure" / "index.html"
CATALOGUE = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
SENTENCE = re.compile(r"""{% translate (?:'([^']+)'|"([^"]+)") %}""")


@pytest.fixture
def german(chromium: Chromium) -> Iterator[Page]:
    with chromium.page(NO_CAMERA, locale="de-DE") as page:
        yield page


def test_every_sentence_of_the_template_has_a_german_one() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    sentences = {one or other for one, other in SENTENCE.findall(TEMPLATE.read_text())}
    known = {message.id for message in catalogue if message.string}
    assert sentences - known == set()


def test_a_german_browser_gets_a_german_page(german: Page) -> None:
    assert german.locator("html").get_attribute("lang") == "de"
    expect(german.locator("#measure h1")).to_have_text("Herzfrequenz und Atemfrequenz messen")


def test_the_code_of_the_page_speaks_german_too(german: Page) -> None:
    visit.start(german)
    expect(german.get_by_test_id("status")).to_contain_text("Es wurde keine Kamera gefunden")


def test_the_language_can_be_changed(german: Page) -> None:
    german.get_by_role("button", name="English").click()
    expect(german.get_by_test_id("start")).to_have_text("Start")
    assert german.locator("html").get_attribute("lang") == "en"
