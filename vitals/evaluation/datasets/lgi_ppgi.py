"""LGI-PPGI (Pilz et al. 2018, doi:10.1109/CVPRW.2018.00172).

    alex/alex_gym/cv_camera_sensor_stream_handler.avi          25 fps
                  cms50_stream_handler.xml                     oximeter, 60 Hz: value1 rate, value2 wave
                  cv_camera_sensor_timer_stream_handler.xml    value1 of each frame: ms since the start

The oximeter was started before the camera and both were stopped together, so the truth ends with the
video (as pyVHR reads it).
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import files, frames
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.types import Float

OXIMETER = "cms50_stream_handler.xml"
VIDEO = "cv_camera_sensor_stream_handler.avi"
TIMER = "cv_camera_sensor_timer_stream_handler.xml"
OXIMETER_HZ = 60.0
MS = 1e-3


def records(folder: Path) -> list[Record]:
    """One per subject and activity."""
    return [
        _record(path.parent) for path in files.within(folder, OXIMETER) if (path.parent / VIDEO).is_file()
    ]


def _record(session: Path) -> Record:
    subject, _, activity = session.name.partition("_")
    timer = session / TIMER
    return Record(
        id=session.name,
        subject=subject,
        activity=activity or "unknown",
        source=Pictures(
            partial(frames.of_video, session / VIDEO), partial(_times, timer) if timer.is_file() else None
        ),
        truth=partial(_truth, session),
        files=(session / VIDEO, session / OXIMETER, *([timer] if timer.is_file() else [])),
    )


def _truth(session: Path) -> Truth:
    rate_bpm = _values(session / OXIMETER, "value1")
    t_s = np.arange(len(rate_bpm)) / OXIMETER_HZ
    timer = session / TIMER
    if timer.is_file():
        t_s += _times(timer)[-1] - t_s[-1]
    return Truth(RateTruth.of_device(t_s, rate_bpm, HR_MIN_BPM, HR_MAX_BPM), None)


def _times(timer: Path) -> Float:
    t_s = _values(timer, "value1") * MS
    return np.asarray(t_s - t_s[0])


def _values(path: Path, name: str) -> Float:
    """The leaves of that name, in order; a group of the same name has no number of its own."""
    try:
        leaves = [leaf for leaf in ElementTree.parse(path).iter(name) if len(leaf) == 0]
        values = np.array([float(leaf.text or "nan") for leaf in leaves])
    except (OSError, ElementTree.ParseError, ValueError) as error:
        raise DatasetError(f"{path} cannot be read: {error}; copy it again from the data set") from error
    if len(values) == 0:
        raise DatasetError(f"{path} holds no {name}: copy it again from the data set")
    return values
