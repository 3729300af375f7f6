"""Two ways from a picture to its class map, the network's own and the product's."""

from collections.abc import Callable, Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.runner import Runner
from models.fasenet.sources import Picture
from vitals.segment import segment
from vitals.segmentation.faces import Face
from vitals.segmentation.fasenet import Label, Probabilities, Segmenter, Square, cut
from vitals.segmentation.tracker import Tracker, TrackState
from vitals.types import Frame

ClassMap = NDArray[np.uint8]
"""[H, W] class ids at the picture's own size."""
View = Callable[[Picture], ClassMap]

ONE_PASS = "one pass"
PRODUCT = "vitals.segment"
FRAME_S = 1 / 30


def views(runner: Runner) -> dict[str, View]:
    """``one pass``: the whole picture through the network once; the other: the product's."""
    segmenter = segmenter_of(runner)
    return {
        ONE_PASS: lambda picture: class_map(runner.probabilities(picture)),
        PRODUCT: lambda picture: segment(picture, segmenter),
    }


def segmenter_of(runner: Runner) -> Segmenter:
    """The weights under test, whichever file they are in, as the tracker wants them."""

    def run(pictures: Sequence[Picture], squares: Sequence[Square]) -> Probabilities:
        pairs = zip(pictures, squares, strict=True)
        return runner.run(np.stack([cut(picture, square, runner.size) for picture, square in pairs]))

    return run


def tracked_map(pictures: list[Picture], segmenter: Segmenter) -> ClassMap:
    """The class map of the last of some live frames, after the tracker has found and followed the face."""
    frames = [Frame(k * FRAME_S, picture) for k, picture in enumerate(pictures)]
    faces, _ = Tracker(segmenter).follow(frames, TrackState())
    return on_frame(faces[-1], pictures[-1].shape[:2])


def on_frame(face: Face | None, shape: tuple[int, int]) -> ClassMap:
    """[H, W] class ids of one followed face in its frame, bilinear between the cells."""
    if face is None:
        return np.zeros(shape, np.uint8)
    cells = face.probabilities.shape[-1] / face.square.side
    offset = [(0.5 - edge) * cells - 0.5 for edge in (face.square.x, face.square.y)]
    matrix = np.array([[cells, 0, offset[0]], [0, cells, offset[1]]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # Where the face's part ends all are 0, and the first of equals, background, wins.
    warped = (cv2.warpAffine(face.probabilities[k], matrix, shape[::-1], flags=flags) for k in Label)
    return class_map(np.asarray(plane, np.float32) for plane in warped)


def class_map(planes: Iterable[NDArray[np.float32]]) -> ClassMap:
    """Twelve times [h, w] -> [h, w]. Class by class is faster than numpy's argmax."""
    first, *others = planes
    best, ids = first.copy(), np.zeros(first.shape, np.uint8)
    for label, score in enumerate(others, 1):
        np.maximum(ids, (score > best) * np.uint8(label), out=ids)  # later labels are larger
        np.maximum(best, score, out=best)
    return ids
