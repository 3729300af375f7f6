"""Faces painted as class ids, and a segmenter that reads them: trackers are tested without weights."""

from collections.abc import Sequence

import cv2
import numpy as np

from vitals.segmentation.fasenet import Label, Probabilities, Square
from vitals.types import Image

CELLS = 64
_STEP = 20  # of the red channel per class


def nobody(width: int = 320, height: int = 240) -> Image:
    return np.zeros((height, width, 3), np.uint8)


def paint(picture: Image, cx: float, cy: float, face_height: float) -> Image:
    """The picture with one more face: its class ids are in the red channel."""
    painted = picture.copy()
    red = np.ascontiguousarray(painted[..., 0])
    h = face_height

    def put(label: Label, dx: float, dy: float, width: float, height: float) -> None:
        centre, size = (cx + dx * h, cy + dy * h), (width * h, height * h)
        cv2.ellipse(red, (centre, size, 0.0), int(label) * _STEP, -1)

    put(Label.SKIN, 0, 0, 0.78, 1)
    for side in (-1, 1):
        put(Label.BROWS, side * 0.18, -0.2, 0.2, 0.05)
        put(Label.EYES, side * 0.18, -0.1, 0.16, 0.08)
    put(Label.NOSE, 0, 0.06, 0.16, 0.22)
    put(Label.MOUTH, 0, 0.27, 0.3, 0.1)
    painted[..., 0] = red
    return painted


def read_painting(pictures: Sequence[Image], squares: Sequence[Square]) -> Probabilities:
    """A segmenter, as FaSeNet is one."""
    return np.stack([_read(picture, square) for picture, square in zip(pictures, squares, strict=True)])


def _read(picture: Image, square: Square) -> Probabilities:
    """Averages four by four samples a cell, so that edges are soft."""
    fine = CELLS * 4
    step = square.side / fine
    matrix = np.array([[step, 0, square.x + step / 2 - 0.5], [0, step, square.y + step / 2 - 0.5]])
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    ids = cv2.warpAffine(picture[..., 0], matrix, (fine, fine), flags=flags) // _STEP
    hard = (ids == np.arange(len(Label), dtype=np.uint8)[:, None, None]).astype(np.float32)
    return hard.reshape(len(Label), CELLS, 4, CELLS, 4).mean(axis=(2, 4))
