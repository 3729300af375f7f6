"""UBFC-rPPG, both sets (Bobbia et al. 2019, doi:10.1016/j.patrec.2017.10.017).

    DATASET_1/5-gt/vid.avi, gtdump.xmp          rows: time in ms, HR, SpO2, PPG
    DATASET_2/subject1/vid.avi, ground_truth.txt   lines: PPG, HR, time in s

The second set has one sample of the oximeter per frame, so its times are the capture times.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import files, frames
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.types import Float

VIDEO = "vid.avi"


def first(folder: Path) -> list[Record]:
    """Records of UBFC-rPPG 1; a session after exercise is named so in the set."""
    return [_record(dump.parent, dump, None, _truth_of_dump) for dump in _with_video(folder, "gtdump.xmp")]


def second(folder: Path) -> list[Record]:
    """Records of UBFC-rPPG 2."""
    return [
        _record(text.parent, text, partial(_times_of_text, text), _truth_of_text)
        for text in _with_video(folder, "ground_truth.txt")
    ]


def _with_video(folder: Path, name: str) -> list[Path]:
    return [path for path in files.within(folder, name) if (path.parent / VIDEO).is_file()]


def _record(
    session: Path, truth: Path, clock: Callable[[], Float] | None, read: Callable[[Path], Truth]
) -> Record:
    activity = "after exercise" if "exercise" in session.name.lower() else "rest"
    return Record(
        id=session.name,
        subject=session.name,
        activity=activity,
        source=Pictures(partial(frames.of_video, session / VIDEO), clock),
        truth=partial(read, truth),
        files=(session / VIDEO, truth),
    )


def _truth_of_dump(path: Path) -> Truth:
    t_s = files.numbers(path, 0, ",") / 1000
    return _heart(t_s - t_s[0], files.numbers(path, 1, ","))


def _truth_of_text(path: Path) -> Truth:
    lines = _lines(path)
    return _heart(lines[2] - lines[2, 0], lines[1])


def _times_of_text(path: Path) -> Float:
    lines = _lines(path)
    return np.asarray(lines[2] - lines[2, 0])


def _lines(path: Path) -> Float:
    lines = files.rows(path)
    if len(lines) < 3:
        raise DatasetError(f"{path} has {len(lines)} lines and not 3 (PPG, HR, time): copy it again")
    return lines


def _heart(t_s: Float, rate_bpm: Float) -> Truth:
    return Truth(RateTruth.of_device(t_s, rate_bpm, HR_MIN_BPM, HR_MAX_BPM), None)
