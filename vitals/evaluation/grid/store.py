"""Finished parts on disk, as JSON lines: a header with a key, then one window a line.

A part is written whole or not at all, so what is there is true as long as its key is the present one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vitals.evaluation.grid.digest import file_name
from vitals.evaluation.grid.series import Answer, Config, Quantity


@dataclass(frozen=True, slots=True)
class Store:
    """The folder that a grid keeps its parts in."""

    folder: Path

    def read(self, record: str, part: str, key: str) -> list[Answer] | None:
        """The answers of a part; None if it is not there, or not of that key."""
        path = self._path(record, part)
        if not path.is_file():
            return None
        try:
            with path.open(encoding="utf-8") as file:
                if json.loads(next(file, "{}")).get("key") != key:
                    return None
                return [_answer(json.loads(line)) for line in file]
        except (OSError, ValueError, TypeError):
            return None  # damaged: it is made anew

    def write(self, record: str, part: str, key: str, answers: Iterable[Answer]) -> None:
        path = self._path(record, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.tmp")
        with partial.open("w", encoding="utf-8") as file:
            file.write(json.dumps({"record": record, "part": part, "key": key}) + "\n")
            file.writelines(json.dumps(_row(answer)) + "\n" for answer in answers)
        partial.replace(path)

    def _path(self, record: str, part: str) -> Path:
        return self.folder / file_name(record) / f"{file_name(part)}.jsonl"


def _row(a: Answer) -> list[object]:
    c = a.config
    numbers = (a.t_s, a.truth_bpm, a.value_bpm, a.probability, a.snr_db)
    return [c.quantity, c.region, c.method, c.estimator, *map(_known, numbers), a.withheld]


def _known(value: float) -> float | None:
    return None if value != value else round(value, 4)


def _answer(row: list[Any]) -> Answer:
    quantity, region, method, estimator, *numbers, withheld = row
    config = Config(Quantity(quantity), region, method, estimator)
    t_s, truth_bpm, value_bpm, probability, snr_db = (float("nan") if n is None else n for n in numbers)
    return Answer(config, t_s, truth_bpm, value_bpm, probability, snr_db, withheld)
