"""Records of the loss study -> table: mean and spread over seeds, and differences to MCC with equal seeds."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

REFERENCE: Final = "MCC"
COLUMNS: Final = (
    ("pictures", "mean_iou"), ("pictures", "mcc"), ("pictures", "skin_iou"), ("pictures", "small_iou"),
    ("scenes", "mean_iou"), ("scenes", "mcc"), ("scenes", "skin_iou"), ("scenes", "small_iou"),
)  # fmt: skip

Run = dict[str, Any]


def by_seed(runs: Sequence[Run], loss: str, where: str, part: str) -> dict[int, float]:
    """Seed -> score."""
    return {one["seed"]: float(one[where][part]) for one in runs if one["loss"] == loss}


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Mean and sample standard deviation (NaN of a single value)."""
    return float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else float("nan")


def paired(runs: Sequence[Run], loss: str, where: str, part: str) -> list[float]:
    """Score minus that of the reference, for each seed that both have."""
    own, reference = by_seed(runs, loss, where, part), by_seed(runs, REFERENCE, where, part)
    return [own[seed] - reference[seed] for seed in sorted(own.keys() & reference.keys())]


def cell(values: Sequence[float], sign: str = "") -> str:
    """``mean ± standard deviation``, three digits."""
    if not values:
        return "–"
    mean, deviation = spread(values)
    return f"{mean:{sign}.3f}" + (f" ± {deviation:.3f}" if deviation == deviation else "")


def as_markdown(runs: Sequence[Run]) -> str:
    """Two tables, scores and paired differences; the losses in the order of their mean IoU on pictures."""
    names = {one["loss"] for one in runs}
    ranked = sorted(names, key=lambda n: -np.mean(list(by_seed(runs, n, *COLUMNS[0]).values())))
    head = [f"{where}: {part.replace('_', ' ')}" for where, part in COLUMNS]
    scores = [
        [name, *(cell(list(by_seed(runs, name, *column).values())) for column in COLUMNS)] for name in ranked
    ]
    gaps = [
        [name, *(cell(paired(runs, name, *column), "+") for column in COLUMNS)]
        for name in ranked
        if name != REFERENCE
    ]
    return "\n".join([*rows(["loss", *head], scores), "", *rows([f"minus {REFERENCE}", *head], gaps), ""])


def rows(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Markdown lines."""
    return [f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *body)]
