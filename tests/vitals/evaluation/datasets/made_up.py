"""Tiny data sets: a painted face whose green follows a pulse, and contact waves of known rates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np

from tests.vitals.segmentation.painted import nobody, paint
from vitals.types import Float, Image

HEART_BPM, BREATH_BPM = 72.0, 15.0
SECONDS, FPS = 3.0, 10.0
WAVE_S = 60.0
"""Contact waves go on after the pictures: a breath takes longer than a tiny video."""


@cache
def pictures(fps: float = FPS) -> tuple[Image, ...]:
    """Frames of a face; its green follows `green`."""
    face = paint(nobody(96, 72), 48, 36, 56)
    return tuple(_with_green(face, level) for level in green(fps))


def green(fps: float = FPS) -> Float:
    """Level of the skin in each frame."""
    return np.round(120 - 20 * np.cos(2 * np.pi * HEART_BPM / 60 * np.arange(round(SECONDS * fps)) / fps))


def _with_green(face: Image, level: float) -> Image:
    picture = face.copy()
    picture[..., 1] = level
    picture[..., 2] = 90
    return picture


def video(path: Path, fps: float = FPS) -> None:
    """Without loss, whatever the name ends with."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="avi" if path.suffix == ".avi" else "matroska") as container:
        stream = container.add_stream("ffv1", rate=Fraction(fps).limit_denominator(1000))
        stream.width, stream.height, stream.pix_fmt = 96, 72, "bgr0"
        for picture in pictures(fps):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="bgr0")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def image(path: Path, picture: Image) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png(picture))


def png(picture: Image) -> bytes:
    return bytes(cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes())


def wave(rate_bpm: float, fs_hz: float, seconds: float = WAVE_S, from_s: float = 0.0) -> Float:
    """A contact wave with a second harmonic, systoles (or full lungs) up."""
    phase = 2 * np.pi * rate_bpm / 60 * (np.arange(round(seconds * fs_hz)) / fs_hz - from_s)
    return np.asarray(np.cos(phase) + 0.3 * np.cos(2 * phase - 1))


def ecg(rate_bpm: float, fs_hz: float, seconds: float = WAVE_S) -> Float:
    """R peaks with T waves and a wandering baseline."""
    t_s = np.arange(round(seconds * fs_hz)) / fs_hz
    since = np.mod(t_s, 60 / rate_bpm)
    sharp = np.exp(-(((since - 0.2) / 0.012) ** 2))
    slow = 0.3 * np.exp(-(((since - 0.45) / 0.05) ** 2))
    return np.asarray(1000 * (sharp + slow) + 300 * np.sin(2 * np.pi * 0.2 * t_s))


def column(path: Path, values: Sequence[float] | Float, header: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [header] if header else []
    path.write_text("\n".join([*lines, *(f"{v:.6g}" for v in values)]) + "\n")
