"""Sub-pixel rise of shoulders and head, from the picture itself.

A band of the picture is registered to a reference of it by least squares (Lucas & Kanade 1981,
"An iterative image registration technique", IJCAI): shift down, shift across, gain and offset of
the light together, so that neither pulse nor shadow is read as motion. The reference is kept until
the band has moved far or no longer looks like it; then the next one begins where the last one ended,
so that the rise is one continuous line and errors are only added when a reference changes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from vitals import limits
from vitals.segmentation.faces import Box
from vitals.types import Image

Luma = NDArray[np.float32]

_MAX_WIDTH_PX = 320  # of the frame that is looked at; wider ones are shrunk first
_NARROW = 4  # columns are averaged by this: the motion sought is vertical
_MAX_SHIFT_PX = 4.0  # beyond it, a new reference
_MIN_LIKENESS = 0.8  # correlation with the reference; below it, a new one
_MIN_TEXTURE = 1.0  # root mean square vertical gradient, 8-bit per pixel
_ROUNDS = 4
_FINE_PX = 0.01  # a round that moves less is the last one
_MIN_ROWS = 10
_MOVED = 0.35  # of the band's size, before the band is put anew


@dataclass(frozen=True, slots=True)
class Band:
    """Whole pixels of the shrunken frame."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rise:
    """Height of what is in a band against the first frame; what is kept from frame to frame."""

    band: Band
    reference: NDArray[np.uint8]
    """[height, width / 4] luma."""
    base_px: float
    """Rise of the reference itself."""
    shift_px: tuple[float, float] = (0.0, 0.0)
    """Last shift against the reference, down and across (in narrowed columns)."""

    @property
    def rise_px(self) -> float:
        """In pixels of the shrunken frame; up is positive."""
        return self.base_px - self.shift_px[0]

    def packed(self) -> tuple[Any, ...]:
        band = (self.band.x, self.band.y, self.band.width, self.band.height)
        return band, self.reference.shape, self.reference.tobytes(), self.base_px, self.shift_px

    @classmethod
    def unpacked(cls, packed: Any) -> Self:
        band, shape, pixels, base_px, (down, across) = packed
        reference = np.frombuffer(pixels, np.uint8).reshape(shape)
        return cls(Band(*band), reference, base_px, (down, across))


def shrink(picture: Image) -> tuple[Image, float]:
    """The frame at most `_MAX_WIDTH_PX` wide, and pixels of the frame per pixel of it."""
    height, width = picture.shape[:2]
    if width <= _MAX_WIDTH_PX:
        return picture, 1.0
    size = (_MAX_WIDTH_PX, round(height * _MAX_WIDTH_PX / width))
    return np.asarray(
        cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8
    ), width / _MAX_WIDTH_PX


def shoulders(face: Box, picture: Image) -> Band | None:
    """Below the chin, wider than the head; None where the picture ends there."""
    top = face.y + 1.12 * face.height
    bottom = min(float(picture.shape[0]), face.y + 2.3 * face.height)
    if bottom - top < limits.MIN_SHOULDERS_SHARE * face.height:
        return None
    return _band(face.x - face.width, top, face.x + 2 * face.width, bottom, picture)


def head(face: Box, picture: Image) -> Band | None:
    """The face itself."""
    return _band(face.x, face.y, face.x + face.width, face.y + face.height, picture)


def follow(picture: Image, wanted: Band | None, state: Rise | None) -> Rise | None:
    """The state after one more (shrunken) frame; None where there is no band, or nothing to see in it."""
    if wanted is None:
        return None
    if state is None or _far(wanted, state.band):
        return _restart(picture, wanted, state)
    luma = _luma(picture, state.band)
    shift, likeness = _register(luma, state.reference.astype(np.float32), state.shift_px)
    if likeness < _MIN_LIKENESS:
        return _restart(picture, wanted, state)
    moved = Rise(state.band, state.reference, state.base_px, shift)
    return _restart(picture, wanted, moved) if max(map(abs, shift)) > _MAX_SHIFT_PX else moved


def _restart(picture: Image, band: Band, state: Rise | None) -> Rise | None:
    luma = _luma(picture, band)
    if float(np.sqrt(np.mean(np.gradient(luma, axis=0) ** 2))) < _MIN_TEXTURE:
        return None
    return Rise(band, np.rint(luma).astype(np.uint8), state.rise_px if state else 0.0)


def _far(wanted: Band, band: Band) -> bool:
    """Whether the person has left the band, or come much closer or farther."""
    across = abs(wanted.x + wanted.width / 2 - band.x - band.width / 2) / band.width
    down = abs(wanted.y - band.y) / max(band.height, band.width / 3)
    return max(across, down, abs(math.log(wanted.width / band.width))) > _MOVED


def _band(left: float, top: float, right: float, bottom: float, picture: Image) -> Band | None:
    """Cut to the picture; None when too little is left."""
    height, width = picture.shape[:2]
    x0, x1 = max(0, int(left)), min(width, int(right))
    y0, y1 = max(0, int(top)), min(height, int(bottom))
    if y1 - y0 < _MIN_ROWS or x1 - x0 < _MIN_ROWS * _NARROW // 2:
        return None
    return Band(x0, y0, x1 - x0, y1 - y0)


def _luma(picture: Image, band: Band) -> Luma:
    """[height, width / 4], a little smoothed, so that shifts between pixels are well defined."""
    part = picture[band.y : band.y + band.height, band.x : band.x + band.width]
    grey = cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2GRAY)
    narrow = cv2.resize(grey, (max(1, band.width // _NARROW), band.height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(narrow.astype(np.float32), (1, 5), 1.0), np.float32)


def _register(luma: Luma, reference: Luma, start: tuple[float, float]) -> tuple[tuple[float, float], float]:
    """Shift (down, across) of `luma` against `reference`, and their correlation after it."""
    down, across = start
    for _ in range(_ROUNDS):
        moved = _shifted(reference, down, across)
        slope_y, slope_x = np.gradient(moved)
        columns = np.stack([slope_y, slope_x, moved, np.ones_like(moved)])[:, 2:-2, 1:-1].reshape(4, -1)
        target = luma[2:-2, 1:-1].ravel()
        normal = columns @ columns.T + np.diag([1.0, 1.0, 0.0, 1e-3])
        step = np.linalg.solve(normal.astype(np.float64), (columns @ target).astype(np.float64))
        # Model: luma = gain * moved - gain * (dy * slope_y + dx * slope_x) + offset.
        gain = step[2] if step[2] > 0.1 else 1.0
        down_by, across_by = np.clip(step[:2] / gain, -2, 2)
        down, across = down - float(down_by), across - float(across_by)
        if abs(down_by) < _FINE_PX and abs(across_by) < _FINE_PX:
            break
    return (down, across), float(np.corrcoef(_shifted(reference, down, across).ravel(), luma.ravel())[0, 1])


def _shifted(luma: Luma, down: float, across: float) -> Luma:
    """Linear, with the edges repeated. OpenCV's warp rounds to 1/32 pixel, a tenth of a small breath."""
    return _shifted_rows(_shifted_rows(luma, down).T, across).T


def _shifted_rows(luma: Luma, shift: float) -> Luma:
    rows = np.clip(np.arange(len(luma)) - shift, 0, len(luma) - 1)
    above = rows.astype(np.intp)
    below = np.minimum(above + 1, len(luma) - 1)
    share = (rows - above).astype(np.float32)[:, None]
    return np.asarray(luma[above] * (1 - share) + luma[below] * share, np.float32)
