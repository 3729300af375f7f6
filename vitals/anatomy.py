"""Where forehead, cheeks and nose are, from where the mask has brows, eyes, nose and mouth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from vitals.segmentation.faces import Face
from vitals.segmentation.fasenet import Label, Square
from vitals.types import Float

Weights = NDArray[np.float32]

_MIN_MASS = 0.000366  # of the square; a feature with less is not seen
_NOSE_DEPTH = 0.6  # of the way from eyes to mouth
_BROWS_DEPTH = -0.3
_SOFT = 0.08  # of the distance from eyes to mouth, on either side of a patch's edge


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A face's own axes: origin between the eyes, one unit down to the mouth; turns with the head."""

    eyes: Float
    """[2], x and y in pixels of the frame."""
    mouth: Float
    """[2], likewise."""

    @classmethod
    def of(cls, face: Face) -> Self | None:
        """None where neither eyes nor what stands in for them are seen, or nothing below them."""
        eyes = _centre(face, [Label.EYES, Label.GLASSES])
        mouth, nose = _centre(face, [Label.MOUTH]), _centre(face, [Label.NOSE])
        brows = _centre(face, [Label.BROWS])
        low, depth = (mouth, 1.0) if mouth is not None else (nose, _NOSE_DEPTH)
        high, start = (eyes, 0.0) if eyes is not None else (brows, _BROWS_DEPTH)
        if low is None or high is None:
            return None
        unit = (low - high) / (depth - start)
        return cls(high - start * unit, high + (1 - start) * unit)

    def towards(self, newer: Anatomy, share: float) -> Anatomy:
        """This one, moved towards a newer one: features jitter more than heads."""
        return Anatomy(
            self.eyes + share * (newer.eyes - self.eyes), self.mouth + share * (newer.mouth - self.mouth)
        )

    def coordinates(self, x: Float, y: Float) -> tuple[Float, Float]:
        """Across (right in the picture is positive) and down, in units from eyes to mouth."""
        down = self.mouth - self.eyes
        length2 = float(down @ down)
        dx, dy = x - self.eyes[0], y - self.eyes[1]
        along_x, along_y = down / length2
        return dx * along_y - dy * along_x, dx * along_x + dy * along_y


def patches(anatomy: Anatomy, x: Float, y: Float) -> list[Weights]:
    """Soft forehead, left and right cheek (left in the picture) at the points x, y of the frame."""
    across, down = anatomy.coordinates(x, y)
    cheek = _between(down, 0.28, 0.95)
    return [
        _between(down, -1.2, -0.45) * _between(across, -0.75, 0.75),
        cheek * _between(across, -1.0, -0.28),
        cheek * _between(across, 0.28, 1.0),
    ]


def _between(value: Float, low: float, high: float) -> Weights:
    rise = np.clip((value - low) / (2 * _SOFT) + 0.5, 0, 1)
    fall = np.clip((high - value) / (2 * _SOFT) + 0.5, 0, 1)
    return np.asarray(rise * fall, np.float32)


def _centre(face: Face, labels: list[Label]) -> Float | None:
    """Weighted centre of some classes in pixels of the frame; None where there is too little of them."""
    mass = face.probabilities[labels].sum(axis=0, dtype=np.float64)
    total = mass.sum()
    if total < _MIN_MASS * mass.size:
        return None
    x, y = cell_centres(face.square, mass.shape[-1])
    return np.array([(mass.sum(axis=0) @ x) / total, (mass.sum(axis=1) @ y) / total])


def cell_centres(square: Square, cells: int) -> tuple[Float, Float]:
    """x of the columns and y of the rows of `cells` by `cells` in the square, in pixels of the frame."""
    steps = (np.arange(cells) + 0.5) * square.side / cells
    return square.x + steps, square.y + steps
