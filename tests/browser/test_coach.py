"""static/js/coach.js: one instruction at a time, and which seconds count."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

COACH = """
async ([seen, heard]) => {
  const { Coach, instruction } = await import("/static/js/coach.js");
  const coach = new Coach();
  coach.see({ t_s: 1, ...seen });
  coach.hear(heard && { code: heard });
  return [coach.code, coach.isGood, coach.code && instruction(coach.code)];
}
"""
CENTRED = {"face": [0.5, 0.45, 0.3, 0.5], "faces": 1}
ASIDE = {"face": [0.15, 0.45, 0.3, 0.5], "faces": 1}
CLOSE = {"face": [0.5, 0.5, 0.8, 0.97], "faces": 1}
NOBODY: dict[str, Any] = {"face": None, "faces": 0}
CROWD = CENTRED | {"faces": 2}


def coach(page: Page, seen: dict[str, Any], heard: str | None = None) -> tuple[str | None, bool]:
    code, is_good, words = page.evaluate(COACH, [seen, heard])
    assert (code is None) == (not words)  # every code has a sentence
    return code, is_good


@pytest.mark.parametrize(
    ("seen", "code"), [(NOBODY, "no_face"), (ASIDE, "off_centre"), (CLOSE, "too_close"), (CENTRED, None)]
)
def test_the_place_of_the_face_comes_first(page: Page, seen: dict[str, Any], code: str | None) -> None:
    assert coach(page, seen) == (code, code is None)


@pytest.mark.parametrize("code", ["dark", "motion", "face_small", "low_frame_rate"])
def test_what_spoils_the_picture_is_said_and_does_not_count(page: Page, code: str) -> None:
    assert coach(page, CENTRED, code) == (code, False)


@pytest.mark.parametrize("code", ["too_short", "no_pulse", "no_breath", "methods_disagree"])
def test_seconds_of_a_weak_signal_count_all_the_same(page: Page, code: str) -> None:
    assert coach(page, CENTRED, code) == (code, True)


def test_a_place_to_correct_is_said_before_the_light(page: Page) -> None:
    assert coach(page, ASIDE, "dark") == ("off_centre", False)


def test_a_second_face_is_said_where_there_is_nothing_but_to_wait(page: Page) -> None:
    assert coach(page, CROWD, "too_short") == ("two_faces", True)
    assert coach(page, CROWD, "dark") == ("dark", False)
