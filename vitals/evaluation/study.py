"""A whole evaluation: folder -> records -> grid -> report. What `manage.py evaluate` runs."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from vitals.archive import is_archive, open_archive
from vitals.archive.compare import AGAIN, EXPORTED, again, as_json, comparisons, repeat
from vitals.archive.shown import text
from vitals.errors import DatasetError
from vitals.evaluation import report
from vitals.evaluation.datasets import Dataset, Pictures, Record, open_dataset, study_archive
from vitals.evaluation.grid import Options, Outcome, run
from vitals.segmentation.manifest import read_verified

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Study:
    """What was asked for."""

    folder: Path
    out: Path
    options: Options
    layout: str | None = None
    subjects: tuple[str, ...] = ()
    """Empty: all."""
    records: str = "*"
    """Pattern of the records' names."""
    limit: int | None = None
    """Of the records that are left."""
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it."""

    summary: report.Summary
    paths: tuple[Path, ...]
    """The page first."""
    failures: dict[str, str]
    agreement: str = ""
    """Only of a study archive: as text, what its page shows."""


def evaluate(study: Study, progress: Progress = lambda share, record: None) -> Result:
    """Run a study and write its report.

    Raises:
        DatasetError: Nothing is found, or nothing is left after the choices.
        KeyboardInterrupt: What is finished is kept; the same study goes on from there.
    """
    if is_archive(study.folder):
        return _of_archive(study, progress)
    return _of_grid(study, progress)


def _of_archive(study: Study, progress: Progress) -> Result:
    """The agreement of its page, then the grid on the sessions that have signals and references."""
    archive = open_archive(study.folder)
    measured = again(archive, lambda share: progress(share / 2, "agreement"))
    found = [
        *comparisons([session.compared for session in archive.sessions], EXPORTED),
        *comparisons(measured, AGAIN),
    ]
    study.out.mkdir(parents=True, exist_ok=True)
    path = study.out / "agreement.json"
    path.write_text(json.dumps(as_json(found), indent=1, allow_nan=False), encoding="utf-8")
    words = text(found, repeat(archive, measured))
    if not study_archive.records(study.folder):
        return Result(report.summarise(()), (path,), {}, words)
    grid = _of_grid(study, lambda share, record: progress(0.5 + share / 2, record))
    return replace(grid, paths=(*grid.paths, path), agreement=words)


def _of_grid(study: Study, progress: Progress) -> Result:
    dataset = open_dataset(study.folder, study.layout)
    records = chosen(dataset, study)
    outcome = run(records, study.options, study.out / "work", study.jobs, progress)
    summary = report.summarise(outcome.series)
    paths = report.write(summary, _about(study, dataset, records, outcome), study.out)
    return Result(summary, paths, outcome.failures)


def chosen(dataset: Dataset, study: Study) -> list[Record]:
    """The records that are asked for, in the set's order."""
    known = {record.subject for record in dataset.records}
    strangers = [name for name in study.subjects if name not in known]
    if strangers:
        raise DatasetError(f"no subject {strangers[0]!r}: there are {', '.join(sorted(known)[:20])}")
    found = [
        r
        for r in dataset.records
        if (not study.subjects or r.subject in study.subjects) and fnmatchcase(r.id, study.records)
    ]
    if not found:
        names = ", ".join(record.id for record in dataset.records[:5])
        raise DatasetError(f"no record is called {study.records!r}: there are {names}, ...")
    return found[: study.limit]


def _about(study: Study, dataset: Dataset, records: Sequence[Record], outcome: Outcome) -> report.About:
    pictures = any(isinstance(record.source, Pictures) for record in records)
    return report.About(
        folder=study.folder.resolve().name,
        layout=dataset.title,
        records=len(records),
        subjects=len({record.subject for record in records}),
        options=study.options,
        model=read_verified().model if pictures else "",
        command=_command(study),
        failures=outcome.failures,
        origins=outcome.origins,
    )


def _command(study: Study) -> str:
    """Without the place of the folder on this machine."""
    o, default = study.options, Options()
    words = ["python", "manage.py", "evaluate", study.folder.resolve().name]
    for name, value, usual in (
        ("layout", study.layout, None),
        ("records", study.records, "*"),
        ("limit", study.limit, None),
        ("window", f"{o.window_s:g}", f"{default.window_s:g}"),
        ("rr-window", f"{o.rr_window_s:g}", f"{default.rr_window_s:g}"),
        ("step", o.step_s, default.step_s),
    ):
        words += [] if value == usual else [f"--{name}", str(value)]
    for name, names, all_names in (
        ("subjects", study.subjects, ()),
        ("regions", o.regions, default.regions),
        ("methods", tuple(n for n in o.methods if n not in o.plugins), default.methods),
        ("plugin", o.plugins, ()),
        ("estimators", o.estimators, default.estimators),
        ("rr-methods", o.rr_methods, default.rr_methods),
    ):
        words += [] if names == all_names else [f"--{name}", *(names or ("none",))]
    return shlex.join(words)
