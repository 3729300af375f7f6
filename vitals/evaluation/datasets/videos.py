"""A folder of videos, each with its truth in a CSV file of the same name beside it.

    anna_rest.mp4, anna_rest.csv      columns t (s), hr (/min) and, if known, rr (/min)

The name says subject and activity: SUBJECT_ACTIVITY, or GROUP_NUMBER.
"""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import files, frames
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, RR_MAX_BPM, RR_MIN_BPM
from vitals.types import Float

SUFFIXES = (".avi", ".mp4", ".mkv", ".mov", ".webm", ".m4v")


def records(folder: Path) -> list[Record]:
    """One per video with a CSV beside it."""
    return [
        _record(truth, video)
        for truth in files.within(folder, "*.csv", depth=1)
        for video in [truth.with_suffix(s) for s in SUFFIXES if truth.with_suffix(s).is_file()][:1]
    ]


def _record(truth: Path, video: Path) -> Record:
    subject, activity = files.who_and_what(video.stem)
    return Record(
        id=video.stem,
        subject=subject,
        activity=activity,
        source=Pictures(partial(frames.of_video, video)),
        truth=partial(_truth, truth),
        files=(video, truth),
    )


def _truth(path: Path) -> Truth:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = [cell.strip().lower() for cell in next(csv.reader(file), [])]
    if "t" not in header or not {"hr", "rr"} & set(header):
        raise DatasetError(f"{path} begins with {','.join(header)!r}: give the columns t,hr or t,hr,rr")
    t_s = _column(path, header, "t")
    return Truth(
        _rate(t_s, path, header, "hr", (HR_MIN_BPM, HR_MAX_BPM)),
        _rate(t_s, path, header, "rr", (RR_MIN_BPM, RR_MAX_BPM)),
    )


def _rate(
    t_s: Float, path: Path, header: list[str], name: str, limits: tuple[float, float]
) -> RateTruth | None:
    if name not in header:
        return None
    rate_bpm = _column(path, header, name)
    return RateTruth.of_device(t_s, rate_bpm, *limits) if np.isfinite(rate_bpm).any() else None


def _column(path: Path, header: list[str], name: str) -> Float:
    return files.numbers(path, header.index(name), ",", skip=1)
