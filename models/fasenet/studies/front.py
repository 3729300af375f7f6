"""Which networks are worth their time, and what that time is."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from models.fasenet.runner import Runner

BATCHES: Final = (1, 8)
ROUNDS: Final = 9
RUNS_PER_ROUND: Final = 5


def on_front(costs: Sequence[float], gains: Sequence[float]) -> list[bool]:
    """True where nothing else costs no more and gains no less, with one of the two better."""
    points = list(zip(costs, gains, strict=True))
    return [
        not any(c <= cost and g >= gain and (c, g) != (cost, gain) for c, g in points)
        for cost, gain in points
    ]


def cpu_milliseconds(runners: Mapping[str, Runner], rounds: int = ROUNDS) -> dict[str, dict[int, float]]:
    """CPU time per picture on one thread, by name and batch: the median of rounds in which all take turns.

    Taking turns makes ratios hold although the speed of a shared machine drifts.
    """
    times: dict[str, dict[int, list[float]]] = {name: {batch: [] for batch in BATCHES} for name in runners}
    for _ in range(rounds):
        for name, runner in runners.items():
            for batch in BATCHES:
                times[name][batch].append(runner.milliseconds(batch, RUNS_PER_ROUND))
    return {
        name: {batch: float(np.median(each)) for batch, each in found.items()}
        for name, found in times.items()
    }
