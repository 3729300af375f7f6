"""Faces in a map of class probabilities: connected parts of the face classes that look like a face."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vitals import limits
from vitals.segmentation.anchor import STILL, Move
from vitals.segmentation.fasenet import Label, Probabilities, Square

FACE_LABELS = [Label.SKIN, Label.EYES, Label.BROWS, Label.NOSE, Label.MOUTH, Label.GLASSES]
FEATURE_LABELS = [Label.EYES, Label.BROWS, Label.NOSE, Label.MOUTH, Label.GLASSES]

_FEATURES = ([Label.EYES, Label.GLASSES], [Label.BROWS], [Label.NOSE], [Label.MOUTH])
_MARGIN = 0.031  # of the square, around a part: still its edge
_TAIL = 0.01  # of the mask's weight beyond each side of its box


@dataclass(frozen=True, slots=True)
class Box:
    """Upright box in pixels of the frame, to a fraction."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, right: float, down: float) -> Box:
        return Box(self.x + right, self.y + down, self.width, self.height)

    def holds(self, point: tuple[float, float]) -> bool:
        return self.x <= point[0] <= self.x + self.width and self.y <= point[1] <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Face:
    """One face in one frame."""

    square: Square
    """Where in the frame the probabilities lie."""
    probabilities: Probabilities
    """[12, h, w], 0 where another face begins."""
    box: Box
    area_px: float
    """Sum of the soft face mask in pixels of the frame."""
    covered_share: float = 0.0
    """Area of what covers it (a mask, a scarf, a cup) over its own."""
    around: Probabilities | None = None
    """[12, h, w] of the whole square, whatever is in it."""
    moved_px: Move = STILL
    """How far it has gone since the frame before; the square has gone along."""

    @property
    def mask(self) -> NDArray[np.float32]:
        """[h, w] 0..1: face skin, features and glasses."""
        return face_mask(self.probabilities)

    @property
    def has_features(self) -> bool:
        """More than traces of eyes, brows, nose, mouth or glasses: a hand has none."""
        features = self.probabilities[FEATURE_LABELS].sum()
        return bool(features >= limits.MIN_FEATURE_SHARE * self.mask.sum())

    @property
    def features_seen(self) -> int:
        """How many of eyes, brows, nose and mouth are clearly there."""
        peaks = [self.probabilities[labels].sum(axis=0).max() for labels in _FEATURES]
        return sum(bool(peak >= limits.CERTAIN_FEATURE) for peak in peaks)

    @property
    def is_certain(self) -> bool:
        """Clearly a face when looked at from near; from far, features blur, so it cannot be asked there."""
        return (
            self.features_seen >= limits.CERTAIN_FEATURES and _sureness(self.mask) >= limits.CERTAIN_SURENESS
        )


def face_mask(probabilities: Probabilities) -> NDArray[np.float32]:
    """[..., 12, h, w] -> [..., h, w], the sum over the face classes."""
    mask: NDArray[np.float32] = probabilities[..., FACE_LABELS, :, :].sum(axis=-3)
    return mask


def find_faces(probabilities: Probabilities, square: Square, *, from_far: bool = False) -> list[Face]:
    """Every plausible face in [12, h, w], the largest first; from far it need not show features."""
    mask = face_mask(probabilities)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask > 0.5).astype(np.uint8), connectivity=4)
    faces = [
        _face(probabilities, mask, labels == part, square)
        for part in range(1, count)
        if _has_shape_of_face(stats[part], mask.size)
    ]
    plausible = [face for face in faces if face and (from_far or face.has_features)]
    return sorted(plausible, key=lambda face: -face.area_px)


def _has_shape_of_face(stats: NDArray[np.int32], all_cells: int) -> bool:
    _, _, width, height, cells = (int(value) for value in stats)
    return (
        cells >= limits.MIN_FACE_AREA * all_cells
        and cells >= limits.MIN_FACE_FILL * width * height
        and limits.MIN_FACE_ASPECT <= height / width <= limits.MAX_FACE_ASPECT
    )


def _face(
    probabilities: Probabilities, mask: NDArray[np.float32], part: NDArray[np.bool_], square: Square
) -> Face | None:
    """The face of one connected part, with its soft edge; None when it is faint."""
    own = cv2.dilate(part.astype(np.uint8), _margin(mask.shape[-1])).astype(np.float32)
    soft = mask * own
    if _sureness(soft) < limits.MIN_FACE_SURENESS:
        return None
    cell_px = square.side / mask.shape[-1]
    area = float(soft.sum())
    covered = _covering(probabilities[Label.OCCLUDER], part) / area
    own_px = area * cell_px**2
    return Face(square, probabilities * own, _box(soft, square), own_px, covered, around=probabilities)


def _covering(occluder: NDArray[np.float32], part: NDArray[np.bool_]) -> float:
    """Cells of what covers a face: between its sides, from its top down; a mask hangs below what is seen."""
    columns = np.flatnonzero(part.any(axis=0))
    top = int(part.any(axis=1).argmax())
    return float(occluder[top:, columns[0] : columns[-1] + 1].sum())


@cache
def _margin(cells: int) -> NDArray[np.uint8]:
    """A disc that widens a part by `_MARGIN`; its side is odd."""
    side = 2 * round(_MARGIN * cells) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def _sureness(mask: NDArray[np.float32]) -> float:
    """Mean probability of the face where there is more face than not."""
    return float(mask[mask > 0.5].mean())


def _box(soft: NDArray[np.float32], square: Square) -> Box:
    """Between quantiles of the soft mask, so that the box has no steps of whole cells."""
    left, right = _ends(soft.sum(axis=0))
    top, bottom = _ends(soft.sum(axis=1))
    side = square.side
    return Box(square.x + left * side, square.y + top * side, (right - left) * side, (bottom - top) * side)


def _ends(profile: NDArray[np.float32]) -> tuple[float, float]:
    """Where a profile begins and ends, as shares of its length."""
    edges = np.linspace(0, 1, len(profile) + 1)
    below = np.concatenate(([0.0], np.cumsum(profile, dtype=np.float64))) / profile.sum()
    start, end = np.interp([_TAIL, 1 - _TAIL], below, edges)
    return float(start), float(end)
