"""Scores on the validation part, for choosing between models. The reserved parts are never read here."""

import numpy as np
import torch
from torch.nn import functional

from models.fasenet.augment import Bank, make_scene
from models.fasenet.augmentation_config import AugmentConfig
from models.fasenet.classes import CLASS_COUNT, FACE_SKIN, allowed_classes
from models.fasenet.metrics import Matrix, intersection_over_union, scores
from models.fasenet.network import FaSeNet, normalise

SEED = 20231


def validation_scenes(bank: Bank, config: AugmentConfig, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """``count`` fixed scenes: pictures [N, S, S, 3] and allowed classes [N, 12, S, S] (bool)."""
    rng = np.random.default_rng(SEED)
    scenes = [make_scene(rng, bank, config) for _ in range(count)]
    pictures = np.stack([picture for picture, _ in scenes])
    labels = np.stack([label for _, label in scenes])
    return torch.from_numpy(pictures), torch.from_numpy(allowed_classes(labels))


@torch.no_grad()
def confusion(network: FaSeNet, pictures: torch.Tensor, allowed: torch.Tensor, batch: int = 32) -> Matrix:
    """[12, 12] pixel counts, rows = truth; of a partial label the truth is the likeliest allowed class."""
    device = next(network.parameters()).device
    total = np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64)
    for at in range(0, len(pictures), batch):
        logits = network(normalise(pictures[at : at + batch].to(device)))
        mask = allowed[at : at + batch].to(device)
        full = functional.interpolate(logits, mask.shape[-2:], mode="bilinear", align_corners=False)
        predicted, truth = full.argmax(1), full.masked_fill(~mask, -1e9).argmax(1)
        cells = (truth * CLASS_COUNT + predicted)[mask.any(1)]
        total += np.bincount(cells.cpu().numpy(), minlength=CLASS_COUNT**2).reshape(total.shape)
    return total


def validation_scores(network: FaSeNet, pictures: torch.Tensor, allowed: torch.Tensor) -> dict[str, float]:
    """Mean IoU, pixel accuracy, MCC, and the IoU of face skin, which is what the measurement lives on."""
    matrix = confusion(network, pictures, allowed)
    return {**scores(matrix), "skin_iou": float(intersection_over_union(matrix)[FACE_SKIN])}
