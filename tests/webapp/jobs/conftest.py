"""Jobs whose handler is told by the test, and messages that go nowhere."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from webapp.jobs import rows
from webapp.jobs.step import Handler, Step
from webapp.records.models import Job, Study


@dataclass
class Scripted:
    """A handler of ten things; what is done of them can be seen, and something can happen before each."""

    count: int = 10
    seen: list[str] = field(default_factory=list)

    def before(self, name: str) -> None:
        """For tests to put something in."""

    def steps(self, job: Job) -> Iterator[Step]:
        for name in (f"{i:02d}" for i in range(self.count)):
            if name > job.cursor:
                self.before(name)
                self.seen.append(name)
                yield Step(name)

    def handler(self) -> Handler:
        return Handler(lambda job: self.count, self.steps)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    script = Scripted()
    monkeypatch.setattr("webapp.jobs.work.handler_of", lambda kind: script.handler())
    monkeypatch.setattr("webapp.jobs.limits.NOTE_EVERY_S", 0.0)
    return script


@pytest.fixture
def job(study: Study) -> Job:
    return rows.create(Job.Kind.REANALYSIS, study, {"method": "fused", "sessions": None}, None)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """Jobs for which somebody would have been woken."""
    found: list[uuid.UUID] = []

    def remember(name: str, args: tuple[str], queue: str) -> None:
        assert (name, queue) == ("jobs.work", "jobs")
        found.append(uuid.UUID(args[0]))

    monkeypatch.setattr("webapp.jobs.wake.app.send_task", remember)
    return found
