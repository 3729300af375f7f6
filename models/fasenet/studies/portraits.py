"""What the studies learn from: the training pictures as they are, mirrored or not.

Training proper makes scenes, with small and turned faces in any light; a short schedule learns little from
those, and losses and networks would be compared by how soon they begin to find a face.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.fasenet.cache import PictureSet, load_bank
from models.fasenet.splits import LABELLED


@dataclass(frozen=True)
class Portraits:
    """``pictures`` [N, S, S, 3] RGB and ``labels`` [N, S, S] bit masks of allowed classes (0 = ignore)."""

    pictures: NDArray[np.uint8]
    labels: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.pictures)

    def shrunk(self, size: int) -> Self:
        """All of them at another size, in pixels a side."""
        exact = cv2.INTER_NEAREST_EXACT
        pictures = [cv2.resize(p, (size, size), interpolation=cv2.INTER_AREA) for p in self.pictures]
        labels = [cv2.resize(label, (size, size), interpolation=exact) for label in self.labels]
        return replace(self, pictures=np.stack(pictures), labels=np.stack(labels))

    def batch(self, indices: NDArray[np.intp], mirrored: NDArray[np.bool_]) -> tuple[Tensor, Tensor]:
        """Pictures and labels of these indices, some of them mirrored."""
        pictures, labels = self.pictures[indices], self.labels[indices]
        pictures[mirrored], labels[mirrored] = pictures[mirrored, :, ::-1], labels[mirrored, :, ::-1]
        return torch.from_numpy(pictures), torch.from_numpy(labels)


def training_portraits(data: Path, cache: Path, size: int) -> Portraits:
    """The training part of every labelled source, fitted into squares of ``size`` pixels."""
    bank = load_bank(data, cache, "train")
    parts = [shrunk_part(bank[source], size) for source in LABELLED]
    return Portraits(
        np.concatenate([part.pictures for part in parts]), np.concatenate([part.labels for part in parts])
    )


def shrunk_part(part: PictureSet, size: int) -> Portraits:
    """One source; its pictures are already padded to squares."""
    return Portraits(part.pictures, part.labels).shrunk(size)
