"""What a worker process does: bring a record into shape, then do its parts one by one."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np

from vitals.errors import VitalsError
from vitals.evaluation.datasets.record import Record, Truth
from vitals.evaluation.grid import digest
from vitals.evaluation.grid.material import Material, material
from vitals.evaluation.grid.options import Options
from vitals.evaluation.grid.parts import Part, answers, parts
from vitals.evaluation.grid.store import Store
from vitals.pulse.plugins import GROUP, enable


@dataclass(frozen=True, slots=True)
class Work:
    """All that a worker needs to know; it is given once, when the worker starts."""

    records: tuple[Record, ...]
    options: Options
    out: Path

    @property
    def store(self) -> Store:
        return Store(self.out / "parts")


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one task."""

    record: int
    parts: tuple[Part, ...] = ()
    """What is to be done next, if the task was to prepare a record."""
    origins: tuple[str, ...] = ()
    """Where its truths come from, likewise."""
    failure: str = ""


_given: list[Work] = []
"""Empty but in a worker process."""


def begin(work: Work) -> None:
    """Start a worker. Ctrl-C is for the process that the person sees; it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in work.options.plugins:
        enable(name)
    _given[:] = [work]


def prepare_given(record: int) -> Done:
    return prepare(_given[0], record)


def measure_given(record: int, part: Part) -> Done:
    return measure(_given[0], record, part)


def prepare(work: Work, record: int) -> Done:
    """Segment a record if that has not been done, and list its parts."""
    try:
        found, truth = _loaded(work.records[record], work.out)
        rates = [rate for rate in (truth.heart, truth.breath) if rate is not None]
        origins = tuple(rate.origin.value for rate in rates)
        return Done(record, tuple(parts(found, truth, work.options)), origins)
    except Exception as error:  # one broken record must not stop the others: it is reported
        return Done(record, failure=_told(error))


def measure(work: Work, record: int, part: Part) -> Done:
    """Do one part, unless it is there already."""
    chosen = work.records[record]
    try:
        key = part_key(chosen, part, work.options)
        if work.store.read(chosen.id, part.name, key) is None:
            found, truth = _loaded(chosen, work.out)
            with np.errstate(all="ignore"):
                work.store.write(chosen.id, part.name, key, answers(part, found, truth, work.options))
        return Done(record)
    except Exception as error:  # likewise
        return Done(record, failure=f"{part.name}: {_told(error)}")


def part_key(record: Record, part: Part, options: Options) -> str:
    """Of the record's files, the code and the options that this part depends on."""
    windows = (options.window_s, options.rr_window_s, options.step_s, options.estimators, options.rr_methods)
    version = _version(part.method) if part.method in options.plugins else ""
    return digest.of(record.files, digest.ALL, part, windows, version)


def _version(plugin: str) -> str:
    """Of the distribution that a plug-in comes with."""
    points = entry_points(group=GROUP, name=plugin)
    return " ".join(f"{point.value} {point.dist.version}" for point in points if point.dist is not None)


@lru_cache(maxsize=2)
def _loaded(record: Record, out: Path) -> tuple[Material, Truth]:
    """The parts of one record follow each other."""
    return material(record, out / "traces"), record.truth()


def _told(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if isinstance(error, (VitalsError, OSError)) else f"{type(error).__name__}: {text}"
