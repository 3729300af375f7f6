"""What the heart-rate chain reaches when its settings are chosen without the person it is judged on.

    python -m vitals.evaluation.left_out DIR

Every window is answered. For each subject, the settings (waves, floor, weight and drift of the tracker, trust
under movement) with the least mean error over the traces of the *other* subjects are taken and judged on
this one. Exercise is judged but not chosen by: nothing here measures it. The detrending and the windows
of 5 and 10 s are as shipped; the checks for harmonics and for steady motion, which find next to nothing in
these traces, are left away. Beside it: the shipped settings, and the best constant of each group in
hindsight.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TypeVar

import numpy as np

from vitals import pulse
from vitals.evaluation.traces import group
from vitals.evaluation.truth import SKIPPED_S, Errors, heart_truth
from vitals.heart_rate.emission import TRACKER, spectra
from vitals.heart_rate.estimate import CONTEXT_S, RESTLESS, trust
from vitals.limits import HR_WINDOW_S
from vitals.monitor.step import seconds
from vitals.quality.colour import movement
from vitals.signals.resample import resample
from vitals.signals.spectrum import Spectrum
from vitals.traces import read_trace

Choice = TypeVar("Choice")
CAPPED_BPM = 20.0
"""An error counts at most so much in the choice."""
CONSTANTS = range(50, 121)


@dataclass(frozen=True, slots=True)
class Settings:
    """One way to run the chain."""

    methods: tuple[str, ...]
    floor: float
    weight: float
    drift_bpm: float
    restless: float


SHIPPED = Settings(("fused",), TRACKER.floor, TRACKER.weight, TRACKER.drift_bpm, RESTLESS)
CHOICES = [
    Settings(*choice)
    for choice in product(
        (("fused",), ("fused", "pos"), ("green",), ("pbv",), ("pos",)),
        (0.003, 0.01),
        (0.35, 0.5, 0.7),
        (1.5, 2.0, 2.5),
        (RESTLESS, float("inf")),
    )
]
METHODS = sorted({name for settings in CHOICES for name in settings.methods})


@dataclass(frozen=True, slots=True)
class Second:
    """What the newest windows show, before any setting."""

    t_s: float
    truth_bpm: float
    spectra: dict[str, list[Spectrum]]
    movement: float


def prepared(path: Path) -> list[Second]:
    """The seconds of one trace that have a window; `t_s` counts from its start."""
    truth, trace = heart_truth(path), read_trace(path).trace
    rows: list[Second] = []
    for t_s in seconds(trace):
        skin = resample(trace.t_s, trace.rgb[:, 0], t_s, CONTEXT_S)
        if truth is None or skin.duration_s < HR_WINDOW_S / 2 - 1 / skin.fs_hz:
            continue
        found = {
            name: spectra(np.array(pulse.waves(name, skin.v, skin.fs_hz)), skin.fs_hz) for name in METHODS
        }
        moved = movement(skin.last(HR_WINDOW_S).v, skin.fs_hz)
        rows.append(Second(t_s - float(trace.t_s[0]), truth.at(t_s), found, moved))
    return rows


def followed(rows: list[Second], settings: Settings) -> Errors:
    """Errors of every judged second with these settings."""
    tracker = replace(TRACKER, floor=settings.floor, weight=settings.weight, drift_bpm=settings.drift_bpm)
    belief, before_s = tracker.flat(), rows[0].t_s
    answers: list[float | None] = []
    for row in rows:
        shares = [tracker.log_share(s).mean(axis=0) for name in settings.methods for s in row.spectra[name]]
        evidence = tracker.weight * np.mean(shares, axis=0)
        belief = tracker.spread(belief, row.t_s - before_s)
        belief = tracker.update(belief, evidence, trust(row.movement, settings.restless))
        answers.append(tracker.centre_bpm(belief))
        before_s = row.t_s
    return _judged(rows, answers)


def constant(rows: list[Second], rate_bpm: float) -> Errors:
    return _judged(rows, [rate_bpm] * len(rows))


def left_out(traces: Mapping[Path, Mapping[Choice, Errors]]) -> dict[Path, Errors]:
    """Of each trace, the errors of the choice that is best for all subjects but its own."""
    found = {}
    for path in traces:
        others = [of for other, of in traces.items() if subject(other) != subject(path) and chosen_by(other)]
        best = min(traces[path], key=lambda choice: _mean_error([of[choice] for of in others]))
        found[path] = traces[path][best]
    return found


def hindsight(seen: Mapping[Path, list[Second]]) -> dict[Path, Errors]:
    """Of each trace, the errors of the constant that is best for its group."""
    found: dict[Path, Errors] = {}
    for name in {group(path) for path in seen}:
        members = [path for path in seen if group(path) == name]
        each = [{path: constant(seen[path], float(c)) for path in members} for c in CONSTANTS]
        best: dict[Path, Errors] = min(each, key=_pooled_error)
        found.update(best)
    return found


def subject(path: Path) -> str:
    """lgi_A_talk -> A; ubfc_example -> ubfc."""
    parts = path.stem.split("_")
    return parts[1] if parts[0] == "lgi" else parts[0]


def chosen_by(path: Path) -> bool:
    return group(path) != "lgi gym"


def table(paths: Iterable[Path]) -> str:
    """MAE and share within 5/min per group."""
    seen = {path: prepared(path) for path in sorted(paths)}
    rows: dict[str, Callable[[], dict[Path, Errors]]] = {
        "best constant, hindsight": lambda: hindsight(seen),
        "settings, left out": lambda: left_out(
            {p: {choice: followed(s, choice) for choice in CHOICES} for p, s in seen.items()}
        ),
        "fused, settings left out": lambda: left_out(
            {p: {c: followed(s, c) for c in CHOICES if "fused" in c.methods} for p, s in seen.items()}
        ),
        "as shipped": lambda: {p: followed(s, SHIPPED) for p, s in seen.items()},
    }
    groups = sorted({group(path) for path in seen})
    lines = ["MAE, % within 5/min".ljust(28) + "".join(name.rjust(16) for name in groups)]
    for name, errors in rows.items():
        cells: dict[str, list[Errors]] = defaultdict(list)
        for path, of in errors().items():
            cells[group(path)].append(of)
        lines.append(name.ljust(28) + "".join(_cell(cells[g]).rjust(16) for g in groups))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    print(table(p for p in parser.parse_args().directory.glob("[lu]*.json") if heart_truth(p)))


def _judged(rows: list[Second], answers: list[float | None]) -> Errors:
    kept = [i for i, row in enumerate(rows) if row.t_s > SKIPPED_S]
    return Errors.of([answers[i] for i in kept], [rows[i].truth_bpm for i in kept])


def _mean_error(parts: list[Errors]) -> float:
    """Each trace counts alike, whatever its length."""
    return float(np.mean([np.minimum(e.absolute_bpm, CAPPED_BPM).mean() for e in parts]))


def _pooled_error(of: dict[Path, Errors]) -> float:
    return float(Errors.together(list(of.values())).absolute_bpm.mean())


def _cell(parts: list[Errors]) -> str:
    e = Errors.together(parts).absolute_bpm
    return f"{e.mean():.1f} {100 * (e <= 5).mean():.0f}"


if __name__ == "__main__":
    main()
