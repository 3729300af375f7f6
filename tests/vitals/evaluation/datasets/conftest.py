"""A painted face is segmented without weights; a record is read the way an evaluation reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vitals.segmentation.painted import read_painting
from vitals.analyzer import Analyzer
from vitals.evaluation.datasets import Record
from vitals.evaluation.grid.material import material
from vitals.types import Trace


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Record], Trace]:
    """The trace of a record."""
    monkeypatch.setattr(Analyzer, "load", lambda: Analyzer(read_painting))
    return lambda record: material(record, tmp_path / "cache").trace
