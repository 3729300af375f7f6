"""Decoded training pictures as packed arrays, so that an epoch does not decode a single JPEG."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import CLASS_BITS, FACE_BITS, FACE_SKIN, GLASSES, HAT, BitMap, bits
from models.fasenet.people_in_negatives import shows_people
from models.fasenet.sources import FaceZip, Picture, Sample
from models.fasenet.splits import CELEBAMASK, FACESYNTHETICS, LABELLED, MASKED, NEGATIVES, SKIN, split

SIDE: Final = 256
"""Longer side in pixels, as the data has it."""
SOURCE_SHARE: Final = {CELEBAMASK: 0.66, FACESYNTHETICS: 0.12, MASKED: 0.11, SKIN: 0.11}
DARK_SKIN_LUMA: Final = 85.0
VERSION: Final = 3


@dataclass(frozen=True)
class PictureSet:
    """N pictures padded at right and bottom to one square side.

    ``pictures`` [N, L, L, 3], ``labels`` [N, L, L] bit masks (0 = ignore), ``sizes`` [N, 2] height and width,
    ``faces`` [N, 4] x0 y0 x1 y1 of the face in pixels, ``weights`` [N] chance of being drawn.
    """

    pictures: NDArray[np.uint8]
    labels: NDArray[np.uint16]
    sizes: NDArray[np.int32]
    faces: NDArray[np.float32]
    weights: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.pictures)

    def picture(self, index: int) -> Picture:
        """[H, W, 3] without the padding."""
        height, width = self.sizes[index]
        return self.pictures[index, :height, :width]

    def label(self, index: int) -> BitMap:
        """[H, W] without the padding."""
        height, width = self.sizes[index]
        return self.labels[index, :height, :width]


def shrink(sample: Sample, side: int) -> tuple[Picture, BitMap]:
    """Picture and label with the longer side ``side``; without labels, all background."""
    height, width = sample.picture.shape[:2]
    scale = side / max(height, width)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    picture = cv2.resize(sample.picture, size, interpolation=cv2.INTER_AREA)
    label = np.ones((height, width), np.uint16) if sample.label is None else sample.label
    # The plain nearest mode takes the pixel up and left of the right one, and so moves the labels.
    return picture, cv2.resize(label, size, interpolation=cv2.INTER_NEAREST_EXACT)


def face_box(label: BitMap) -> tuple[float, float, float, float]:
    """x0 y0 x1 y1 of the pixels that can only be face; the whole map where there are none."""
    classes = label & CLASS_BITS
    rows, columns = np.nonzero((classes & FACE_BITS > 0) & (classes & 1 == 0))
    if not len(rows):
        return 0.0, 0.0, float(label.shape[1]), float(label.shape[0])
    return float(columns.min()), float(rows.min()), float(columns.max() + 1), float(rows.max() + 1)


def draw_weight(picture: Picture, label: BitMap) -> float:
    """Rare things are drawn more often: dark skin x4, glasses and hats x2."""
    classes = label & CLASS_BITS
    weight = 1.0
    skin = picture[classes == bits(FACE_SKIN)]
    if len(skin) and float(skin.mean()) < DARK_SKIN_LUMA:
        weight *= 4
    for rare, times in ((GLASSES, 2), (HAT, 2)):
        if np.count_nonzero(classes == bits(rare)) > 0.004 * classes.size:
            weight *= times
    return weight


def pack(samples: list[Sample], side: int) -> PictureSet:
    """Samples -> one padded set."""
    count = len(samples)
    pictures = np.zeros((count, side, side, 3), np.uint8)
    labels = np.zeros((count, side, side), np.uint16)
    sizes = np.zeros((count, 2), np.int32)
    faces = np.zeros((count, 4), np.float32)
    weights = np.zeros(count, np.float64)
    for i, sample in enumerate(samples):
        picture, label = shrink(sample, side)
        height, width = label.shape
        pictures[i, :height, :width], labels[i, :height, :width] = picture, label
        sizes[i], faces[i], weights[i] = (height, width), face_box(label), draw_weight(picture, label)
    return PictureSet(pictures, labels, sizes, faces, weights / max(weights.sum(), 1e-9))


def load_part(folder: Path, cache: Path, source: str, part: str) -> PictureSet:
    """A source's ``train`` or ``validation`` part, from the cache if there; never the reserved one."""
    if part not in ("train", "validation"):
        raise ValueError(f"{part}: only train and validation are for training")
    target = cache / f"{source}-{part}-v{VERSION}.npz"
    if not target.exists():
        faces = FaceZip(folder, source)
        names = getattr(split(source, faces.names), part)
        if source == NEGATIVES:
            names = tuple(n for n in names if not shows_people(n))
        packed = pack(list(faces.read_all(names)), SIDE)
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(target, **vars(packed))
    with np.load(target) as stored:
        return PictureSet(**{k: stored[k] for k in stored.files})


def load_bank(folder: Path, cache: Path, part: str) -> dict[str, PictureSet]:
    """All sources that training uses, by name."""
    return {source: load_part(folder, cache, source, part) for source in (*LABELLED, NEGATIVES)}
