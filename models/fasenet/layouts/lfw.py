"""LFW Part Labels: 2927 faces of 250 pixels, three colours: hair, skin, background.

Layout (http://vis-www.cs.umass.edu/lfw/part_labels/, as public loaders read it)::

    lfw_funneled/PERSON/PERSON_0001.jpg
    parts_lfw_funneled_gt_images/PERSON_0001.ppm        red hair, green skin, blue background
    parts_train.txt (1500)   parts_validation.txt (500)   parts_test.txt (927)      lines "PERSON 1"

What the three cover is said nowhere that we could find, so the sets are wide: skin is any part of the face,
ears, neck or glasses; hair may be a beard, brows or a hat; background may be neck, hat or glasses too.

Kae et al. 2013, "Augmenting CRFs with Boltzmann Machine Shape Priors for Image Labeling", CVPR. The page
of the set states no licence that we could find: ask its authors.
"""

from functools import partial
from pathlib import Path
from typing import Final

from models.fasenet.classes import BitMap
from models.fasenet.layouts.folder import Colour, Folder, found, nearest_colour
from models.fasenet.sources import decode_rgb
from models.fasenet.splits import LFW_PARTS, Split, split_own

LISTS: Final = ("parts_train.txt", "parts_validation.txt", "parts_test.txt")
ALLOWED: Final[dict[Colour, tuple[int, ...]]] = {
    (255, 0, 0): (1, 3, 6, 10),
    (0, 255, 0): (1, 2, 3, 4, 5, 7, 8, 9),
    (0, 0, 255): (0, 7, 8, 9, 10, 11),
}


def lfw(folder: Path) -> Folder:
    """The set in this folder. Raises DataError where it is none."""
    pictures = {p.stem: p for p in folder.glob("lfw_funneled/*/*.jpg") if label(folder, p.stem).exists()}
    expected = "lfw_funneled/PERSON/PERSON_0001.jpg and parts_lfw_funneled_gt_images/PERSON_0001.ppm"
    return Folder(
        LFW_PARTS, found(pictures, folder, expected), parts(folder, pictures), partial(read_label, folder)
    )


def label(folder: Path, name: str) -> Path:
    """The colour-coded map of a picture."""
    return folder / "parts_lfw_funneled_gt_images" / f"{name}.ppm"


def read_label(folder: Path, name: str) -> BitMap:
    """Sets of classes by colour."""
    return nearest_colour(decode_rgb(label(folder, name).read_bytes()), ALLOWED)


def parts(folder: Path, pictures: dict[str, Path]) -> Split:
    """The set's own lists; without them the last fifth by name is held back."""
    if not all((folder / name).exists() for name in LISTS):
        return split_own(list(pictures))
    return Split(*(tuple(n for n in listed(folder / name) if n in pictures) for name in LISTS))


def listed(path: Path) -> list[str]:
    """``PERSON 1`` -> ``PERSON_0001``."""
    rows = (line.split() for line in path.read_text().splitlines() if line.strip())
    return sorted(f"{person}_{int(number):04d}" for person, number in rows)
