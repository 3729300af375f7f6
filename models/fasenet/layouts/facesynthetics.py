"""FaceSynthetics: up to 100,000 rendered faces of 512 pixels with perfect labels, 19 classes.

Layout (https://github.com/microsoft/FaceSynthetics, README)::

    000000.png   000000_seg.png   000000_ldmks.txt

Ids: 0 background, 1 skin, 2 nose, 3 and 4 eyes, 5 and 6 brows, 7 and 8 ears, 9 mouth, 10 and 11 lips, 12
neck, 13 hair, 14 beard, 15 clothing, 16 glasses (opaque lenses and frames; what is behind clear ones has its
own class), 17 headwear, 18 facewear, 255 ignore. No official parts: the last fifth by name is held back.

Wood et al. 2021, ICCV, arXiv:2109.15102. Non-commercial research only, networks trained on it included (its
LICENSE.txt, 2.1 and 5.5).
"""

from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from models.fasenet.classes import PERSON_BIT, BitMap
from models.fasenet.layouts.folder import Folder, found, read_grey, table_of
from models.fasenet.splits import FULL_FACESYNTHETICS, split_own

ALLOWED: Final[dict[int, tuple[int, ...]]] = {
    0: (0,), 1: (1,), 2: (4,), 3: (2,), 4: (2,), 5: (3,), 6: (3,), 7: (8,), 8: (8,),
    9: (5,), 10: (5,), 11: (5,), 12: (9,), 13: (6,), 14: (1,), 15: (0,), 16: (7,), 17: (10,), 18: (11,),
}  # fmt: skip
TABLE: Final = table_of(ALLOWED, PERSON_BIT)


def facesynthetics(folder: Path) -> Folder:
    """The set in this folder. Raises DataError where it is none."""
    pictures = {p.stem: p for p in sorted(folder.glob("*.png")) if label(folder, p.stem).exists()}
    parts = split_own(list(found(pictures, folder, "000000.png and 000000_seg.png")))
    return Folder(FULL_FACESYNTHETICS, pictures, parts, partial(read_label, folder))


def label(folder: Path, name: str) -> Path:
    """The label map of a picture."""
    return folder / f"{name}_seg.png"


def read_label(folder: Path, name: str) -> BitMap:
    """Classes by id."""
    return np.asarray(TABLE[read_grey(label(folder, name))], np.uint16)
