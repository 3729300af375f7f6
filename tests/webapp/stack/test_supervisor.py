"""A child that ends is started again; one that cannot start ends the start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from webapp.stack import supervisor
from webapp.stack.child import Child
from webapp.stack.preflight import CannotStart
from webapp.stack.supervisor import MAX_ENDS_AT_START, Supervisor


@pytest.fixture
def fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Child:
    """A process that ends at once."""
    monkeypatch.setattr(supervisor, "RESTART_AFTER_S", 0.0)
    monkeypatch.setattr(supervisor, "LOOK_EVERY_S", 0.01)
    return Child("web", [sys.executable, "-S", "-c", "raise SystemExit(3)"], tmp_path, {})


def test_a_child_that_keeps_ending_before_all_are_ready_stops_the_start(fails: Child) -> None:
    lines: list[str] = []
    stack = Supervisor(lines.append)
    stack.start(fails)
    with pytest.raises(CannotStart, match="web ended 3 times, last with status 3"):
        stack.run()
    stack.stop()
    assert len(lines) == MAX_ENDS_AT_START - 1


def test_after_that_it_is_started_again_for_ever(fails: Child) -> None:
    lines: list[str] = []
    stack = Supervisor(lines.append)
    stack.start(fails)
    stack.patient = True
    assert stack.run(until=lambda: len(lines) > MAX_ENDS_AT_START)
    stack.stop()
