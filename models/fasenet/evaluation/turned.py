"""Skin of faces in all poses from frontal to profile, where only skin and not skin are labelled.

Skin (id 1) may be face skin, brows, nose, mouth, ears or neck; not skin (id 0) may be background, eyes,
brows, mouth, hair, glasses or hat. So the skin of the labels is not only that of the face.
"""

from typing import Any, Final

import numpy as np

from models.fasenet.classes import BROWS, EARS, FACE_SKIN, MOUTH, NECK, NOSE
from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.labelled import bit_map
from models.fasenet.evaluation.views import ClassMap
from models.fasenet.metrics import Matrix, binary_confusion, intersection_over_union
from models.fasenet.sources import Sample

SKIN: Final = (FACE_SKIN, NOSE, EARS, NECK)
EITHER: Final = (BROWS, MOUTH)
"""Classes that both labels allow."""


def skin_matrix(sample: Sample, found: ClassMap, *, lenient: bool) -> Matrix:
    """[2, 2] of not skin, skin. Lenient: brows and mouth are right either way, else they are not skin."""
    label = bit_map(sample)
    truth = (label >> FACE_SKIN & 1) > 0
    predicted = np.isin(found, SKIN)
    if lenient:
        predicted = np.where(np.isin(found, EITHER), truth, predicted)
    return binary_confusion(label > 0, truth, predicted)


def turned_figures(samples: list[Sample], maps: list[ClassMap]) -> dict[str, Any]:
    """IoU of skin by both rules."""
    found: dict[str, Any] = {"pictures": len(samples)}
    for name, lenient in (("skin_iou", True), ("skin_iou_strict", False)):
        pairs = zip(samples, maps, strict=True)
        each = np.stack([skin_matrix(s, m, lenient=lenient) for s, m in pairs])
        found[name] = bootstrap.of_matrices(each, lambda m: intersection_over_union(m)[..., 1])
    return found
