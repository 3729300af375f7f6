"""HELEN with the labels of Smith et al. 2013: 2330 faces, one map of probabilities per class, 11 classes.

Layout (the set's own README.txt, http://pages.cs.wisc.edu/~lizhang/projects/face-parsing/)::

    images/NAME.jpg   labels/NAME/NAME_lbl00.png ... NAME_lbl10.png
    exemplars.txt (2000 for training)   tuning.txt (230)   testing.txt (100)      lines "number , NAME"

Maps are 8-bit, 0 to 255 for 0 to 1: 00 background, 01 face skin (without ears and neck), 02 and 03 brows, 04
and 05 eyes, 06 nose, 07 upper lip, 08 inner mouth, 09 lower lip, 10 hair. A pixel's class is its likeliest
map; where the best map is below one half, as on the soft edge of hair, nothing is said. Glasses may be skin,
eyes or background, ears and neck are background. Lines of the lists are read up to the last comma, as public
loaders do.

The relabelled training part of Lin et al. 2019 (arXiv:1906.01342) has another layout, which we could not
verify: not read here.

Smith et al. 2013, CVPR, doi 10.1109/CVPR.2013.447.
"""

from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from models.fasenet.classes import BitMap
from models.fasenet.layouts.folder import Folder, found, read_grey, table_of
from models.fasenet.splits import HELEN, Split, split_own

LISTS: Final = ("exemplars.txt", "tuning.txt", "testing.txt")
SURE: Final = 128
"""Of 255: what the likeliest map must reach."""
ALLOWED: Final = {
    0: (0, 7, 8, 9, 10, 11), 1: (1, 7), 2: (3,), 3: (3,), 4: (2, 7), 5: (2, 7),
    6: (4,), 7: (5,), 8: (5,), 9: (5,), 10: (6,),
}  # fmt: skip
TABLE: Final = table_of(ALLOWED)


def helen(folder: Path) -> Folder:
    """The set in this folder. Raises DataError where it is none."""
    pictures = {p.stem: p for p in folder.glob("images/*.jpg") if label(folder, p.stem, 0).exists()}
    expected = "images/NAME.jpg and labels/NAME/NAME_lbl00.png to NAME_lbl10.png"
    return Folder(
        HELEN, found(pictures, folder, expected), parts(folder, pictures), partial(read_label, folder)
    )


def label(folder: Path, name: str, number: int) -> Path:
    """The map of one class."""
    return folder / "labels" / name / f"{name}_lbl{number:02d}.png"


def read_label(folder: Path, name: str) -> BitMap:
    """The likeliest class of each pixel; unknown where none is sure."""
    maps = np.stack([read_grey(label(folder, name, number)) for number in ALLOWED])
    sets = TABLE[maps.argmax(0)]
    sets[maps.max(0) < SURE] = 0
    return np.asarray(sets, np.uint16)


def parts(folder: Path, pictures: dict[str, Path]) -> Split:
    """The set's own lists; without them the last fifth by name is held back."""
    if not all((folder / name).exists() for name in LISTS):
        return split_own(list(pictures))
    return Split(*(tuple(n for n in listed(folder / name) if n in pictures) for name in LISTS))


def listed(path: Path) -> list[str]:
    """Names of a list whose lines are ``number , NAME``."""
    return sorted(line.rpartition(",")[2].strip() for line in path.read_text().splitlines() if line.strip())
