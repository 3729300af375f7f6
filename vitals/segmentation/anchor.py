"""Where a face has gone since the frame before, to a fraction of a pixel and before the network looks.

A patch of the face is registered to each frame by the enhanced correlation coefficient (Evangelidis &
Psarakis 2008, doi 10.1109/TPAMI.2008.113, as OpenCV has it), which is blind to gain and offset of the light.
The crop goes along with it, so that the network sees a swaying face at rest: its mask then hardly differs
from frame to frame, and can be averaged as that of a face that keeps still (docs/stability.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from vitals.types import Image

Luma = NDArray[np.uint8]
Move = tuple[float, float]
"""Right and down, in pixels of the frame."""

STILL: Move = (0.0, 0.0)

_PART = 0.8  # of the face's box: without the background
_MAX_SIDE_PX = 80  # of the patch; larger faces are shrunk
_MIN_SIDE_PX = 12
_REACH = 0.2  # of the patch's longer side, from one frame to the next
_MIN_LIKENESS = 0.9  # correlation; below it, the face has turned or is covered
_OVER_PX = 0.5  # of the patch over the border
_ROUNDS = cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 10, 1e-3


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the face looked like, and how far it has gone since."""

    patch: Luma
    """[h, w], one pixel for `fold` of the frame."""
    corner: tuple[int, int]
    """Where it was cut, x and y in pixels of the frame."""
    fold: int
    moved_px: Move = STILL

    @classmethod
    def on(cls, picture: Image, box: tuple[float, float, float, float]) -> Self | None:
        """On a face with this box (x, y, width, height); None when it is too small or at the border."""
        x, y, width, height = box
        fold = max(1, int(np.ceil(_PART * max(width, height) / _MAX_SIDE_PX)))
        columns, rows = int(_PART * width / fold), int(_PART * height / fold)
        left, top = round(x + (width - columns * fold) / 2), round(y + (height - rows * fold) / 2)
        inside = left >= 0 and top >= 0
        inside &= left + columns * fold <= picture.shape[1] and top + rows * fold <= picture.shape[0]
        if not inside or min(columns, rows) < _MIN_SIDE_PX:
            return None
        return cls(_luma(picture, left, top, columns, rows, fold), (left, top), fold)

    def follow(self, picture: Image) -> Self | None:
        """The same after one more frame; None where the face cannot be found again."""
        window = self._window(picture)
        if window is None:
            return None
        (left, top), luma = window
        start = (np.add(self.corner, self.moved_px) - (left, top)) / self.fold
        found = _register(self.patch, luma, start)
        if found is None:
            return None
        right, down = np.add((left, top), found * self.fold) - self.corner
        return replace(self, moved_px=(float(right), float(down)))

    def packed(self) -> tuple[Any, ...]:
        """Plain values, a few kilobytes."""
        return self.patch.shape, self.patch.tobytes(), self.corner, self.fold, self.moved_px

    @classmethod
    def unpacked(cls, packed: Any) -> Self:
        """Raises ValueError or TypeError for what `packed` did not make."""
        shape, pixels, (x, y), fold, (right, down) = packed
        return cls(np.frombuffer(pixels, np.uint8).reshape(shape), (x, y), fold, (right, down))

    def _window(self, picture: Image) -> tuple[tuple[int, int], Luma] | None:
        """Where it may be in this frame: corner and pixels; None where that reaches over the border."""
        rows, columns = self.patch.shape
        reach = max(2, round(_REACH * max(rows, columns)))
        x, y = (round(at + by) for at, by in zip(self.corner, self.moved_px, strict=True))
        left, right = _clipped(x, columns, reach, self.fold, picture.shape[1])
        top, bottom = _clipped(y, rows, reach, self.fold, picture.shape[0])
        if right - left < columns * self.fold or bottom - top < rows * self.fold:
            return None
        size = (right - left) // self.fold, (bottom - top) // self.fold
        return (left, top), _luma(picture, left, top, *size, self.fold)


def _clipped(at: int, cells: int, reach: int, fold: int, end: int) -> tuple[int, int]:
    """From where to where along one side, in whole folds and inside the frame."""
    first = max(0, at - reach * fold)
    last = min(end, at + (cells + reach) * fold)
    return first, first + (last - first) // fold * fold


def _luma(picture: Image, left: int, top: int, columns: int, rows: int, fold: int) -> Luma:
    part = np.ascontiguousarray(picture[top : top + rows * fold, left : left + columns * fold])
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)


def _register(patch: Luma, window: Luma, start: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Where the patch lies in the window, x and y; None where nothing there is like it."""
    start_at = np.array([[1, 0, start[0]], [0, 1, start[1]]], np.float32)
    everywhere = np.full(window.shape, 255, np.uint8)
    try:
        likeness, warp = cv2.findTransformECC(
            patch, window, start_at, cv2.MOTION_TRANSLATION, _ROUNDS, everywhere, 1
        )
    except cv2.error:  # it says so of pictures that have nothing in common
        return None
    found = np.asarray(warp, np.float64)[:, 2]
    room = np.subtract(window.shape, patch.shape)[::-1]
    is_inside = bool((found >= -_OVER_PX).all() and (found <= room + _OVER_PX).all())
    return found if likeness >= _MIN_LIKENESS and is_inside else None
