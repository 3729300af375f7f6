"""static/js/words.js: what the page says of a number."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

CALL = "async ([name, args]) => (await import('/static/js/words.js'))[name](...args)"


def said(page: Page, name: str, *args: object) -> str:
    return str(page.evaluate(CALL, [name, args]))


@pytest.mark.parametrize(
    ("quality", "words"),
    [
        (0.97, "right within 5/min: more than 9 in 10"),
        (0.88, "right within 5/min: about 9 in 10"),
        (0.42, "right within 5/min: about 4 in 10"),
        (0.03, "right within 5/min: less than 1 in 10"),
    ],
)
def test_a_quality_is_said_in_tenths(page: Page, quality: float, words: str) -> None:
    assert said(page, "odds", "heart_rate", quality) == words


@pytest.mark.parametrize(("quality", "word"), [(0.96, "good"), (0.85, "fair"), (0.3, "low")])
def test_a_quality_has_a_word(page: Page, quality: float, word: str) -> None:
    assert said(page, "qualityWord", quality) == word


@pytest.mark.parametrize(
    ("rate", "value"), [("heart_rate", 72), ("respiratory_rate", 15), ("heart_rate", None)]
)
def test_usual_values_need_no_words(page: Page, rate: str, value: float | None) -> None:
    assert said(page, "unusual", rate, value) == ""


@pytest.mark.parametrize(
    ("rate", "value", "words"),
    [
        ("heart_rate", 44, "lower than usual"),
        ("heart_rate", 130, "higher than usual"),
        ("respiratory_rate", 6, "slower than usual"),
        ("respiratory_rate", 30, "faster than usual"),
    ],
)
def test_unusual_values_get_calm_words(page: Page, rate: str, value: float, words: str) -> None:
    assert words in said(page, "unusual", rate, value)
