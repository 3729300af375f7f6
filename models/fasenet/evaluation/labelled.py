"""Figures of a labelled source, from one confusion matrix over all its pictures."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import CLASS_BITS, CLASS_NAMES
from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.views import ClassMap
from models.fasenet.metrics import (
    Matrix,
    class_confusion,
    f1,
    group_confusion,
    intersection_over_union,
    matthews,
    mean_iou,
    pixel_accuracy,
)
from models.fasenet.sources import Sample

Groups = list[int]
"""Bit masks of the sets of classes that a partly labelled source tells apart."""


def groups_of(samples: list[Sample]) -> Groups:
    """The sets in these label maps; single classes only where the labels are exact."""
    sets: set[int] = set()
    for sample in samples:
        sets.update(int(v) for v in np.unique(bit_map(sample)))
    return sorted(sets - {0})


def bit_map(sample: Sample) -> NDArray[np.uint16]:
    """[H, W] allowed classes of a labelled sample, without the matte."""
    if sample.label is None:
        raise ValueError(f"{sample.name} has no label map")
    return sample.label & np.uint16(CLASS_BITS)


def confusions(samples: list[Sample], maps: list[ClassMap], groups: Groups) -> tuple[Matrix, list[str]]:
    """[N, K, K] per picture, and the names of the K rows."""
    pairs = list(zip(samples, maps, strict=True))
    if all(group.bit_count() == 1 for group in groups):
        return np.stack([class_confusion(bit_map(s), found) for s, found in pairs]), list(CLASS_NAMES)
    names = [*(group_name(g) for g in groups), "no set of the source"]
    return np.stack([group_confusion(bit_map(s), found, groups) for s, found in pairs]), names


def group_name(allowed: int) -> str:
    """``1,2,3`` for a bit mask."""
    return "classes " + ",".join(str(k) for k in range(len(CLASS_NAMES)) if allowed >> k & 1)


def figures(each: Matrix, names: list[str]) -> dict[str, Any]:
    """All figures of one source with their intervals."""
    return {
        "mean_iou": bootstrap.of_matrices(each, mean_iou),
        "pixel_accuracy": bootstrap.of_matrices(each, pixel_accuracy),
        "mcc": bootstrap.of_matrices(each, matthews),
        "iou": bootstrap.per_class(each, intersection_over_union, names),
        "f1": bootstrap.per_class(each, f1, names),
    }
