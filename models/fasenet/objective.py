"""What FaSeNet is trained with: MCC, a little cross entropy, and Dice for the small parts.

R_K hardly rewards a class of 1 % of the pixels until the large ones are settled; Dice weighs the classes
alike from the start (docs/network.md, Losses).
"""

import torch
from torch import Tensor

from models.fasenet.loss import LossConfig, mcc_loss
from models.fasenet.losses import dice


def training_loss(logits: Tensor, allowed: Tensor, config: LossConfig) -> Tensor:
    """Logits and allowed classes, [N, K, H, W] both -> scalar, in float32."""
    loss = mcc_loss(logits, allowed, config)
    if config.dice:
        log_probabilities = torch.log_softmax(logits.float().flatten(2), dim=1)
        loss = loss + config.dice * dice(log_probabilities, allowed.bool().flatten(2))
    return loss
