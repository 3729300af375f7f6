"""MMPD (Tang et al. 2023, doi:10.1109/EMBC40787.2023.10340857).

subject1/p1_0.mat      "video" [t, h, w, 3] of 0..1, 30 fps; "GT_ppg" [t]; "light", "motion", ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import contact, files, frames
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.types import Frame

FPS = 30.0
_NAME = re.compile(r"p(\d+)_(\d+)")


def records(folder: Path) -> list[Record]:
    """One per subject, light and motion."""
    return [
        Record(
            id=path.stem,
            subject=f"p{match[1]}",
            activity=_activity(path),
            source=Pictures(partial(_frames, path)),
            truth=partial(_truth, path),
            files=(path,),
        )
        for path in files.within(folder, "p*_*.mat")
        if (match := _NAME.fullmatch(path.stem)) is not None
    ]


def _activity(path: Path) -> str:
    """The file's own words for light and motion; small variables, so the video is not read for them."""
    try:
        labels = files.load_mat(path, ("light", "motion"))
    except DatasetError:
        return "unreadable"  # told when the record is measured
    words = [str(np.ravel(labels[name])[0]) for name in ("motion", "light") if name in labels]
    return ", ".join(words) or "unknown"


def _frames(path: Path) -> Iterator[Frame]:
    yield from frames.of_arrays(_variable(path, "video"), FPS)


def _truth(path: Path) -> Truth:
    v = _variable(path, "GT_ppg").astype(float).ravel()
    return Truth(contact.heart_rate_of_pulse(np.arange(len(v)) / FPS, v), None)


def _variable(path: Path, name: str) -> np.ndarray:
    variables = files.load_mat(path, (name,))
    if name not in variables:
        raise DatasetError(f"{path} lacks {name!r}: it is no record of MMPD")
    return np.asarray(variables[name])
