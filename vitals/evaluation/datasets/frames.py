"""Frames of the kinds that data sets come in: videos, folders of pictures, zips of them, arrays."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np

from vitals.errors import DatasetError
from vitals.frames.video import Video
from vitals.types import Frame, Image

SIDE_PX = 320
"""Longer side that frames are shrunk to, as the page sends them."""


def of_video(path: Path) -> Iterator[Frame]:
    """A video file at its container's times."""
    with Video(path, max_side_px=SIDE_PX) as video:
        yield from video


def of_images(paths: tuple[Path, ...], t_s: tuple[float, ...]) -> Iterator[Frame]:
    """Picture files, each with its time."""
    for path, time in zip(paths, t_s, strict=True):
        yield Frame(time, _decoded(path.read_bytes(), path.name))


def of_zip(path: Path, names: tuple[str, ...], fps: float) -> Iterator[Frame]:
    """Pictures inside a zip, at a steady rate."""
    try:
        with zipfile.ZipFile(path) as archive:
            for i, name in enumerate(names):
                yield Frame(i / fps, _decoded(archive.read(name), name))
    except zipfile.BadZipFile as error:
        raise DatasetError(f"{path} is damaged: {error}; copy it again from the data set") from error


def of_arrays(pictures: Iterable[np.ndarray], fps: float) -> Iterator[Frame]:
    """Arrays H x W x 3, uint8 or 0..1, at a steady rate."""
    for i, picture in enumerate(pictures):
        if picture.dtype != np.uint8:
            picture = np.round(255 * np.clip(picture, 0, 1)).astype(np.uint8)
        yield Frame(i / fps, shrunk(picture))


def shrunk(rgb: Image) -> Image:
    """The picture with its longer side at most `SIDE_PX`."""
    height, width = rgb.shape[:2]
    scale = SIDE_PX / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(rgb)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _decoded(data: bytes, name: str) -> Image:
    bgr = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if bgr is None:
        raise DatasetError(f"{name} is no picture that can be read: copy it again from the data set")
    return shrunk(np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8))
