"""FaSeNet on square crops: preprocess, run, and nothing else.

A reconstruction of the idea of Fiedler et al. 2023 (doi 10.1007/s12652-023-04607-8), a pixel-precise
multi-class face segmentation as the first step of the measurement; not the authors' weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from vitals.errors import ModelError
from vitals.segmentation.manifest import DEFAULT_FOLDER, Manifest, read_verified
from vitals.segmentation.session import open_session, provider
from vitals.types import Image

Probabilities = NDArray[np.float32]
"""[N, 12, h, w], sums to 1 over the classes; cell (i, j) covers its share of the square."""


class Label(IntEnum):
    """The classes, in the order of the network's output and of written masks."""

    BACKGROUND = 0
    SKIN = 1
    EYES = 2
    BROWS = 3
    NOSE = 4
    MOUTH = 5
    HAIR = 6
    GLASSES = 7
    EARS = 8
    NECK = 9
    HAT = 10
    OCCLUDER = 11


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the picture in pixels, edges at any fraction; it may reach over the border."""

    x: float
    """Left edge."""
    y: float
    """Upper edge."""
    side: float

    @classmethod
    def around(cls, cx: float, cy: float, side: float) -> Square:
        return cls(cx - side / 2, cy - side / 2, side)

    @classmethod
    def whole(cls, picture: Image) -> Square:
        """The whole picture, letterboxed: the longer side fills the square."""
        height, width = picture.shape[:2]
        return cls.around(width / 2, height / 2, max(height, width))

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.side / 2, self.y + self.side / 2

    def moved(self, right: float, down: float) -> Square:
        return Square(self.x + right, self.y + down, self.side)


Segmenter = Callable[[Sequence[Image], Sequence[Square]], Probabilities]
"""Pictures and one square in each -> class probabilities in each square. Tests have others than FaSeNet."""


class FaSeNet:
    """The network, loaded and verified. One caller at a time.

    Raises ModelError when the weights, their manifest or the machine do not fit.
    """

    def __init__(self, folder: Path = DEFAULT_FOLDER, threads: int | None = None) -> None:
        self.manifest: Manifest = read_verified(folder)
        if len(self.manifest.classes) != len(Label):
            raise ModelError(f"{len(self.manifest.classes)} classes in the manifest; {len(Label)} are needed")
        self._session = open_session(self.manifest.weights, threads)

    @property
    def provider(self) -> str:
        """What it runs on, e.g. CPUExecutionProvider."""
        return provider(self._session)

    def __call__(self, pictures: Sequence[Image], squares: Sequence[Square]) -> Probabilities:
        side = self.manifest.input_size
        batch = np.stack(
            [cut(picture, square, side) for picture, square in zip(pictures, squares, strict=True)]
        )
        (probabilities,) = self._session.run(["probabilities"], {"image": batch})
        return np.asarray(probabilities, np.float32)


def cut(picture: Image, square: Square, side: int) -> Image:
    """side x side x 3: the square of the picture, black where it reaches over the border.

    A square larger than `side` is sampled `fold` times as densely and averaged, against aliasing.
    """
    fold = max(1, int(np.ceil(square.side / side - 0.1)))
    dense = side * fold
    scale = square.side / dense
    # Pixel centres lie at half: OpenCV's coordinates are of centres, ours are of edges.
    matrix = np.array([[scale, 0, square.x + scale / 2 - 0.5], [0, scale, square.y + scale / 2 - 0.5]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cropped = cv2.warpAffine(picture, matrix, (dense, dense), flags=flags)
    if fold > 1:
        cropped = cv2.resize(cropped, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(cropped, np.uint8)
