"""The files of a report: report.html, summary.csv, windows.csv, summary.json."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vitals.evaluation.metrics import MEASURES
from vitals.evaluation.report.about import About
from vitals.evaluation.report.page import page
from vitals.evaluation.report.summary import Line, Summary

CONFIG = ("quantity", "region", "method", "estimator")
COUNTS = ("windows", "answered")
WINDOW = ("t_s", "truth_bpm", "value_bpm", "probability", "snr_db", "withheld")


def write(summary: Summary, about: About, folder: Path) -> tuple[Path, ...]:
    """Write all four and return their paths, the page first."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / name for name in ("report.html", "summary.csv", "windows.csv", "summary.json"))
    paths[0].write_text(page(summary, about), encoding="utf-8")
    _csv(paths[1], _summary_rows(summary))
    _csv(paths[2], _window_rows(summary))
    content = {"about": asdict(about), "scores": [_json_of(line) for line in summary.lines]}
    paths[3].write_text(json.dumps(content, indent=1, allow_nan=False), encoding="utf-8")
    return paths


def _csv(path: Path, rows: Iterator[list[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _summary_rows(summary: Summary) -> Iterator[list[Any]]:
    ends = [f"{name}_{end}" for name in MEASURES for end in ("low", "high")]
    yield ["scope", "name", *CONFIG, *COUNTS, *MEASURES, "snr_db", *ends]
    for line in summary.lines:
        s, c = line.score, line.config
        numbers = [getattr(s, name) for name in (*MEASURES, "snr_db")] + [
            end.get(name, math.nan) for name in MEASURES for end in (s.low, s.high)
        ]
        yield [
            line.scope, line.name, c.quantity, c.region, c.method, c.estimator, s.windows, s.answered,
            *map(_known, numbers),
        ]  # fmt: skip


def _window_rows(summary: Summary) -> Iterator[list[Any]]:
    yield ["record", "subject", "activity", *CONFIG, *WINDOW]
    for s in summary.series:
        c = s.config
        columns = (s.t_s, s.truth_bpm, s.value_bpm, s.probability, s.snr_db)
        for *numbers, withheld in zip(*columns, s.withheld, strict=True):
            who = [s.record, s.subject, s.activity, c.quantity, c.region, c.method, c.estimator]
            yield [*who, *map(_known, numbers), withheld]


def _json_of(line: Line) -> dict[str, Any]:
    return {
        "scope": line.scope,
        "name": line.name,
        **asdict(line.config),
        **{name: _nested(value) for name, value in asdict(line.score).items()},
    }


def _nested(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _known(v) for name, v in value.items()}
    return _known(value)


def _known(value: float) -> float | int | None:
    if isinstance(value, int):
        return value
    return round(float(value), 4) if math.isfinite(value) else None
