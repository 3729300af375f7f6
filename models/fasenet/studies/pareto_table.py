"""Rows of the Pareto study -> table, the fastest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.fasenet.runner import Runner
from models.fasenet.studies.front import BATCHES, on_front
from models.fasenet.studies.loss_table import rows as table_lines

Times = Mapping[str, Mapping[int, float]]
"""CPU milliseconds per picture, by name and batch."""
PARTS = ("mean_iou", "skin_iou", "eyes_brows_iou", "mcc")


@dataclass(frozen=True)
class Row:
    """A network: its ONNX file, its scores, and the mean IoU of its weights before they were averaged."""

    name: str
    file: Path
    parameters: int
    scores: dict[str, float]
    raw_mean_iou: float | None = None
    same_schedule: bool = True
    """False for weights that were trained for longer, which cannot be compared with the others."""


def best(rows: Sequence[Row], times: Times) -> set[str]:
    """Names on the front of mean IoU against time in batches of one, among those of the same schedule."""
    fair = [row for row in rows if row.same_schedule]
    costs = [times[row.name][BATCHES[0]] for row in fair]
    marks = on_front(costs, [row.scores["mean_iou"] for row in fair])
    return {row.name for row, mark in zip(fair, marks, strict=True) if mark}


def as_markdown(rows: Sequence[Row], times: Times) -> str:
    """One line per network; a star marks the front."""
    front = best(rows, times)
    head = [
        "network", "input", "parameters", "kB", *(f"ms, batch {batch}" for batch in BATCHES),
        *(part.replace("_", " ") for part in PARTS), "mean iou, not averaged", "front",
    ]  # fmt: skip
    ordered = sorted(rows, key=lambda row: times[row.name][BATCHES[0]])
    body = [
        [
            row.name, str(Runner(row.file).size), str(row.parameters), f"{row.file.stat().st_size / 1e3:.0f}",
            *(f"{times[row.name][batch]:.2f}" for batch in BATCHES),
            *(f"{row.scores[part]:.3f}" for part in PARTS),
            "–" if row.raw_mean_iou is None else f"{row.raw_mean_iou:.3f}",
            "*" if row.name in front else "",
        ]
        for row in ordered
    ]  # fmt: skip
    return "\n".join([*table_lines(head, body), ""])
