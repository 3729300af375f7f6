"""One face a picture that the product has to find: how often it does, and how good its skin is."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import CLASS_BITS, FACE_SKIN, BitMap, bits
from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.views import ClassMap
from models.fasenet.metrics import Matrix, binary_confusion, intersection_over_union

FOUND_SHARE: Final = 0.5
"""Of the true face skin; a face found elsewhere does not count."""


def skin_matrix(label: BitMap, found: ClassMap) -> Matrix:
    """[2, 2] of not face skin, face skin."""
    classes = label & np.uint16(CLASS_BITS)
    return binary_confusion(classes > 0, classes == bits(FACE_SKIN), found == FACE_SKIN)


def found_figures(each: Matrix) -> dict[str, Any]:
    """Of N pictures' matrices [N, 2, 2]; ``nothing``: no pixel of the picture is called skin.

    ``skin_iou`` is over all pictures, ``skin_iou_found`` over those with the face found.
    """
    found = each[:, 1, 1] >= FOUND_SHARE * each[:, 1].sum(-1)
    return {
        "found": bootstrap.share(found),
        "nothing": bootstrap.share(each[:, :, 1].sum(-1) == 0),
        "skin_iou": bootstrap.of_matrices(each, skin_iou),
        "skin_iou_found": bootstrap.of_matrices(each[found], skin_iou) if found.any() else None,
    }


def skin_iou(matrix: Matrix) -> NDArray[np.float64]:
    """[..., 2, 2] -> [...]."""
    return intersection_over_union(matrix)[..., 1]
