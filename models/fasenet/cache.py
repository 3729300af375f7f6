"""Decoded training pictures as packed arrays on disk, so that an epoch does not decode a single JPEG.

The arrays are mapped into memory, not read: how many pictures there may be is a matter of disk (0.33 MB
each), and the memory that the machine has to spare keeps the used ones at hand.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import (
    BACKGROUND,
    CLASS_BITS,
    FACE_BITS,
    FACE_SKIN,
    GLASSES,
    HAIR,
    HAT,
    BitMap,
    bits,
)
from models.fasenet.sources import DataError, FaceZip, Picture, Sample, Source
from models.fasenet.splits import (
    CELEBAMASK,
    FACESYNTHETICS,
    FASSEG,
    FULL_CELEBAMASK,
    FULL_FACESYNTHETICS,
    HELEN,
    LABELLED,
    LAPA,
    LFW_PARTS,
    MASKED,
    NEGATIVES,
    OWN_NEGATIVES,
    SKIN,
)

SIDE: Final = 256
"""Longer side in pixels, as the data has it."""
SOURCE_SHARE: Final = {
    CELEBAMASK: 0.66, FACESYNTHETICS: 0.12, MASKED: 0.11, SKIN: 0.11,
    FULL_CELEBAMASK: 0.66, LAPA: 0.5, FULL_FACESYNTHETICS: 0.3, HELEN: 0.15, LFW_PARTS: 0.15, FASSEG: 0.05,
}  # fmt: skip
"""How often a portrait is of this source, in parts of those that are there."""
DARK_SKIN_LUMA: Final = 85.0
VERSION: Final = 4

Zeros = Callable[[str, tuple[int, ...], type[np.generic]], NDArray[Any]]


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
    picture = np.asarray(cv2.resize(sample.picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    label = np.ones((height, width), np.uint16) if sample.label is None else sample.label
    # The plain nearest mode takes the pixel up and left of the right one, and so moves the labels.
    label = np.asarray(cv2.resize(label, size, interpolation=cv2.INTER_NEAREST_EXACT), np.uint16)
    return picture, label


def face_box(label: BitMap) -> tuple[float, float, float, float]:
    """x0 y0 x1 y1 of what is face and cannot be background or hair; the whole map where there is none."""
    classes = label & CLASS_BITS
    rows, columns = np.nonzero((classes & FACE_BITS > 0) & (classes & bits(BACKGROUND, HAIR) == 0))
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


def pack(samples: Sequence[Sample], side: int) -> PictureSet:
    """Samples -> one padded set in memory."""
    return fill(empty_set(len(samples), side, lambda name, shape, kind: np.zeros(shape, kind)), samples)


def pack_to_disk(samples: Iterable[Sample], count: int, side: int, folder: Path) -> None:
    """The same as files, a picture at a time."""

    def on_disk(name: str, shape: tuple[int, ...], kind: type[np.generic]) -> NDArray[Any]:
        return np.lib.format.open_memmap(folder / f"{name}.npy", "w+", kind, shape)

    fill(empty_set(count, side, on_disk), samples)


def empty_set(count: int, side: int, zeros: Zeros) -> PictureSet:
    """Zeros for ``count`` pictures, made by name, shape and kind."""
    return PictureSet(
        zeros("pictures", (count, side, side, 3), np.uint8),
        zeros("labels", (count, side, side), np.uint16),
        zeros("sizes", (count, 2), np.int32),
        zeros("faces", (count, 4), np.float32),
        zeros("weights", (count,), np.float64),
    )


def fill(whole: PictureSet, samples: Iterable[Sample]) -> PictureSet:
    """The same set with the samples in it."""
    for i, sample in enumerate(samples):
        picture, label = shrink(sample, whole.pictures.shape[1])
        height, width = label.shape
        whole.pictures[i, :height, :width], whole.labels[i, :height, :width] = picture, label
        whole.sizes[i], whole.faces[i] = (height, width), face_box(label)
        whole.weights[i] = draw_weight(picture, label)
    whole.weights[:] /= max(float(whole.weights.sum()), 1e-9)
    return whole


def stored(folder: Path) -> PictureSet:
    """A set that ``pack`` wrote; its arrays are read when they are used."""
    names = [field.name for field in fields(PictureSet)]
    return PictureSet(**{name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names})


def load(source: Source, cache: Path, part: str) -> PictureSet:
    """A source's ``train`` or ``validation`` part, from the cache if there; never the reserved one."""
    if part not in ("train", "validation"):
        raise ValueError(f"{part}: only train and validation are for training")
    names = getattr(source.parts, part)
    if not names:
        return pack([], SIDE)
    target = cache / f"{source.source}-{part}-{fingerprint(names)}-v{VERSION}"
    if not target.exists():
        make(source, names, target)
    return stored(target)


def make(source: Source, names: Sequence[str], target: Path) -> None:
    """Write these pictures to ``target``: all of them, or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    try:
        pack_to_disk((source.read(name) for name in names), len(names), SIDE, draft)
        draft.rename(target)
    except OSError:
        if not target.exists():  # else another process was faster
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def fingerprint(names: Sequence[str]) -> str:
    """Tells sets of the same layout apart, and a set from itself with more pictures."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:8]


def load_sources(sources: Sequence[Source], cache: Path, part: str) -> dict[str, PictureSet]:
    """A part of every source by name, those without pictures left out.

    Raises DataError where none is left that has people, or none without.
    """
    loaded = {bank_name(source): load(source, cache, part) for source in sources}
    bank = {name: pictures for name, pictures in loaded.items() if len(pictures)}
    if NEGATIVES not in bank:
        raise DataError("pictures without people are missing: add --data negatives=FOLDER")
    if len(bank) == 1:
        raise DataError("pictures with faces are missing: add a --data that has some")
    return bank


def bank_name(source: Source) -> str:
    """Negatives of one's own stand where the project's do."""
    return NEGATIVES if source.source == OWN_NEGATIVES else source.source


def load_part(folder: Path, cache: Path, source: str, part: str) -> PictureSet:
    """One of the project's zips."""
    return load(FaceZip(folder, source), cache, part)


def load_bank(folder: Path, cache: Path, part: str) -> dict[str, PictureSet]:
    """All of the project's zips, by name."""
    return load_sources([FaceZip(folder, source) for source in (*LABELLED, NEGATIVES)], cache, part)
