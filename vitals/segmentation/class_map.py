"""What the network sees around a face, small enough to be sent along and shown: one class a cell, in runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vitals.segmentation.fasenet import Probabilities, Square


@dataclass(frozen=True, slots=True)
class ClassMap:
    """Where in the frame it lies, and the likeliest class of each cell."""

    square: Square
    labels: NDArray[np.uint8]
    """[h, w], values of `Label`, rows from above."""

    @classmethod
    def of(cls, probabilities: Probabilities, square: Square) -> ClassMap:
        """From [12, h, w] in a square of the frame."""
        return cls(square, probabilities.argmax(axis=0).astype(np.uint8))

    def runs(self) -> list[int]:
        """Class, length, class, length, ... over the cells row by row."""
        cells = self.labels.ravel()
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        lengths = np.diff(starts, append=len(cells))
        return [int(value) for value in np.column_stack((cells[starts], lengths)).ravel()]
