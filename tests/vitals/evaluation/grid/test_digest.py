"""Keys of finished parts: what they are of, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from vitals.evaluation.grid import digest


@pytest.mark.parametrize("changed", ["step.py", "calibration.json"])
def test_other_code_or_other_constants_make_another_key(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "_VITALS", tmp_path)
    (tmp_path / changed).write_text("1")
    digest._of_code.cache_clear()
    before = digest.of([], digest.ALL)
    (tmp_path / changed).write_text("2")
    digest._of_code.cache_clear()
    after = digest.of([], digest.ALL)
    digest._of_code.cache_clear()
    assert before != after


def test_a_usual_name_is_kept() -> None:
    assert digest.file_name("s1_T1.avi") == "s1_T1.avi"


def test_names_that_differ_stay_different_and_name_no_other_folder() -> None:
    names = ["a b", "a_b", "a/b", "../b", "ä b"]
    files = [digest.file_name(name) for name in names]
    assert len(set(files)) == len(names)
    assert not any("/" in file for file in files)
