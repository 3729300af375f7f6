"""Scores out of confusion matrices (pixel counts, rows = truth). NumPy only."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import CLASS_BITS, CLASS_COUNT

Matrix = NDArray[np.int64]


def class_confusion(label: NDArray[np.uint16], predicted: NDArray[np.integer]) -> Matrix:
    """[12, 12] of a map whose labels are exact (one bit) or unknown (none)."""
    truth = np.full(label.shape, -1)
    for class_id in range(CLASS_COUNT):
        truth[(label & CLASS_BITS) == 1 << class_id] = class_id
    known = truth >= 0
    cells = truth[known] * CLASS_COUNT + predicted[known]
    return np.bincount(cells, minlength=CLASS_COUNT**2).reshape(CLASS_COUNT, CLASS_COUNT)


def group_confusion(
    label: NDArray[np.uint16], predicted: NDArray[np.integer], groups: Sequence[int]
) -> Matrix:
    """[G + 1, G + 1] over the sets of classes that a partly labelled source tells apart.

    A pixel is right if its predicted class is in its set; otherwise it counts as the first other set that
    has the class, or as the last column where none has it. The last row stays empty.
    """
    size = len(groups) + 1
    total = np.zeros((size, size), np.int64)
    bit = np.left_shift(1, predicted.astype(np.int64))
    homes = np.full(label.shape, len(groups))
    for index in reversed(range(len(groups))):
        homes[(bit & groups[index]) > 0] = index
    for row, allowed in enumerate(groups):
        there = (label & CLASS_BITS) == allowed
        found = np.where((bit[there] & allowed) > 0, row, homes[there])
        total[row] += np.bincount(found, minlength=size)
    return total


def intersection_over_union(matrix: Matrix) -> NDArray[np.float64]:
    """Per class; NaN for a class that is not in the truth."""
    right = matrix.diagonal().astype(np.float64)
    union = matrix.sum(0) + matrix.sum(1) - right
    return np.where(matrix.sum(1) > 0, right / np.maximum(union, 1), np.nan)


def matthews(matrix: Matrix) -> float:
    """Gorodkin's R_K of hard counts; 1 for a perfect one-class matrix, else 0 where it is undefined."""
    shares = matrix / max(float(matrix.sum()), 1.0)
    truth, predicted, trace = shares.sum(1), shares.sum(0), float(np.trace(shares))
    spread = (1 - (truth**2).sum()) * (1 - (predicted**2).sum())
    if spread < 1e-12:
        return float(trace >= 1 - 1e-12)
    return float((trace - (truth * predicted).sum()) / np.sqrt(spread))


def scores(matrix: Matrix) -> dict[str, float]:
    """Mean IoU over the classes that are there, share of right pixels, and MCC."""
    return {
        "mean_iou": float(np.nanmean(intersection_over_union(matrix))),
        "pixel_accuracy": float(np.trace(matrix) / max(matrix.sum(), 1)),
        "mcc": matthews(matrix),
    }
