"""A virtual patient: the page's sample portrait with a pulse and a breath, as a loop of JPEGs.

The loop is painted once and shared, so that painting does not compete with what is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray

WIDTH_PX, HEIGHT_PX = 320, 240
LOOP_S = 10.0
PULSE_BPM = 66.0  # 11 beats and 2 breaths fill the loop, so that its end meets its beginning
BREATH_BPM = 12.0
GAIN = np.array(
    [0.003, 0.007, 0.005]
)  # relative change of red, green, blue at a beat, as in static/js/portrait.js
RISE_PX = 1.6
NOISE = 1.2  # of the sensor, 8-bit units
JPEG_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Portrait:
    """A still picture and where its skin and its body are (0..1)."""

    rgb: NDArray[np.float32]
    skin: NDArray[np.float32]
    body: NDArray[np.float32]


def load(folder: Path) -> Portrait:
    """The sample that the page plays, from `static/sample`."""
    layers = _read(folder / "layers.png") / np.float32(255)
    return Portrait(_read(folder / "portrait.jpg"), layers[..., 0], layers[..., 1])


def _read(path: Path) -> NDArray[np.float32]:
    image = cv2.imread(str(path))
    if image is None:
        raise FileNotFoundError(f"{path} cannot be read: it belongs to the page's sample")
    rgb = cv2.cvtColor(cv2.resize(image, (WIDTH_PX, HEIGHT_PX)), cv2.COLOR_BGR2RGB)
    return np.asarray(rgb, np.float32)


def loop(portrait: Portrait, fps: float, seed: int = 1) -> list[bytes]:
    """`LOOP_S` seconds of JPEGs at `fps`."""
    rng = np.random.default_rng(seed)
    return [_frame(portrait, n / fps, rng) for n in range(round(LOOP_S * fps))]


def _frame(portrait: Portrait, t_s: float, rng: np.random.Generator) -> bytes:
    pulse = np.sin(2 * np.pi * PULSE_BPM / 60 * t_s)
    breath = np.sin(2 * np.pi * BREATH_BPM / 60 * t_s)
    y, x = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX].astype(np.float32)
    lowered = (y + portrait.body * np.float32(RISE_PX / 2 * breath)).astype(np.float32)
    moved = cv2.remap(portrait.rgb, x, lowered, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lit = moved * (1 - portrait.skin[..., None] * GAIN * pulse) + rng.normal(0, NOISE, moved.shape)
    picture = np.ascontiguousarray(np.clip(np.round(lit), 0, 255).astype(np.uint8))
    jpeg: bytes = simplejpeg.encode_jpeg(picture, quality=JPEG_QUALITY, colorsubsampling="420")
    return jpeg
