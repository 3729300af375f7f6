"""What can be stored of a text."""

from __future__ import annotations

import pytest

from webapp.measure.plain import has_controls, plain


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\t", "\ud800"])
def test_what_cannot_be_stored_is_left_out(letter: str) -> None:
    assert has_controls(f"a{letter}b") and plain(f"a{letter}b") == "ab"


def test_lines_and_letters_of_any_script_stay() -> None:
    assert plain(" größer\n脈拍 ♥ ") == "größer\n脈拍 ♥"
