"""PURE (Stricker, Müller, Gross 2014, doi:10.1109/ROMAN.2014.6926392).

    01-01/Image1392643993642815000.png ..., 01-01.json      (or 01-01/01-01/*.png and 01-01/01-01.json)

A picture's name is its capture time in nanoseconds; the JSON's "/FullPackage" holds the oximeter's
"waveform" and "pulseRate" (60 Hz) with times of the same clock. Names are subject and set-up.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import files, frames
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM

NS = 1e-9
SETUPS = {
    "01": "steady",
    "02": "talking",
    "03": "slow translation",
    "04": "fast translation",
    "05": "small rotation",
    "06": "medium rotation",
}
_NAME = re.compile(r"(\d\d)-(\d\d)")


def records(folder: Path) -> list[Record]:
    """One per subject and set-up."""
    return [
        record
        for truth in files.within(folder, "[0-9][0-9]-[0-9][0-9].json")
        if (record := _record(truth)) is not None
    ]


def _record(truth: Path) -> Record | None:
    match = _NAME.fullmatch(truth.stem)
    pictures = _pictures(truth)
    if match is None or not pictures:
        return None
    first_ns = _time_ns(pictures[0])
    t_s = tuple((_time_ns(picture) - first_ns) * NS for picture in pictures)
    return Record(
        id=truth.stem,
        subject=match[1],
        activity=SETUPS.get(match[2], match[2]),
        source=Pictures(partial(frames.of_images, pictures, t_s)),
        truth=partial(_truth, truth, first_ns),
        files=(pictures[0].parent, truth),
    )


def _pictures(truth: Path) -> tuple[Path, ...]:
    """In order of capture; beside the JSON or in the folder of its name."""
    found = [*(truth.parent / truth.stem).glob("Image*.png"), *truth.parent.glob("Image*.png")]
    return tuple(sorted((path for path in found if path.stem[5:].isdecimal()), key=_time_ns))


def _time_ns(picture: Path) -> int:
    return int(picture.stem[5:])


def _truth(path: Path, first_ns: int) -> Truth:
    try:
        packages = files.load_json(path)["/FullPackage"]
        t_s = np.array([(int(p["Timestamp"]) - first_ns) * NS for p in packages])
        rate_bpm = np.array([float(p["Value"]["pulseRate"]) for p in packages])
    except (KeyError, TypeError, ValueError) as error:
        raise DatasetError(f"{path} is no oximeter record of PURE: {error!r}; copy it again") from error
    return Truth(RateTruth.of_device(t_s, rate_bpm, HR_MIN_BPM, HR_MAX_BPM), None)
