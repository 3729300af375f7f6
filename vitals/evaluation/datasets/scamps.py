"""SCAMPS, rendered faces (McDuff et al. 2022, arXiv:2206.04197).

P000001.mat      MATLAB 7.3: "RawFrames" or "Xsub" [3, w, h, t] of 0..1, 30 fps; "d_ppg", "d_br" [t]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import contact, files, frames
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.types import Float, Frame

FPS = 30.0
PICTURES = ("RawFrames", "Xsub")
"""The whole picture shows the shoulders; the crop is the face alone."""
BLOCK = 32
"""Frames read at once: the frame is the fastest axis of the file."""


def records(folder: Path) -> list[Record]:
    """One per avatar."""
    return [
        Record(
            id=path.stem,
            subject=path.stem,
            activity="rendered",
            source=Pictures(partial(_frames, path)),
            truth=partial(_truth, path),
            files=(path,),
        )
        for path in files.within(folder, "P[0-9]*.mat")
        if path.stem[1:].isdecimal()
    ]


def _frames(path: Path) -> Iterator[Frame]:
    yield from frames.of_arrays(_pictures(path), FPS)


def _pictures(path: Path) -> Iterator[Float]:
    with files.open_hdf5(path) as variables:
        name = next((name for name in PICTURES if name in variables), None)
        if name is None:
            raise DatasetError(f"{path} lacks {' and '.join(PICTURES)}: the set without videos has no frames")
        video = variables[name]
        for first in range(0, video.shape[-1], BLOCK):
            yield from np.asarray(video[..., first : first + BLOCK]).transpose(3, 2, 1, 0)


def _truth(path: Path) -> Truth:
    with files.open_hdf5(path) as variables:
        absent = [name for name in ("d_ppg", "d_br") if name not in variables]
        if absent:
            raise DatasetError(f"{path} lacks {absent[0]!r}: it is no record of SCAMPS")
        pulse, breath = (np.asarray(variables[name], dtype=float).ravel() for name in ("d_ppg", "d_br"))
    t_s = np.arange(len(pulse)) / FPS
    return Truth(
        contact.heart_rate_of_pulse(t_s, pulse), contact.breath_rate_of_wave(t_s[: len(breath)], breath)
    )
