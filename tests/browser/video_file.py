"""Short recorded videos that Chromium can play."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.portrait import Drive, Scene, astronaut, render, write

SIZE = (320, 240)
FPS = 25


def blank(path: Path, seconds: float) -> Path:
    """A room that grows brighter and darker."""
    shades = (60 + i % 60 for i in range(int(seconds * FPS)))
    write(path, (np.full((*SIZE[::-1], 3), shade, np.uint8) for shade in shades), FPS)
    return path


def portrait(path: Path, seconds: float, hr_bpm: float, rr_bpm: float) -> Path:
    """A face of known rates."""
    t_s = np.arange(int(seconds * FPS)) / FPS
    write(path, render(astronaut(), Drive.parametric(t_s, hr_bpm, rr_bpm), Scene(*SIZE)), FPS)
    return path
