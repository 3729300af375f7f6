"""Faces behind a mask: is the mask found, and is none of it taken for skin?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import FACE_SKIN, OCCLUDER, bits
from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.labelled import bit_map
from models.fasenet.evaluation.views import ClassMap
from models.fasenet.metrics import Matrix, intersection_over_union
from models.fasenet.sources import Sample


def mask_matrix(sample: Sample, found: ClassMap) -> Matrix:
    """[3, 3]: rows other, mask; columns other, mask (occluder), face skin (the last row stays empty)."""
    label = bit_map(sample)
    truth = (label == bits(OCCLUDER)).astype(int)
    predicted = (found == OCCLUDER) + 2 * (found == FACE_SKIN)
    return np.bincount((truth * 3 + predicted)[label > 0], minlength=9).reshape(3, 3)


def mask_figures(samples: list[Sample], maps: list[ClassMap]) -> dict[str, Any]:
    """Occluder IoU, and the share of predicted face skin that is really mask."""
    each = np.stack([mask_matrix(s, found) for s, found in zip(samples, maps, strict=True)])
    return {
        "pictures": len(samples),
        "occluder_iou": bootstrap.of_matrices(each, lambda m: intersection_over_union(m)[..., 1]),
        "skin_that_is_mask": bootstrap.of_matrices(each, skin_that_is_mask),
    }


def skin_that_is_mask(matrix: Matrix) -> NDArray[np.float64]:
    """[..., 3, 3] -> [...]: of the pixels called face skin, how many are mask."""
    return np.asarray(matrix[..., 1, 2] / np.maximum(matrix[..., 2].sum(-1), 1))
