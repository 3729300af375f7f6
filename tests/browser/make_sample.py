"""Makes the still pictures of the built-in sample: `python -m tests.browser.make_sample static/sample`.

The portrait is `skimage.data.astronaut` (Eileen Collins, NASA, public domain), cut to head and shoulders.
`layers.png` says, per pixel and softly, what moves and what blushes: red is skin, green is the body that
rises with the breath, blue is the head that drifts. They come from ellipses and colour, not from the network.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.data import astronaut

CROP = (slice(0, 288), slice(20, 404))
SIZE = (320, 240)
SOFT_PX = 4.0

Layer = NDArray[np.float32]


def main(folder: Path) -> None:
    """Write `portrait.jpg` and `layers.png`, both 320 x 240."""
    portrait = cv2.resize(astronaut()[CROP], SIZE, interpolation=cv2.INTER_AREA)
    layers = np.dstack([skin(portrait), body(), head()])
    write(folder / "portrait.jpg", portrait, [cv2.IMWRITE_JPEG_QUALITY, 95])
    write(folder / "layers.png", np.rint(layers * 255).astype(np.uint8), [cv2.IMWRITE_PNG_COMPRESSION, 9])


def write(path: Path, rgb: NDArray[np.uint8], options: list[int]) -> None:
    """Write an RGB picture."""
    if not cv2.imwrite(str(path), cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), options):
        raise OSError(f"cannot write {path}")


def skin(portrait: NDArray[np.uint8]) -> Layer:
    """Skin inside the oval of the face and neck: neither hair, eyes, teeth nor collar."""
    _, cr, cb = cv2.split(cv2.cvtColor(portrait, cv2.COLOR_RGB2YCrCb))
    luma = portrait.mean(axis=2)
    coloured = (cr > 137) & (cr < 175) & (cb > 85) & (cb < 128) & (luma > 90)
    oval = ellipse((171, 108), (42, 56)) > 0
    return soft((coloured & oval).astype(np.uint8), SOFT_PX / 2)


def body() -> Layer:
    """Everything below the chin: collar, neck ring and shoulders."""
    outline = np.array(
        [[14, 240], [40, 202], [76, 168], [90, 130], [120, 118], [204, 142], [232, 190], [274, 240]]
    )
    return soft(cv2.fillPoly(np.zeros(SIZE[::-1], np.uint8), [outline], 1), SOFT_PX)


def head() -> Layer:
    """Face and hair."""
    return soft(ellipse((171, 82), (66, 74)), SOFT_PX)


def ellipse(centre: tuple[int, int], axes: tuple[int, int]) -> NDArray[np.uint8]:
    """A filled ellipse of ones."""
    return np.asarray(cv2.ellipse(np.zeros(SIZE[::-1], np.uint8), centre, axes, 0, 0, 360, 1, -1), np.uint8)


def soft(mask: NDArray[np.uint8], sigma_px: float) -> Layer:
    """The mask with an edge that falls off over a few pixels."""
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma_px), np.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
