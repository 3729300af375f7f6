"""Which pictures are reserved for reported figures, and which of the rest are for choosing between models.

One function, ``is_reserved_split``, is used by training and by evaluation, so that the two can never
disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

CELEBAMASK: Final = "celebamask_hq"
FACESYNTHETICS: Final = "facesynthetics100"
MASKED: Final = "mfsd_masked500"
SKIN: Final = "skin_sfa1118"
NEGATIVES: Final = "negatives_bsds"
UTKFACE: Final = "utkface_unlabelled"
REAL_MASKS: Final = "with_mask_unlabelled"

LABELLED: Final = (CELEBAMASK, FACESYNTHETICS, MASKED, SKIN)

CELEBAMASK_RESERVED: Final = 500
RESERVED_SHARE: Final = 0.2
VALIDATION_STEP: Final = {CELEBAMASK: 30, FACESYNTHETICS: 9, MASKED: 10, SKIN: 12, NEGATIVES: 6}
"""Every n-th picture of the unreserved ones is for choosing."""


@dataclass(frozen=True)
class Split:
    """Names (file stems) of one source, sorted, in three parts without overlap."""

    train: tuple[str, ...]
    validation: tuple[str, ...]
    reserved: tuple[str, ...]


def numeric_order(name: str) -> tuple[int, str]:
    """Sort key: 999 before 1000; names that are no number come last, as text."""
    stem = PurePosixPath(name).stem
    return (int(stem), "") if stem.isdigit() else (2**62, stem)


def is_reserved_split(source: str, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """(unreserved, reserved) names of a source.

    celebamask_hq: the last 500 by numeric name. Other labelled sets: the last 20 % by name (plain text
    order, rounded up). Negatives: positions 1, 3, 5, ... counted from 0 in plain text order. Sources
    without labels are not reserved; they are never trained on here.
    """
    if source == CELEBAMASK:
        ordered = sorted(names, key=numeric_order)
        cut = max(len(ordered) - CELEBAMASK_RESERVED, 0)
        return ordered[:cut], ordered[cut:]
    ordered = sorted(names)
    if source == NEGATIVES:
        return ordered[0::2], ordered[1::2]
    if source in LABELLED:
        cut = len(ordered) - -int(-len(ordered) * RESERVED_SHARE // 1)
        return ordered[:cut], ordered[cut:]
    return ordered, []


def split(source: str, names: Sequence[str]) -> Split:
    """Training, validation and reserved names of a source."""
    free, reserved = is_reserved_split(source, names)
    step = VALIDATION_STEP.get(source)
    if step is None:
        return Split(tuple(free), (), tuple(reserved))
    validation = tuple(free[step - 1 :: step])
    chosen = set(validation)
    return Split(tuple(n for n in free if n not in chosen), validation, tuple(reserved))
