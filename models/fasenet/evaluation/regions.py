"""The product's skin region beside other ways to a region of interest, on the same portraits.

Truth is the skin that carries the pulse in the product: face skin and nose. Features, hair, neck and what is
behind the person are not.
"""

import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import FACE_SKIN, NOSE, bits
from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.labelled import bit_map
from models.fasenet.evaluation.views import tracked_map
from models.fasenet.metrics import Matrix, binary_confusion, intersection_over_union
from models.fasenet.peers.face_box import haar_region, lbp_region
from models.fasenet.peers.face_mesh import face_mesh_region
from models.fasenet.peers.skin_colour import Region, hsv_skin, ycbcr_skin
from models.fasenet.sources import Picture, Sample
from vitals.segmentation.fasenet import Segmenter

SKIN: Final = (FACE_SKIN, NOSE)
SKIN_BITS: Final = bits(*SKIN)
FOUND_RECALL: Final = 0.2
"""Of the true skin: a region with less of it, or none, has not found the face."""

Way = Callable[[Picture], Region]


def ways(segmenter: Segmenter) -> dict[str, Callable[[], Way]]:
    """Name -> maker of the way; a maker raises ImportError where what it needs is missing."""
    return {
        "FaSeNet, found and followed": lambda: lambda p: np.isin(tracked_map([p], segmenter), SKIN),
        "centre of a Haar cascade's box": haar_region,
        "centre of an LBP cascade's box": lbp_region,
        "YCbCr thresholds": lambda: ycbcr_skin,
        "HSV thresholds": lambda: hsv_skin,
        "MediaPipe face mesh polygon": face_mesh_region,
    }


def compare(samples: list[Sample], segmenter: Segmenter) -> dict[str, Any]:
    """One row per way; a way that cannot be had says why."""
    rows: dict[str, Any] = {}
    for name, make in ways(segmenter).items():
        try:
            rows[name] = region_figures(samples, make())
        except ImportError as error:
            rows[name] = {"not_measured": str(error)}
    return {"pictures": len(samples), "ways": rows}


def region_figures(samples: list[Sample], way: Way) -> dict[str, Any]:
    """Precision, recall and IoU of skin, share of faces found, median CPU time of this thread's process."""
    each, spent_s = [], []
    for sample in samples:
        begun = time.process_time()
        region = way(sample.picture)
        spent_s.append(time.process_time() - begun)
        each.append(region_matrix(sample, region))
    matrices = np.stack(each)
    return {
        "precision": bootstrap.of_matrices(matrices, precision),
        "recall": bootstrap.of_matrices(matrices, recall),
        "iou": bootstrap.of_matrices(matrices, lambda m: intersection_over_union(m)[..., 1]),
        "found": bootstrap.share(recall(matrices) >= FOUND_RECALL),
        "ms": float(np.median(spent_s)) * 1e3,
    }


def region_matrix(sample: Sample, region: Region) -> Matrix:
    """[2, 2], rows not skin and skin by the labels, columns by the region."""
    label = bit_map(sample)
    return binary_confusion(label > 0, (label & SKIN_BITS) > 0, region)


def precision(matrix: Matrix) -> NDArray[np.float64]:
    """[..., 2, 2] -> [...]: of the region, how much is skin."""
    return np.asarray(matrix[..., 1, 1] / np.maximum(matrix[..., 1].sum(-1), 1))


def recall(matrix: Matrix) -> NDArray[np.float64]:
    """[..., 2, 2] -> [...]: of the skin, how much is in the region."""
    return np.asarray(matrix[..., 1, 1] / np.maximum(matrix[..., 1, :].sum(-1), 1))
