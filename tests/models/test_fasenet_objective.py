"""What FaSeNet is trained with: MCC, cross entropy and Dice together."""

import pytest
import torch

from models.fasenet.loss import LossConfig, mcc_loss
from models.fasenet.losses import dice
from models.fasenet.objective import training_loss

LOGITS = torch.randn(2, 12, 8, 8, generator=torch.Generator().manual_seed(0))
ALLOWED = torch.nn.functional.one_hot(torch.arange(128).reshape(2, 8, 8) % 5, 12).permute(0, 3, 1, 2).bool()


def test_without_dice_it_is_the_loss_of_mcc():
    config = LossConfig(dice=0.0)
    assert torch.equal(training_loss(LOGITS, ALLOWED, config), mcc_loss(LOGITS, ALLOWED, config))


def test_dice_is_added_with_its_weight():
    plain = training_loss(LOGITS, ALLOWED, LossConfig(dice=0.0))
    extra = dice(torch.log_softmax(LOGITS.flatten(2), dim=1), ALLOWED.flatten(2))
    assert float(training_loss(LOGITS, ALLOWED, LossConfig(dice=2.0)) - plain) == pytest.approx(
        2 * float(extra)
    )
