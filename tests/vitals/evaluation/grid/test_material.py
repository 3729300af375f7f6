"""Traces of pictures, computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals.analyzer import Analyzer
from vitals.errors import DatasetError
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.evaluation.grid.material import material
from vitals.types import Float, Frame

FRAMES, FPS = 20, 10.0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry each time that pictures are segmented."""
    count: list[int] = []
    monkeypatch.setattr(Analyzer, "load", lambda: count.append(1) or Analyzer(read_painting))
    return count


def faces(number: int = FRAMES) -> Iterator[Frame]:
    picture = paint(nobody(96, 72), 48, 36, 56)
    picture[..., 1] = 120
    picture[30:42, 42:54, 1] = 60
    return (Frame(i / FPS, picture) for i in range(number))


def record(folder: Path, clock: Callable[[], Float] | None = None, number: int = FRAMES) -> Record:
    file = folder / "video"
    if not file.exists():
        file.write_bytes(b"1")
    source = Pictures(lambda: faces(number), clock)
    return Record("a", "a", "rest", source, lambda: Truth(None, None), (file,))


def test_pictures_are_segmented_once(opened: list[int], tmp_path: Path) -> None:
    first = material(record(tmp_path), tmp_path / "cache")
    second = material(record(tmp_path), tmp_path / "cache")
    assert len(opened) == 1
    np.testing.assert_array_equal(first.trace.rows(), second.trace.rows())
    assert second.box_rgb is not None
    np.testing.assert_array_equal(first.box_rgb, second.box_rgb)


def test_a_changed_video_is_segmented_anew(opened: list[int], tmp_path: Path) -> None:
    material(record(tmp_path), tmp_path / "cache")
    (tmp_path / "video").write_bytes(b"another")
    material(record(tmp_path), tmp_path / "cache")
    assert len(opened) == 2


def test_a_cut_cache_is_made_anew(opened: list[int], tmp_path: Path) -> None:
    material(record(tmp_path), tmp_path / "cache")
    [kept] = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert len(material(record(tmp_path), tmp_path / "cache").trace) == FRAMES
    assert len(opened) == 2


def test_the_sets_own_times_go_before_the_containers(opened: list[int], tmp_path: Path) -> None:
    times = np.cumsum(np.linspace(0.09, 0.12, FRAMES))
    found = material(record(tmp_path, lambda: times), tmp_path / "cache")
    np.testing.assert_array_equal(found.trace.t_s, times)


@pytest.mark.parametrize(
    "times",
    [np.arange(2 * FRAMES) / 60, np.arange(FRAMES)[::-1] / FPS, np.full(FRAMES, np.nan)],
    ids=["of another sensor", "going back", "unknown"],
)
def test_times_that_cannot_be_the_frames_are_not_taken(
    opened: list[int], tmp_path: Path, times: Float
) -> None:
    found = material(record(tmp_path, lambda: times), tmp_path / "cache")
    np.testing.assert_allclose(found.trace.t_s, np.arange(FRAMES) / FPS)


def test_the_box_is_the_middle_of_the_face_whatever_is_in_it(opened: list[int], tmp_path: Path) -> None:
    found = material(record(tmp_path), tmp_path / "cache")
    assert found.box_rgb is not None
    dark = 12 * 12 / (0.6 * 0.78 * 56 * 0.8 * 56)
    assert found.box_rgb[:, 1].mean() == pytest.approx(120 - 60 * dark, abs=2)


def test_no_picture_at_all_is_told(opened: list[int], tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="not a single picture"):
        material(record(tmp_path, number=0), tmp_path / "cache")
