"""Which pictures are reserved for reported figures, and which of the rest are for choosing between models.

One function, ``is_reserved_split``, is used by training and by evaluation, so that the two can never
disagree.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

CELEBAMASK: Final = "celebamask_hq"
FACESYNTHETICS: Final = "facesynthetics100"
MASKED: Final = "mfsd_masked500"
SKIN: Final = "skin_sfa1118"
NEGATIVES: Final = "negatives_bsds"
UTKFACE: Final = "utkface_unlabelled"
REAL_MASKS: Final = "with_mask_unlabelled"

FULL_CELEBAMASK: Final = "celebamask"
FULL_FACESYNTHETICS: Final = "facesynthetics"
LAPA: Final = "lapa"
HELEN: Final = "helen"
LFW_PARTS: Final = "lfw"
FASSEG: Final = "fasseg"
OWN_NEGATIVES: Final = "negatives"
"""Public data sets in their own folders (``layouts``), and pictures without people of one's own."""

LABELLED: Final = (CELEBAMASK, FACESYNTHETICS, MASKED, SKIN)

CELEBAMASK_RESERVED: Final = 500
RESERVED_SHARE: Final = 0.2
VALIDATION_STEP: Final = {CELEBAMASK: 30, FACESYNTHETICS: 9, MASKED: 10, SKIN: 12, NEGATIVES: 6}
"""Every n-th picture of the unreserved ones is for choosing."""
OWN_VALIDATION_STEP: Final = 10


class Split(NamedTuple):
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
    return hold_out(ordered) if source in LABELLED else (ordered, [])


def hold_out(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """(the rest, the last fifth by name, rounded up)."""
    ordered = sorted(names)
    cut = len(ordered) - -int(-len(ordered) * RESERVED_SHARE // 1)
    return ordered[:cut], ordered[cut:]


def split(source: str, names: Sequence[str]) -> Split:
    """Training, validation and reserved names of a source."""
    free, reserved = is_reserved_split(source, names)
    step = VALIDATION_STEP.get(source)
    if step is None:
        return Split(tuple(free), (), tuple(reserved))
    validation = tuple(free[step - 1 :: step])
    chosen = set(validation)
    return Split(tuple(n for n in free if n not in chosen), validation, tuple(reserved))


def split_own(names: Sequence[str]) -> Split:
    """A set without official parts: the last fifth by name is held back, every tenth of the rest chooses."""
    free, reserved = hold_out(names)
    return with_validation(free, reserved)


def with_validation(free: Sequence[str], reserved: Sequence[str]) -> Split:
    """Every tenth name of ``free`` is for choosing."""
    ordered = sorted(free)
    validation = ordered[OWN_VALIDATION_STEP - 1 :: OWN_VALIDATION_STEP]
    chosen = set(validation)
    train = tuple(n for n in ordered if n not in chosen)
    return Split(train, tuple(validation), tuple(sorted(reserved)))
