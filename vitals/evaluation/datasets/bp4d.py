"""BP4D+ (Zhang et al. 2016, doi:10.1109/CVPR.2016.374).

2D+3D/F001.zip (F001/T1/*.jpg) or 2D+3D/F001/T1/*.jpg      25 fps
Physiology/F001/T1/Pulse Rate_BPM.txt, Resp_Volts.txt      1000 Hz, one column, from the first frame on
"""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

import numpy as np

from vitals.evaluation.datasets import contact, files, frames
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, RESAMPLE_HZ

FPS = 25.0
SENSOR_HZ = 1000.0
RATE, BREATH = "Pulse Rate_BPM.txt", "Resp_Volts.txt"
TASKS = {
    "T1": "happiness", "T2": "surprise", "T3": "sadness", "T4": "startle", "T5": "scepticism",
    "T6": "embarrassment", "T7": "fear", "T8": "pain", "T9": "anger", "T10": "disgust",
}  # fmt: skip


def records(folder: Path) -> list[Record]:
    """One per subject and task that has pictures."""
    found = []
    for sensors in files.within(folder, "Physiology/[FM]*/T*", depth=1):
        pictures = _pictures(sensors)
        if pictures is not None and (sensors / RATE).is_file():
            found.append(_record(sensors, *pictures))
    return found


def _record(sensors: Path, pictures: Pictures, file: Path) -> Record:
    subject, task = sensors.parent.name, sensors.name
    return Record(
        id=f"{subject}-{task}",
        subject=subject,
        activity=TASKS.get(task, task),
        source=pictures,
        truth=partial(_truth, sensors),
        files=(file, *(sensors / name for name in (RATE, BREATH) if (sensors / name).is_file())),
    )


def _pictures(sensors: Path) -> tuple[Pictures, Path] | None:
    """The task's pictures and the file or folder that they lie in; None where there are none."""
    subject, task = sensors.parent.name, sensors.name
    place = sensors.parents[2] / "2D+3D"
    unpacked = tuple(sorted((place / subject / task).glob("*.jpg"), key=files.natural))
    if unpacked:
        t_s = tuple(i / FPS for i in range(len(unpacked)))
        return Pictures(partial(frames.of_images, unpacked, t_s)), place / subject / task
    packed = place / f"{subject}.zip"
    if not packed.is_file():
        return None
    names = _names(packed, task)
    return None if names == () else (Pictures(partial(frames.of_zip, packed, names or (), FPS)), packed)


def _names(packed: Path, task: str) -> tuple[str, ...] | None:
    """None for a damaged zip: that is told when its records are measured."""
    try:
        with zipfile.ZipFile(packed) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".jpg")]
    except zipfile.BadZipFile:
        return None
    return tuple(sorted((name for name in names if name.split("/")[-2:-1] == [task]), key=files.natural))


def _truth(sensors: Path) -> Truth:
    rate_bpm = files.numbers(sensors / RATE)
    heart = RateTruth.of_device(np.arange(len(rate_bpm)) / SENSOR_HZ, rate_bpm, HR_MIN_BPM, HR_MAX_BPM)
    if not (sensors / BREATH).is_file():
        return Truth(heart, None)
    step = round(SENSOR_HZ / RESAMPLE_HZ)
    breath = files.numbers(sensors / BREATH)[::step]
    return Truth(heart, contact.breath_rate_of_wave(np.arange(len(breath)) * step / SENSOR_HZ, breath))
