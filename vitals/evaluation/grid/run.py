"""Run a grid: tasks to processes, progress to whoever wants it, results out of the store."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from vitals.errors import DatasetError
from vitals.evaluation.datasets.record import Record
from vitals.evaluation.grid.options import Options
from vitals.evaluation.grid.parts import Part
from vitals.evaluation.grid.series import Series, stacked
from vitals.evaluation.grid.work import (
    Done,
    Work,
    begin,
    measure,
    measure_given,
    part_key,
    prepare,
    prepare_given,
)

Progress = Callable[[float, str], None]
"""(share that is done, the record in hand)."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""One thread per worker: there is a worker per core."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a grid."""

    series: tuple[Series, ...]
    failures: dict[str, str]
    """Record -> what is wrong with it."""
    origins: tuple[str, ...]
    """Where the truths come from."""


def run(
    records: Sequence[Record],
    options: Options,
    out: Path,
    jobs: int | None = None,
    progress: Progress = lambda share, record: None,
) -> Outcome:
    """Evaluate `records`; what `out` holds of an earlier run, and still is true, is not done again.

    Args:
        jobs: Processes; by default one per core. With 1 nothing is started.

    Raises:
        KeyboardInterrupt: After the workers have been ended; finished parts are kept.
    """
    work = Work(tuple(records), options, out)
    done: dict[int, tuple[Part, ...]] = {}
    origins: dict[str, None] = {}
    failures: dict[str, str] = {}
    jobs = jobs or cores()
    steps = _alone(work) if jobs == 1 else _together(work, jobs)
    total, finished = 2 * len(records), 0.0
    for task in steps:
        name = records[task.record].id
        if task.failure:
            failures.setdefault(name, task.failure)
        if task.record not in done:  # its first task prepared it
            done[task.record] = task.parts
            origins |= dict.fromkeys(task.origins)
            finished += 1 if task.parts else 2
        else:
            finished += 1 / len(done[task.record])
        progress(finished / total, name)
    return Outcome(tuple(_results(work, done, failures)), failures, tuple(origins))


def cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _alone(work: Work) -> Iterator[Done]:
    for record in range(len(work.records)):
        prepared = prepare(work, record)
        yield prepared
        yield from (measure(work, record, part) for part in prepared.parts)


def _together(work: Work, jobs: int) -> Iterator[Done]:
    """Fresh processes, never forks: a network loaded before a fork hangs."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=spawn, initializer=begin, initargs=(work,))
    try:
        pending = {pool.submit(prepare_given, record) for record in range(len(work.records))}
        while pending:
            finished, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                done = _result(future)
                pending |= {pool.submit(measure_given, done.record, part) for part in done.parts}
                yield done
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


def _result(future: Future[Done]) -> Done:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise DatasetError(
            "a worker process was killed, perhaps for memory: give fewer --jobs; the same command goes on"
        ) from error


def _results(work: Work, done: dict[int, tuple[Part, ...]], failures: dict[str, str]) -> Iterator[Series]:
    """In order of the records; nothing of a record that has failed in any part."""
    for index, record in enumerate(work.records):
        if record.id in failures:
            continue
        for part in done.get(index, ()):
            answers = work.store.read(record.id, part.name, part_key(record, part, work.options))
            if answers is None:
                raise DatasetError(f"{record.id} or the code has changed meanwhile: give the command again")
            yield from stacked(record.id, record.subject, record.activity, answers)
