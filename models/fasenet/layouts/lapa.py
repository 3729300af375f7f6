"""LaPa: more than 22,000 faces from the wild with 11 classes in one label map each.

Layout (https://github.com/jd-opensource/lapa-dataset; folders as the authors of FaRL read them)::

    train/images/NAME.jpg   train/labels/NAME.png      (and val/, test/)

Ids (its labelmap.txt): 0 background, 1 skin, 2 and 3 brows, 4 and 5 eyes, 6 nose, 7 upper lip, 8 inner
mouth, 9 lower lip, 10 hair. There is no class for glasses, ears, neck or hats, and no text that we could find
says where they went: glasses and ears may be skin or background here, neck, hats and occluders background,
and an eye may be a dark lens.

Liu et al. 2020, AAAI, doi 10.1609/aaai.v34i07.6832. Non-commercial purposes, as its README says.
"""

from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from models.fasenet.classes import BitMap
from models.fasenet.layouts.folder import Folder, found, read_grey, table_of
from models.fasenet.splits import LAPA, Split

PARTS: Final = ("train", "val", "test")
ALLOWED: Final = {
    0: (0, 7, 8, 9, 10, 11), 1: (1, 7, 8), 2: (3,), 3: (3,), 4: (2, 7), 5: (2, 7),
    6: (4,), 7: (5,), 8: (5,), 9: (5,), 10: (6,),
}  # fmt: skip
TABLE: Final = table_of(ALLOWED)


def lapa(folder: Path) -> Folder:
    """The set in this folder, with its own parts. Raises DataError where it is none."""
    names: list[tuple[str, ...]] = []
    pictures: dict[str, Path] = {}
    for part in PARTS:
        there = {
            f"{part}/{p.stem}": p for p in sorted(folder.glob(f"{part}/images/*.jpg")) if label(p).exists()
        }
        names.append(tuple(there))
        pictures |= there
    expected = "train/images/NAME.jpg and train/labels/NAME.png, and the same in val and test"
    return Folder(LAPA, found(pictures, folder, expected), Split(*names), partial(read_label, pictures))


def label(picture: Path) -> Path:
    """The label map of a picture."""
    return picture.parents[1] / "labels" / f"{picture.stem}.png"


def read_label(pictures: dict[str, Path], name: str) -> BitMap:
    """Sets of classes by id."""
    return np.asarray(TABLE[read_grey(label(pictures[name]))], np.uint16)
