"""The videos of the region study: portraits that follow measured traces, as the page would send them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import simplejpeg
from numpy.typing import NDArray

from models.fasenet.splits import CELEBAMASK
from tests.portrait import Drive, Scene, Subject, astronaut, labelled, render_with_skin
from vitals.types import Frame

FPS = 30
HEART = [f"lgi_{person}_{task}" for task in ("resting", "talk") for person in "ABDF"] + ["ubfc_example"]
"""Skin colour of real faces, with the heart rate of a contact sensor."""
BREATH = ["neurokit_first150s", "capno_2", "capno_3", "bidmc_01"]
"""Contact pulse waves with marked breaths; breathing is in their colour alone, the shoulders keep still."""
PORTRAITS = ["4508", "4993", "4879", "4575", "4684"]
"""Reserved faces of CelebAMask-HQ that no network here has seen, from dark to light (docs/figures.md)."""
STILL = Scene(320, 240, face_share=0.35, drift_px=0.75, rise_px=1.0)
VARIANTS = {"still": STILL, "swaying": replace(STILL, motion_px=6.0)}


@dataclass(frozen=True)
class Video:
    """One trace on one face in one variant."""

    trace: Path
    portrait: str
    """A name in CelebAMask-HQ, or empty for the astronaut."""
    variant: str
    seconds: float

    @property
    def name(self) -> str:
        return f"{self.trace.stem}, {self.variant}"

    @property
    def breathes(self) -> bool:
        """Whether it is judged by its breath rather than by its heart."""
        return self.trace.stem in BREATH

    def drive(self) -> Drive:
        t_s = np.arange(round(self.seconds * FPS)) / FPS
        return Drive.from_contact(self.trace, t_s) if self.breathes else Drive.from_trace(self.trace, t_s)


def videos(traces: Path, heart_s: float, breath_s: float) -> list[Video]:
    """Every trace in every variant, portraits in turn; breath only with the head still."""
    faces = ["", *PORTRAITS]
    rows = [
        Video(traces / f"{name}.json", faces[index % len(faces)], variant, heart_s)
        for variant in VARIANTS
        for index, name in enumerate(HEART)
    ]
    return rows + [
        Video(traces / f"{name}.json", faces[index % len(faces)], "still", breath_s)
        for index, name in enumerate(BREATH)
    ]


def subject(faces: Path, name: str, folder: Path) -> Subject:
    """A portrait by name; its picture and labels lie in `folder` for the run."""
    if not name:
        return astronaut()
    with zipfile.ZipFile(faces / f"{CELEBAMASK}.zip") as archive:
        paths = [archive.extract(m, folder) for m in (f"images/{name}.jpg", f"labels/{name}.png")]
    return labelled(Path(paths[0]), Path(paths[1]))


def frames(video: Video, face: Subject) -> Iterator[tuple[Frame, NDArray[np.float32]]]:
    """Each frame as it arrives, and where its skin truly is."""
    drive = video.drive()
    pictures = render_with_skin(face, drive, VARIANTS[video.variant])
    for t_s, (rgb, skin) in zip(drive.t_s, pictures, strict=True):
        jpeg = simplejpeg.encode_jpeg(rgb, quality=92, colorsubsampling="420")
        yield Frame(float(t_s), simplejpeg.decode_jpeg(jpeg)), skin
