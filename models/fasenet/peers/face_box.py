"""The centre of a detector's face box, the commonest region of interest of camera pulse measurement.

OpenCV 5 has no cascades in its plain wheel; the one with Haar features (Viola & Jones 2001) comes with the
packages of ``requirements.txt`` beside this file, in their own environment. scikit-image's cascade of the
same kind with local binary patterns (Liao et al. 2007) is there wherever the tests run.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from models.fasenet.peers.skin_colour import Region
from models.fasenet.sources import Picture

CENTRE_WIDTH: Final = 0.6
"""Share of the box's width, its full height: Poh, McDuff & Picard 2010, doi 10.1364/OE.18.010762."""
SMALLEST_FACE: Final = 0.2
"""Of the picture's shorter side; all here are portraits."""
STEP: Final = 1.1
NEIGHBOURS: Final = 5

Box = tuple[int, int, int, int]
"""x, y, width, height in pixels."""


def centre_of(box: Box | None, shape: tuple[int, int]) -> Region:
    """[H, W]: the middle 60 % of the box's width; nothing where there is no face."""
    region = np.zeros(shape, bool)
    if box is not None:
        x, y, width, height = box
        edge = round(width * (1 - CENTRE_WIDTH) / 2)
        region[max(y, 0) : y + height, max(x + edge, 0) : x + width - edge] = True
    return region


def largest(boxes: list[Box]) -> Box | None:
    """By area."""
    return max(boxes, key=lambda box: box[2] * box[3], default=None)


def haar_region() -> Callable[[Picture], Region]:
    """With OpenCV's frontal cascade. Raises ImportError where this OpenCV has none."""
    if not hasattr(cv2, "CascadeClassifier"):
        raise ImportError("this OpenCV has no cascades")
    folder = Path(cv2.__file__).parent / "data"
    cascade = cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_default.xml"))
    if cascade.empty():
        raise ImportError("this OpenCV comes without the cascades' files")

    def region(picture: Picture) -> Region:
        grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        side = round(SMALLEST_FACE * min(grey.shape))
        found: Any = cascade.detectMultiScale(grey, STEP, NEIGHBOURS, minSize=(side, side))
        return centre_of(largest([(int(x), int(y), int(w), int(h)) for x, y, w, h in found]), grey.shape)

    return region


def lbp_region() -> Callable[[Picture], Region]:
    """With scikit-image's frontal cascade. Raises ImportError where it is not installed."""
    from skimage.data import lbp_frontal_face_cascade_filename
    from skimage.feature import Cascade

    cascade = Cascade(lbp_frontal_face_cascade_filename())  # type: ignore[no-untyped-call]

    def region(picture: Picture) -> Region:
        side = min(picture.shape[:2])
        low, high = round(SMALLEST_FACE * side), side
        found = cascade.detect_multi_scale(
            img=picture, scale_factor=STEP, step_ratio=1.2, min_size=(low, low), max_size=(high, high),
            min_neighbor_number=NEIGHBOURS - 1,
        )  # fmt: skip
        boxes: list[Box] = [(f["c"], f["r"], f["width"], f["height"]) for f in found]
        return centre_of(largest(boxes), picture.shape[:2])

    return region
