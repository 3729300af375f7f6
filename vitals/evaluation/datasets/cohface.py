"""COHFACE (Heusch, Anjos, Marcel 2017, arXiv:1709.00962).

    1/0/data.avi (or data.mkv), data.hdf5      20 fps; "pulse", "respiration" and "time" (s), 256 Hz

Folders are subject and session: sessions 0 and 1 under a lamp, 2 and 3 in daylight.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import contact, files, frames
from vitals.evaluation.datasets.record import Pictures, Record, Truth

VIDEOS = ("data.avi", "data.mkv")
LIGHTS = {"0": "lamp", "1": "lamp", "2": "daylight", "3": "daylight"}


def records(folder: Path) -> list[Record]:
    """One per subject and session."""
    return [
        _record(sensors, video)
        for sensors in files.within(folder, "data.hdf5")
        for video in [sensors.with_name(name) for name in VIDEOS if sensors.with_name(name).is_file()][:1]
    ]


def _record(sensors: Path, video: Path) -> Record:
    subject, session = sensors.parent.parent.name, sensors.parent.name
    return Record(
        id=f"{subject}-{session}",
        subject=subject,
        activity=LIGHTS.get(session, session),
        source=Pictures(partial(frames.of_video, video)),
        truth=partial(_truth, sensors),
        files=(video, sensors),
    )


def _truth(path: Path) -> Truth:
    with files.open_hdf5(path) as sensors:
        absent = [name for name in ("pulse", "respiration", "time") if name not in sensors]
        if absent:
            raise DatasetError(f"{path} lacks {absent[0]!r}: it is no sensor record of COHFACE")
        t_s, pulse, breath = (np.asarray(sensors[name]).ravel() for name in ("time", "pulse", "respiration"))
    return Truth(contact.heart_rate_of_pulse(t_s, pulse), contact.breath_rate_of_wave(t_s, breath))
