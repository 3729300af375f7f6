"""The MCC loss against values worked out by hand and against the hard coefficient."""

import math

import numpy as np
import pytest
import torch

from models.fasenet.loss import (
    LossConfig,
    fasenet_loss,
    gorodkin_rk,
    mean_rk,
    partial_cross_entropy,
    soft_confusion,
)
from models.fasenet.metrics import matthews

ONLY_RK = LossConfig(cross_entropy=0.0, dice=0.0)


def one_hot(classes, count=3):
    """[N, P] ids -> [N, count, P]."""
    return torch.nn.functional.one_hot(torch.as_tensor(classes), count).permute(0, 2, 1).float()


def sure_logits(classes, count=12):
    """[N, H, W] ids -> logits that are all but certain."""
    return torch.nn.functional.one_hot(torch.as_tensor(classes), count).permute(0, 3, 1, 2).float() * 40


def allowed_of(classes, count=12):
    """[N, H, W] ids -> [N, count, H, W]."""
    return torch.nn.functional.one_hot(torch.as_tensor(classes), count).permute(0, 3, 1, 2)


def random_ids(shape, count=12, seed=0):
    return np.random.default_rng(seed).integers(0, count, shape)


def test_perfect_prediction_has_loss_zero():
    ids = random_ids((2, 8, 8))
    assert fasenet_loss(sure_logits(ids), allowed_of(ids)).item() == pytest.approx(0, abs=1e-4)


def test_rk_of_a_three_class_matrix_is_as_worked_out_by_hand():
    # N 20, trace 13, truth 7 6 7, predicted 8 5 7: numerator 13*20 - (56 + 30 + 49) = 125,
    # factors 400 - (49 + 36 + 49) = 266 and 400 - (64 + 25 + 49) = 262.
    counts = torch.tensor([[5.0, 1, 1], [2, 3, 1], [1, 1, 5]])
    assert gorodkin_rk(counts / 20).item() == pytest.approx(125 / math.sqrt(266 * 262), abs=1e-5)


def test_two_class_rk_is_the_binary_coefficient():
    # TP 6, TN 3, FP 1, FN 2: MCC = (18 - 2) / sqrt(7 * 8 * 4 * 5) = 0.4781.
    matrix = torch.tensor([[3.0, 1.0], [2.0, 6.0]]) / 12
    assert gorodkin_rk(matrix).item() == pytest.approx(16 / math.sqrt(1120), abs=1e-5)


def test_soft_matrix_of_hard_predictions_gives_the_hard_coefficient():
    truth, predicted = random_ids((1, 500), 5), random_ids((1, 500), 5, seed=1)
    predicted[0, :250] = truth[0, :250]
    soft = gorodkin_rk(soft_confusion(one_hot(predicted, 5), one_hot(truth, 5)))[0].item()
    hard = np.zeros((5, 5), np.int64)
    np.add.at(hard, (truth[0], predicted[0]), 1)
    assert soft == pytest.approx(matthews(hard), abs=1e-4)


def test_everything_wrong_costs_more_than_one():
    truth = torch.zeros(1, 4, 4, dtype=torch.long)
    truth[:, 2:] = 1
    assert fasenet_loss(sure_logits(1 - truth), allowed_of(truth), ONLY_RK).item() == pytest.approx(
        2, abs=1e-3
    )


def test_partial_label_pulls_nowhere_inside_its_set():
    logits = torch.zeros(1, 12, 2, 2)
    logits[:, 2:] = -40  # nothing outside the set {0, 1}
    logits[0, 0, 0, 0] = 1.0
    allowed = torch.zeros(1, 12, 2, 2, dtype=torch.long)
    allowed[:, :2] = 1
    logits.requires_grad_()
    flat = torch.log_softmax(logits, 1).flatten(2)
    partial_cross_entropy(flat, allowed.flatten(2), LossConfig()).backward()
    assert logits.grad[:, :2].abs().max().item() < 1e-6


def test_partial_label_cross_entropy_sums_the_softmax_over_the_set():
    probabilities = torch.full((1, 12, 1), 1e-9)
    probabilities[0, :3, 0] = torch.tensor([0.5, 0.3, 0.2])
    allowed = torch.zeros(1, 12, 1, dtype=torch.long)
    allowed[0, 1:3] = 1
    cost = partial_cross_entropy(probabilities.log(), allowed, LossConfig())
    assert cost.item() == pytest.approx(-math.log(0.5), abs=1e-5)


def test_partial_label_counts_as_right_for_every_class_of_its_set():
    probabilities = one_hot([[0, 1, 2, 2]])
    allowed = torch.tensor([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 1]]).T[None].float()
    assert gorodkin_rk(soft_confusion(probabilities, allowed))[0].item() == pytest.approx(1, abs=1e-4)


def test_ignored_pixels_change_nothing():
    ids = random_ids((1, 8, 8))
    logits = torch.randn(1, 12, 8, 8, generator=torch.Generator().manual_seed(0))
    allowed = allowed_of(ids)
    allowed[:, :, 4:] = 0
    assert fasenet_loss(logits, allowed).item() == pytest.approx(
        fasenet_loss(logits[:, :, :4], allowed_of(ids)[:, :, :4]).item(), abs=1e-5
    )


def test_a_frame_of_background_said_to_be_background_has_loss_zero():
    ids = np.zeros((2, 4, 4), np.int64)
    assert fasenet_loss(sure_logits(ids), allowed_of(ids)).item() == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize("known", [0, 1, 16])
def test_gradients_are_finite_in_degenerate_cases(known):
    logits = torch.full((2, 12, 4, 4), 60.0)
    logits[:, 1:] = -60.0
    logits.requires_grad_()
    allowed = torch.zeros(2, 12, 4, 4, dtype=torch.long)
    allowed[:, 3].view(2, -1)[:, :known] = 1
    fasenet_loss(logits, allowed).backward()
    assert torch.isfinite(logits.grad).all()


def test_small_face_weighs_more_per_picture_than_pooled():
    large, small = np.zeros((1, 20, 20), np.int64), np.zeros((1, 20, 20), np.int64)
    large[:, 5:15, 5:15] = 1
    small[:, 9:11, 9:11] = 1
    truth = np.concatenate([large, small])
    missed = np.concatenate([large, np.zeros_like(small)])
    matrices = soft_confusion(
        torch.softmax(sure_logits(missed), 1).flatten(2), allowed_of(truth).flatten(2).float()
    )
    assert mean_rk(matrices) < gorodkin_rk(matrices.mean(0)) - 0.1
