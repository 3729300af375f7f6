"""UBFC-Phys (Meziati Sabour et al. 2021, doi:10.1109/TAFFC.2021.3056960).

    s1/vid_s1_T1.avi, bvp_s1_T1.csv      35 fps; wrist BVP at 64 Hz, one column, from the first frame on

Tasks: T1 rest, T2 speech, T3 arithmetic.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import numpy as np

from vitals.evaluation.datasets import contact, files, frames
from vitals.evaluation.datasets.record import Pictures, Record, Truth

BVP_HZ = 64.0
TASKS = {"1": "rest", "2": "speech", "3": "arithmetic"}
_VIDEO = re.compile(r"vid_(s\d+)_T(\d)")


def records(folder: Path) -> list[Record]:
    """One per subject and task."""
    return [
        record
        for video in files.within(folder, "vid_s*_T*.avi")
        if (record := _record(video, video.with_name(f"bvp{video.stem[3:]}.csv"))) is not None
    ]


def _record(video: Path, bvp: Path) -> Record | None:
    match = _VIDEO.fullmatch(video.stem)
    if match is None or not bvp.is_file():
        return None
    subject, task = match.groups()
    return Record(
        id=f"{subject}_T{task}",
        subject=subject,
        activity=TASKS.get(task, f"T{task}"),
        source=Pictures(partial(frames.of_video, video)),
        truth=partial(_truth, bvp),
        files=(video, bvp),
    )


def _truth(bvp: Path) -> Truth:
    v = files.numbers(bvp, delimiter=",")
    return Truth(contact.heart_rate_of_pulse(np.arange(len(v)) / BVP_HZ, v), None)
