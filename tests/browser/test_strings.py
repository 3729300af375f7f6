"""static/js/strings/: every sentence of the page in every language."""

from __future__ import annotations

import re

from playwright.sync_api import Page

STRINGS = "async (name) => (await import(`/static/js/strings/${name}.js`)).default"
SAY = """
async ([language, key, values]) => {
  document.documentElement.lang = language;
  const { say } = await import(`/static/js/text.js?${language}`);
  return say(key, values);
}
"""
COUNT = "async ([key, n]) => (await import('/static/js/text.js')).count(key, n)"
SAME_IN_BOTH = {"start", "seconds", "how_pictures", "per_minute", "reference", "file_json", "file_fhir"}


def test_every_english_sentence_has_a_german_one(page: Page) -> None:
    english, german = page.evaluate(STRINGS, "en"), page.evaluate(STRINGS, "de")
    assert set(german) == set(english)
    assert {key for key in english if german[key] == english[key]} == SAME_IN_BOTH


def test_both_languages_fill_in_the_same_values(page: Page) -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    english, german = page.evaluate(STRINGS, "en"), page.evaluate(STRINGS, "de")
    assert {key: names(text) for key, text in german.items()} == {
        key: names(text) for key, text in english.items()
    }


def test_the_page_speaks_the_language_of_its_document(page: Page) -> None:
    assert page.evaluate(SAY, ["en", "seconds_left", {"n": 7}]) == "7 s left"
    assert page.evaluate(SAY, ["de", "seconds_left", {"n": 7}]) == "noch 7 s"


def test_one_picture_is_no_plural(page: Page) -> None:
    assert page.evaluate(COUNT, ["pictures", 1]) == "1 picture"
    assert page.evaluate(COUNT, ["pictures", 1200]) == "1,200 pictures"
