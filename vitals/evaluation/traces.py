"""Heart rate of every second of the development traces against contact truth.

    python -m vitals.evaluation.traces DIR

prints MAE in 1/min, share of the answers within 5/min, and coverage, per group of traces: for a constant
75/min, for plain POS (spectral maximum of the trailing 10 s, always answered), for the default method
with every window answered, and for each method of the monitor as it is shown. Truth is the mean of the
contact sensor over the trailing 10 s.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from vitals import monitor, pulse
from vitals.evaluation.truth import SKIPPED_S, Errors, heart_truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, HR_WINDOW_S
from vitals.monitor.step import seconds
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import resample
from vitals.signals.spectrum import spectrum
from vitals.traces import read_trace
from vitals.types import Trace

Answers = list[tuple[float, float | None]]
"""(time, rate or None) of each second."""


def constant(trace: Trace) -> Answers:
    """What an empty chair would score."""
    return [(t_s, 75.0) for t_s in seconds(trace)]


def plain_pos(trace: Trace) -> Answers:
    """POS as it is commonly run: band-pass, 10 s, the highest peak, never withheld."""
    answers: Answers = []
    for t_s in seconds(trace):
        skin = resample(trace.t_s, trace.rgb[:, 0], t_s, HR_WINDOW_S)
        if len(skin.v) < HR_WINDOW_S * skin.fs_hz / 2:
            continue
        wave = bandpass(
            pulse.waves("pos", skin.v, skin.fs_hz)[0], skin.fs_hz, HR_MIN_BPM / 60, HR_MAX_BPM / 60
        )
        answers.append((t_s, spectrum(wave, skin.fs_hz, HR_MIN_BPM, HR_MAX_BPM).peak_bpm()))
    return answers


def by_monitor(method: str) -> Callable[[Trace], Answers]:
    """What the product says."""
    return lambda trace: [(e.t_s, e.heart_rate.value_bpm) for e in monitor.run(trace, method)]


def every_window(method: str) -> Callable[[Trace], Answers]:
    """What it would say were nothing withheld."""
    return lambda trace: [(e.t_s, e.heart_candidate_bpm) for e in monitor.run(trace, method)]


CONTESTANTS: dict[str, Callable[[Trace], Answers]] = {
    "constant 75": constant,
    "plain POS": plain_pos,
    "fused, every window answered": every_window("fused"),
    **{name: by_monitor(name) for name in pulse.COLOUR_METHODS},
}


def errors(path: Path, answer: Callable[[Trace], Answers]) -> Errors | None:
    """Errors of one contestant on one file after the first `SKIPPED_S`; None without a series of truth."""
    truth = heart_truth(path)
    if truth is None:
        return None
    trace = read_trace(path).trace
    judged = [(t_s, value) for t_s, value in answer(trace) if t_s > trace.t_s[0] + SKIPPED_S]
    return Errors.of([value for _, value in judged], [truth.at(t_s) for t_s, _ in judged])


def group(path: Path) -> str:
    """lgi_A_resting -> lgi resting; finger_01 -> finger."""
    parts = path.stem.split("_")
    return f"lgi {parts[2]}" if parts[0] == "lgi" else parts[0]


def table(paths: Iterable[Path]) -> str:
    """One row per contestant, one column per group."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(paths):
        groups[group(path)].append(path)
    rows = ["MAE, % within 5/min, coverage".ljust(30) + "".join(name.rjust(19) for name in groups)]
    for name, answer in CONTESTANTS.items():
        cells = [_cell(members, answer) for members in groups.values()]
        rows.append(name.ljust(30) + "".join(cell.rjust(19) for cell in cells))
    return "\n".join(rows)


def _cell(paths: list[Path], answer: Callable[[Trace], Answers]) -> str:
    parts = [e for e in (errors(path, answer) for path in paths) if e is not None]
    return str(Errors.together(parts)) if parts else ""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--each", action="store_true", help="one column per file")
    parser.add_argument("--files", default="[lu]*.json", help="which files, as a glob (default: %(default)s)")
    options = parser.parse_args()
    paths = [p for p in options.directory.glob(options.files) if heart_truth(p) and '"rgb"' in p.read_text()]
    if options.each:
        for path in sorted(paths):
            print(path.stem.ljust(20), errors(path, by_monitor(pulse.DEFAULT_METHOD)))
    else:
        print(table(paths))


if __name__ == "__main__":
    main()
