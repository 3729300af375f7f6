"""The twelve common classes, and label maps as bit masks of allowed classes."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

CLASS_NAMES: Final = (
    "background", "face skin", "eyes", "brows", "nose", "mouth",
    "hair", "glasses", "ears", "neck", "hat", "occluder",
)  # fmt: skip
CLASS_COUNT: Final = len(CLASS_NAMES)

BACKGROUND: Final = 0
FACE_SKIN: Final = 1
EYES: Final = 2
BROWS: Final = 3
NOSE: Final = 4
MOUTH: Final = 5
HAIR: Final = 6
GLASSES: Final = 7
EARS: Final = 8
NECK: Final = 9
HAT: Final = 10
OCCLUDER: Final = 11
FACE: Final = (FACE_SKIN, EYES, BROWS, NOSE, MOUTH)
"""The classes that only a face has."""

IGNORE: Final = 255
CLASS_BITS: Final = (1 << CLASS_COUNT) - 1
PERSON_BIT: Final = 1 << CLASS_COUNT
"""Set on every pixel of a person, clothes included, where the source tells; the matte for composites."""

BitMap = NDArray[np.uint16]
"""[H, W]: bit k is set where the pixel may be class k. No class bit at all means: unknown, ignore."""


def bits(*classes: int) -> int:
    """The bit mask that allows exactly these classes."""
    return int(sum(1 << c for c in set(classes)))


FACE_BITS: Final = bits(*FACE)
SKIN_BITS: Final = bits(FACE_SKIN, NOSE, EARS, NECK)
BACKGROUND_BIT: Final = bits(BACKGROUND)


def allowed_classes(label: NDArray[np.integer]) -> NDArray[np.bool_]:
    """[..., H, W] bit masks -> [..., 12, H, W], true where the class is allowed."""
    shifts = np.arange(CLASS_COUNT, dtype=np.uint16)[:, None, None]
    return ((label[..., None, :, :] >> shifts) & 1).astype(bool)
