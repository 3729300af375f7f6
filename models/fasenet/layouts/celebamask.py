"""CelebAMask-HQ: 30,000 portraits of 1024 pixels, a 512-pixel mask per class and picture, 19 classes.

Layout (https://github.com/switchablenorms/CelebAMask-HQ, README and
face_parsing/Data_preprocessing/g_mask.py)::

    CelebA-HQ-img/0.jpg ...
    CelebAMask-HQ-mask-anno/0/00000_skin.png ...    2000 pictures a folder, 0 to 14
    CelebA-HQ-to-CelebA-mapping.txt                 columns idx, orig_idx, orig_file

A mask exists only where its class does. They are laid on each other in the authors' order. The official parts
are those of CelebA by the original number, as in the authors' g_partition.py: below 162771 training, below
182638 validation, from there on test. Without the mapping file the last fifth by name is held back.

Lee et al. 2020, "MaskGAN", CVPR, arXiv:1907.11922. Non-commercial research only.
"""

from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from models.fasenet.classes import CLASS_COUNT, PERSON_BIT, BitMap
from models.fasenet.layouts.folder import Folder, found, read_grey, table_of
from models.fasenet.sources import CELEBAMASK_ORDER
from models.fasenet.splits import FULL_CELEBAMASK, Split, split_own

PARTS: Final = (
    "skin", "nose", "eye_g", "l_eye", "r_eye", "l_brow", "r_brow", "l_ear", "r_ear",
    "mouth", "u_lip", "l_lip", "hair", "hat", "ear_r", "neck_l", "neck", "cloth",
)  # fmt: skip
"""Ids 1 to 18, painted in this order."""
PICTURES_PER_FOLDER: Final = 2000
FIRST_VALIDATION: Final = 162771
FIRST_TEST: Final = 182638
TABLE: Final = table_of(
    {i: classes for i, classes in enumerate(CELEBAMASK_ORDER) if max(classes) < CLASS_COUNT}, PERSON_BIT
)


def celebamask(folder: Path) -> Folder:
    """The set in this folder. Raises DataError where it is none."""
    pictures = {
        path.stem: path
        for path in folder.glob("CelebA-HQ-img/*.jpg")
        if mask(folder, path.stem, "skin").exists()
    }
    expected = "CelebA-HQ-img/0.jpg and CelebAMask-HQ-mask-anno/0/00000_skin.png"
    return Folder(
        FULL_CELEBAMASK,
        found(pictures, folder, expected),
        parts(folder, pictures),
        partial(read_label, folder),
    )


def mask(folder: Path, name: str, part: str) -> Path:
    """Where one class of one picture is."""
    number = int(name) if name.isdecimal() else 0
    return (
        folder / "CelebAMask-HQ-mask-anno" / str(number // PICTURES_PER_FOLDER) / f"{number:05d}_{part}.png"
    )


def read_label(folder: Path, name: str) -> BitMap:
    """The masks of all classes on each other."""
    ids = np.zeros_like(read_grey(mask(folder, name, PARTS[0])))
    for source_id, part in enumerate(PARTS, start=1):
        path = mask(folder, name, part)
        if path.exists():
            ids[read_grey(path) > 0] = source_id
    return np.asarray(TABLE[ids], np.uint16)


def parts(folder: Path, pictures: dict[str, Path]) -> Split:
    """CelebA's own parts where the mapping is there."""
    mapping = folder / "CelebA-HQ-to-CelebA-mapping.txt"
    if not mapping.exists():
        return split_own(list(pictures))
    rows = (line.split() for line in mapping.read_text().splitlines()[1:] if line.strip())
    original = {row[0]: int(row[1]) for row in rows}
    # A picture that the mapping does not know is held back.
    numbers = {name: original.get(name, FIRST_TEST) for name in sorted(pictures)}
    return Split(
        tuple(n for n, number in numbers.items() if number < FIRST_VALIDATION),
        tuple(n for n, number in numbers.items() if FIRST_VALIDATION <= number < FIRST_TEST),
        tuple(n for n, number in numbers.items() if number >= FIRST_TEST),
    )
