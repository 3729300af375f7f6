"""Short camera files for Chromium, made from the sample's portrait."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

PORTRAIT = Path(__file__).parents[2] / "static" / "sample" / "portrait.jpg"
SIZE = (640, 480)
FRAMES = 30  # one second; Chromium plays it over and over
HEADER = b"YUV4MPEG2 W%d H%d F30:1 Ip A1:1 C420jpeg\n"


def two_faces(path: Path) -> Path:
    """Two people side by side, the left one clearly larger."""
    person = cv2.imread(str(PORTRAIT))
    scene = np.full((SIZE[1], SIZE[0], 3), 150, np.uint8)
    left = cv2.resize(person[:, 60:280], (400, 436))
    right = cv2.resize(person[:, 70:270], (218, 262))
    scene[44:480, 0:400] = left
    scene[218:480, 420:638] = right
    return write(path, scene)


def write(path: Path, bgr: NDArray[np.uint8]) -> Path:
    """The same picture for a second, with a little sensor noise."""
    noise = np.random.default_rng(1)
    with path.open("wb") as file:
        file.write(HEADER % SIZE)
        for _ in range(FRAMES):
            frame = np.clip(bgr + noise.normal(0, 1.5, bgr.shape), 0, 255).astype(np.uint8)
            file.write(b"FRAME\n" + cv2.cvtColor(frame, cv2.COLOR_BGR2YUV_I420).tobytes())
    return path
