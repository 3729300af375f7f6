"""Who is in the picture: a photograph, and a soft skin mask of it that does not come from FaSeNet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage import data

CELEBAMASK_SKIN = (1, 2)
"""Face skin and nose in the label maps of CelebAMask-HQ."""
_ASTRONAUT_FACE = (180, 92, 92, 97)  # x, y, width, height: hairline to chin


@dataclass(frozen=True)
class Subject:
    """A portrait."""

    rgb: NDArray[np.float32]
    """[H, W, 3], 8-bit units."""
    skin: NDArray[np.float32]
    """[H, W], 0..1, soft."""
    person: NDArray[np.float32]
    """[H, W], 0..1: what stands in the room; 1 everywhere keeps the picture's own background."""
    face: tuple[float, float, float, float]
    """x, y, width, height in pixels."""


def astronaut() -> Subject:
    """Eileen Collins (NASA, public domain); her face is in an ellipse, her skin has the colour of skin."""
    rgb = data.astronaut()
    x, y, width, height = _ASTRONAUT_FACE
    ellipse = np.zeros(rgb.shape[:2], np.uint8)
    centre, axes = (x + width // 2, y + height // 2), (width // 2, round(0.6 * height))
    cv2.ellipse(ellipse, centre, axes, 0, 0, 360, 1, -1)
    _, cr, cb = cv2.split(cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb))
    skin = (ellipse > 0) & (cr > 140) & (cr < 175) & (cb > 95) & (cb < 128)
    closed = cv2.morphologyEx(skin.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return Subject(rgb.astype(np.float32), _soft(closed), np.ones(rgb.shape[:2], np.float32), _ASTRONAUT_FACE)


def labelled(image: Path, labels: Path, skin_ids: Collection[int] = CELEBAMASK_SKIN) -> Subject:
    """A photograph with a label map (0 is background), cut out of its background."""
    bgr, ids = cv2.imread(str(image)), cv2.imread(str(labels), cv2.IMREAD_GRAYSCALE)
    if bgr is None or ids is None:
        raise ValueError(f"{image if bgr is None else labels} is no picture that can be read")
    rgb = cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB).astype(np.float32)
    ids = cv2.resize(ids, rgb.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    skin = np.isin(ids, list(skin_ids)).astype(np.uint8)
    if not skin.any():
        raise ValueError(f"{labels} has no pixel with an id of {list(skin_ids)}")
    person = _soft((ids > 0).astype(np.uint8), erode=1)
    x, y, width, height = cv2.boundingRect(skin)
    return Subject(rgb, _soft(skin, erode=1), person, (x, y, width, height))


def _soft(mask: NDArray[np.uint8], erode: int = 0) -> NDArray[np.float32]:
    if erode:
        mask = cv2.erode(mask, np.ones((3, 3), np.uint8), iterations=erode)
    return cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 1.5)
