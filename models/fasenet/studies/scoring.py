"""What a study says about a network: figures of one confusion matrix over all scenes or all pictures."""

from pathlib import Path

import numpy as np
import torch

from models.fasenet.classes import BROWS, CLASS_COUNT, EYES, FACE_SKIN, MOUTH
from models.fasenet.metrics import Matrix, class_confusion, intersection_over_union, scores
from models.fasenet.network import FaSeNet
from models.fasenet.runner import Runner
from models.fasenet.sources import FaceZip, Sample
from models.fasenet.splits import CELEBAMASK, FACESYNTHETICS
from models.fasenet.validation import confusion

EXACT = (CELEBAMASK, FACESYNTHETICS)
"""Sources whose labels are single classes."""
SMALL = (EYES, BROWS, MOUTH)
PARTS = ("mean_iou", "mcc", "skin_iou", "small_iou", "eyes_brows_iou")


def summary(matrix: Matrix) -> dict[str, float]:
    """PARTS of a confusion matrix [12, 12], rows = truth; ``small`` is the mean of eyes, brows and mouth."""
    each, whole = intersection_over_union(matrix), scores(matrix)
    return {
        "mean_iou": whole["mean_iou"],
        "mcc": whole["mcc"],
        "skin_iou": float(each[FACE_SKIN]),
        "small_iou": float(np.mean(each[list(SMALL)])),
        "eyes_brows_iou": float(np.mean(each[[EYES, BROWS]])),
    }


def scene_scores(network: FaSeNet, scenes: tuple[torch.Tensor, torch.Tensor]) -> dict[str, float]:
    """Scores on ``validation_scenes`` of the network's input size."""
    return summary(confusion(network.eval(), *scenes))


def validation_pictures(folder: Path) -> list[Sample]:
    """Whole pictures of the validation parts of EXACT."""
    found: list[Sample] = []
    for source in EXACT:
        zipped = FaceZip(folder, source)
        found += zipped.read_all(zipped.parts.validation)
    return found


def picture_scores(runner: Runner, samples: list[Sample]) -> dict[str, float]:
    """Scores on pictures fitted whole into the network's input and compared at their own size."""
    total = np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64)
    for sample in samples:
        assert sample.label is not None
        total += class_confusion(sample.label, runner.probabilities(sample.picture).argmax(0))
    return summary(total)
