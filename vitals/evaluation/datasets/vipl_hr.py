"""VIPL-HR (Niu et al. 2018, arXiv:1810.04927).

    data/p1/v1/source1/video.avi, gt_HR.csv (header "HR", one value a second), time.txt (ms of each frame)

Folders are subject, scenario and camera: 1 webcam, 2 phone, 3 RealSense colour, 4 RealSense infrared. The
infrared one has no colour and is left out. Camera 2 has no times of its own.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from vitals.evaluation.datasets import files, frames
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.types import Float

SCENARIOS = {
    "v1": "stable", "v2": "motion", "v3": "talking", "v4": "dark", "v5": "bright", "v6": "long distance",
    "v7": "after exercise", "v8": "phone stable", "v9": "phone motion",
}  # fmt: skip
COLOUR = ("source1", "source2", "source3")
MS = 1e-3


def records(folder: Path) -> list[Record]:
    """One per subject, scenario and colour camera."""
    return [
        _record(truth.parent)
        for truth in files.within(folder, "gt_HR.csv", depth=4)
        if truth.parent.name in COLOUR and (truth.parent / "video.avi").is_file()
    ]


def _record(camera: Path) -> Record:
    scenario, subject = camera.parent.name, camera.parent.parent.name
    times = camera / "time.txt"
    has_times = times.is_file()
    return Record(
        id=f"{subject}-{scenario}-{camera.name}",
        subject=subject,
        activity=SCENARIOS.get(scenario.partition("-")[0], scenario),
        source=Pictures(
            partial(frames.of_video, camera / "video.avi"), partial(_times, times) if has_times else None
        ),
        truth=partial(_truth, camera / "gt_HR.csv"),
        files=(camera / "video.avi", camera / "gt_HR.csv", *([times] if has_times else [])),
    )


def _times(path: Path) -> Float:
    t_ms = files.numbers(path)
    return np.asarray((t_ms - t_ms[0]) * MS)


def _truth(path: Path) -> Truth:
    """The value of a row is that of the second before it."""
    rate_bpm = files.numbers(path, delimiter=",", skip=1)
    t_s = np.arange(1, len(rate_bpm) + 1, dtype=float)
    return Truth(RateTruth.of_device(t_s, rate_bpm, HR_MIN_BPM, HR_MAX_BPM), None)
