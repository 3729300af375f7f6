"""Skin of faces in all poses from frontal to profile, where only skin and not skin are labelled.

Skin (id 1) may be face skin, brows, nose, mouth, ears or neck; not skin (id 0) may be background, eyes,
brows, mouth, hair, glasses or hat. So the skin of the labels is not only that of the face.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import BROWS, EARS, FACE_SKIN, MOUTH, NECK, NOSE
from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.labelled import bit_map
from models.fasenet.evaluation.poses import pose
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
    """IoU of skin by both rules, over all and per pose."""
    pairs = list(zip(samples, maps, strict=True))
    lenient, strict = (
        np.stack([skin_matrix(sample, found, lenient=rule) for sample, found in pairs])
        for rule in (True, False)
    )
    poses = np.array([pose(sample.name) for sample in samples])
    return {
        "pictures": len(samples),
        "skin_iou": bootstrap.of_matrices(lenient, skin_iou),
        "skin_iou_strict": bootstrap.of_matrices(strict, skin_iou),
        "poses": {name: pose_figures(lenient[poses == name]) for name in sorted(set(poses.tolist()))},
    }


def pose_figures(each: Matrix) -> dict[str, Any]:
    """Of the pictures of one pose."""
    return {"pictures": len(each), "skin_iou": bootstrap.of_matrices(each, skin_iou)}


def skin_iou(matrix: Matrix) -> NDArray[np.float64]:
    """[..., 2, 2] -> [...]."""
    return intersection_over_union(matrix)[..., 1]
