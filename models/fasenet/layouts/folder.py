"""A data set in a folder: which files belong together, and how its labels are read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import BitMap, bits
from models.fasenet.sources import DataError, Picture, Sample, decode_rgb
from models.fasenet.splits import Split

PICTURE_ENDS: Final = (".jpg", ".jpeg", ".png", ".bmp")
ASPECT_TOLERANCE: Final = 0.01
"""Relative difference of width over height up to which a label map is of the same picture."""

Colour = tuple[int, int, int]
"""Red, green, blue."""


@dataclass(frozen=True)
class Folder:
    """A source whose pictures are files. ``read_label`` takes a name; None: a set without labels."""

    source: str
    pictures: dict[str, Path]
    parts: Split
    read_label: Callable[[str], BitMap] | None = None

    @property
    def names(self) -> list[str]:
        """Every picture that has its labels."""
        return list(self.pictures)

    def read(self, name: str) -> Sample:
        """One sample; a picture larger than its label map is shrunk to it."""
        picture = decode_rgb(self.pictures[name].read_bytes())
        if self.read_label is None:
            return Sample(name, picture, None)
        label = self.read_label(name)
        return Sample(name, fitted(picture, label, f"{self.source}: {name}"), label)


def fitted(picture: Picture, label: BitMap, what: str) -> Picture:
    """The picture at the label map's size. Raises ValueError where the two have different aspects."""
    height, width = label.shape
    if picture.shape[:2] == (height, width):
        return picture
    aspects = picture.shape[1] / picture.shape[0], width / height
    if abs(aspects[0] / aspects[1] - 1) > ASPECT_TOLERANCE:
        raise ValueError(f"{what}: label map is {width}x{height}, which does not fit its picture")
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def found(pictures: dict[str, Path], folder: Path, expected: str) -> dict[str, Path]:
    """The same. Raises DataError, which says what was looked for, when there are none."""
    if not pictures:
        raise DataError(f"{folder}: nothing there to train on; expected {expected}")
    return pictures


def read_grey(path: Path) -> NDArray[np.uint8]:
    """[H, W] of an 8-bit picture. Raises ValueError when it cannot be decoded."""
    grey = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise ValueError(f"{path.name} is not a picture that can be decoded")
    return np.asarray(grey, np.uint8)


def table_of(allowed: dict[int, tuple[int, ...]], person: int = 0) -> NDArray[np.uint16]:
    """[256] source id -> bit mask; ids that are not named are ignored. ``person``: a bit for all but id 0."""
    table = np.zeros(256, np.uint16)
    for source_id, classes in allowed.items():
        table[source_id] = bits(*classes) | (person if source_id else 0)
    return table


def nearest_colour(picture: Picture, allowed: dict[Colour, tuple[int, ...]]) -> BitMap:
    """[H, W, 3] of a colour-coded map -> bit masks; a mixed colour is the nearest one of the code."""
    codes = np.array(list(allowed), np.int32)
    masks = np.array([bits(*classes) for classes in allowed.values()], np.uint16)
    apart = ((picture[:, :, None].astype(np.int32) - codes) ** 2).sum(-1)
    return np.asarray(masks[apart.argmin(-1)], np.uint16)
