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


def binary_confusion(
    known: NDArray[np.bool_], truth: NDArray[np.bool_], predicted: NDArray[np.bool_]
) -> Matrix:
    """[2, 2] of one region against the rest, over the pixels whose truth is known."""
    cells = (truth.view(np.uint8) << 1 | predicted.view(np.uint8))[known]
    return np.bincount(cells, minlength=4).reshape(2, 2)


def intersection_over_union(matrix: Matrix) -> NDArray[np.float64]:
    """[..., K, K] -> [..., K]; NaN for a class that is not in the truth."""
    right = np.diagonal(matrix, axis1=-2, axis2=-1).astype(np.float64)
    truth, predicted = matrix.sum(-1), matrix.sum(-2)
    return np.where(truth > 0, right / np.maximum(truth + predicted - right, 1), np.nan)


def f1(matrix: Matrix) -> NDArray[np.float64]:
    """[..., K, K] -> [..., K]: harmonic mean of precision and recall, 2 IoU / (1 + IoU); NaN likewise."""
    iou = intersection_over_union(matrix)
    return 2 * iou / (1 + iou)


def matthews(matrix: Matrix) -> NDArray[np.float64]:
    """Gorodkin's R_K (doi 10.1016/j.compbiolchem.2004.09.006) of hard counts, [..., K, K] -> [...].

    1 for a perfect one-class matrix, else 0 where it is undefined.
    """
    shares = matrix / np.maximum(matrix.sum((-2, -1), keepdims=True), 1)
    truth, predicted = shares.sum(-1), shares.sum(-2)
    trace = np.trace(shares, axis1=-2, axis2=-1)
    spread = (1 - (truth**2).sum(-1)) * (1 - (predicted**2).sum(-1))
    defined = spread >= 1e-12
    found = (trace - (truth * predicted).sum(-1)) / np.sqrt(np.where(defined, spread, 1.0))
    return np.asarray(np.where(defined, found, trace >= 1 - 1e-12), np.float64)


def mean_iou(matrix: Matrix) -> NDArray[np.float64]:
    """[..., K, K] -> [...]: mean over the classes that are in the truth."""
    iou = intersection_over_union(matrix)
    present = np.isfinite(iou)
    return np.asarray(np.where(present, iou, 0).sum(-1) / np.maximum(present.sum(-1), 1), np.float64)


def pixel_accuracy(matrix: Matrix) -> NDArray[np.float64]:
    """[..., K, K] -> [...]: share of right pixels."""
    return np.asarray(np.trace(matrix, axis1=-2, axis2=-1) / np.maximum(matrix.sum((-2, -1)), 1), np.float64)


def scores(matrix: Matrix) -> dict[str, float]:
    """Mean IoU over the classes that are there, share of right pixels, and MCC."""
    return {
        "mean_iou": float(mean_iou(matrix)),
        "pixel_accuracy": float(pixel_accuracy(matrix)),
        "mcc": float(matthews(matrix)),
    }
