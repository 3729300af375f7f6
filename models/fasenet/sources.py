"""Pictures and label maps, labels as bit masks: what a source is, and the zips of the face data. No PyTorch.

Public data sets in their own folders are in ``layouts``.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import CLASS_COUNT, IGNORE, PERSON_BIT, BitMap, bits
from models.fasenet.people_in_negatives import shows_people
from models.fasenet.splits import (
    CELEBAMASK,
    FACESYNTHETICS,
    FULL_CELEBAMASK,
    FULL_FACESYNTHETICS,
    NEGATIVES,
    Split,
    split,
)

Picture = NDArray[np.uint8]
"""[H, W, 3] RGB."""

MATTED: Final = frozenset({CELEBAMASK, FACESYNTHETICS, FULL_CELEBAMASK, FULL_FACESYNTHETICS})
"""Sources whose id 0 is everything that is not the person, so that the person can be cut out."""

CELEBAMASK_ORDER: Final = (
    (0,), (1,), (4,), (7,), (2,), (2,), (3,), (3,), (8,), (8,),
    (5,), (5,), (5,), (6,), (10,), (IGNORE,), (IGNORE,), (9,), (0,),
)  # fmt: skip
"""CelebAMask-HQ's own order: skin, nose, glasses, eyes, brows, ears, mouth, lips, hair, hat, earring,
necklace, neck, cloth (checked on overlays); used where label_mapping.json is silent."""


class DataError(ValueError):
    """Raised when data are not what they are said to be, or what is needed is not among them."""


@dataclass(frozen=True)
class Sample:
    """One picture; ``label`` is None in a source without labels."""

    name: str
    picture: Picture
    label: BitMap | None


class Source(Protocol):
    """Pictures of one kind, wherever they lie: the zips below, and the folders of ``layouts``."""

    @property
    def source(self) -> str:
        """Name of the data set: key of its share in training and of its files in the cache."""

    @property
    def names(self) -> list[str]:
        """Every picture, those held back included."""

    @property
    def parts(self) -> Split:
        """Which of the names are for training, for choosing, and held back for reported figures."""

    def read(self, name: str) -> Sample:
        """One sample. Raises ValueError where picture and label map do not fit."""


def label_table(mapping: dict[str, list[int]], matted: bool) -> NDArray[np.uint16]:
    """[256] source id -> bit mask of allowed classes; ids that the mapping does not name are ignored."""
    table = np.zeros(256, np.uint16)
    for source_id, classes in mapping.items():
        allowed = bits(*(c for c in classes if c < CLASS_COUNT))
        person = PERSON_BIT if matted and 0 < int(source_id) < IGNORE else 0
        table[int(source_id)] = allowed | person
    return table


def read_tables(folder: Path) -> dict[str, NDArray[np.uint16]]:
    """Source name -> its label table, from label_mapping.json beside the zips."""
    mappings = json.loads((folder / "label_mapping.json").read_text())
    mappings.setdefault(CELEBAMASK, {str(i): list(c) for i, c in enumerate(CELEBAMASK_ORDER)})
    return {s: label_table(m, s in MATTED) for s, m in mappings.items() if s not in ("common", "_doc")}


def decode_rgb(data: bytes) -> Picture:
    """JPEG or PNG bytes -> [H, W, 3] RGB."""
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("not a picture that can be decoded")
    return np.ascontiguousarray(picture[..., ::-1])


class FaceZip:
    """One source: ``images/NAME.jpg`` and, where labelled, ``labels/NAME.png``."""

    def __init__(self, folder: Path, source: str) -> None:
        self.source = source
        self._zip = zipfile.ZipFile(folder / f"{source}.zip")
        members = self._zip.namelist()
        self._images = {PurePosixPath(m).stem: m for m in members if m.lower().endswith((".jpg", ".jpeg"))}
        self._labels = {
            PurePosixPath(m).stem: m for m in members if m.startswith("labels/") and m.endswith(".png")
        }
        self._table = read_tables(folder).get(source)

    @property
    def names(self) -> list[str]:
        """File stems; of a labelled source only those that have a label map."""
        return [n for n in self._images if not self._labels or n in self._labels]

    @property
    def parts(self) -> Split:
        """As ``splits`` says; photographs that show people are no negatives."""
        found = split(self.source, self.names)
        if self.source != NEGATIVES:
            return found
        kept = ([n for n in part if not shows_people(n)] for part in found)
        return Split(*(tuple(part) for part in kept))

    def read(self, name: str) -> Sample:
        """One sample by its file stem."""
        picture = decode_rgb(self._zip.read(self._images[name]))
        return Sample(name, picture, self._read_label(name, picture.shape[:2]))

    def read_all(self, names: tuple[str, ...]) -> Iterator[Sample]:
        """The samples in the order of ``names``."""
        return (self.read(n) for n in names)

    def _read_label(self, name: str, shape: tuple[int, ...]) -> BitMap | None:
        if self._table is None or name not in self._labels:
            return None
        ids = cv2.imdecode(np.frombuffer(self._zip.read(self._labels[name]), np.uint8), cv2.IMREAD_GRAYSCALE)
        if ids is None or ids.shape != shape:
            raise ValueError(f"{self.source}: label map of {name} does not fit its picture")
        return np.asarray(self._table[ids], np.uint16)
