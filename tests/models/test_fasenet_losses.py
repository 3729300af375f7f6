"""The usual losses against values worked out by hand, and their way with partial labels."""

import math

import pytest
import torch

from models.fasenet.loss import LossConfig, fasenet_loss, gorodkin_rk
from models.fasenet.losses import (
    LOSSES,
    cross_entropy,
    focal,
    lovasz_extension,
    lovasz_softmax,
    mcc_pooled,
    on_logits,
)
from models.fasenet.overlap import dice, soft_counts, tversky
from models.fasenet.partial import set_confusion, set_log_probability

CLASSES = 12
SET_AWARE = [name for name in LOSSES if name not in ("MCC", "MCC + CE")]
"""All that count nothing inside a set; ``loss.py`` says what it does there."""


def allowed_of(ids):
    """[P] ids -> [1, 12, P] exact labels."""
    return torch.nn.functional.one_hot(torch.as_tensor(ids), CLASSES).T[None].bool()


def sure_of(ids):
    """[P] ids -> [1, 12, P] log probabilities that are all but certain."""
    return torch.log_softmax(allowed_of(ids).float() * 60, 1)


def log_of(*pixels):
    """Probabilities of the first classes per pixel -> [1, 12, P] logarithms."""
    values = torch.full((1, CLASSES, len(pixels)), 1e-9)
    for column, pixel in enumerate(pixels):
        values[0, : len(pixel), column] = torch.tensor(pixel)
    return values.log()


def random_logits(pixels=40, seed=0):
    return torch.randn(1, CLASSES, pixels, generator=torch.Generator().manual_seed(seed))


TRUTH = [0, 0, 0, 0, 1, 1, 2, 2]
FOUND = [0, 0, 0, 1, 1, 1, 2, 0]
"""Class 0: 3 hits, 1 false alarm, 1 miss. Class 1: 2, 1, 0. Class 2: 1, 0, 1."""


@pytest.mark.parametrize("name", LOSSES)
def test_perfect_prediction_costs_nothing(name):
    assert LOSSES[name](sure_of(TRUTH), allowed_of(TRUTH)).item() == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("name", LOSSES)
def test_a_better_prediction_costs_less(name):
    near, far = [0, 0, 0, 0, 1, 1, 2, 0], [1, 2, 1, 0, 0, 1, 0, 1]
    assert LOSSES[name](sure_of(near), allowed_of(TRUTH)) < LOSSES[name](sure_of(far), allowed_of(TRUTH))


@pytest.mark.parametrize("name", LOSSES)
def test_a_step_against_the_gradient_lowers_the_loss(name):
    logits = random_logits().requires_grad_()
    allowed = allowed_of([k % CLASSES for k in range(40)])
    before = LOSSES[name](torch.log_softmax(logits, 1), allowed)
    before.backward()
    after = LOSSES[name](torch.log_softmax(logits.detach() - 0.5 * logits.grad, 1), allowed)
    assert after < before


def test_dice_is_one_minus_the_mean_of_the_classes_dice():
    expected = 1 - (6 / 8 + 4 / 5 + 2 / 3) / 3
    assert dice(sure_of(FOUND), allowed_of(TRUTH)).item() == pytest.approx(expected, abs=1e-5)


def test_tversky_weighs_misses_more_than_false_alarms():
    expected = 1 - (3 / (3 + 0.3 + 0.7) + 2 / 2.3 + 1 / 1.7) / 3
    assert tversky(sure_of(FOUND), allowed_of(TRUTH)).item() == pytest.approx(expected, abs=1e-5)


def test_lovasz_of_hard_predictions_is_one_minus_mean_iou():
    expected = 1 - (3 / 5 + 2 / 3 + 1 / 2) / 3
    assert lovasz_softmax(sure_of(FOUND), allowed_of(TRUTH)).item() == pytest.approx(expected, abs=1e-5)


def test_lovasz_extension_weighs_the_largest_error_by_its_loss_of_iou():
    # Sorted errors .8 (outside), .5 (inside), .1 (inside): Jaccard losses 1/3, 2/3, 1, steps of 1/3 each.
    errors, member = torch.tensor([[0.5, 0.8, 0.1]]), torch.tensor([[1.0, 0.0, 1.0]])
    assert lovasz_extension(errors, member).item() == pytest.approx((0.8 + 0.5 + 0.1) / 3, abs=1e-6)


def test_pooled_mcc_of_hard_predictions_is_the_hard_coefficient():
    matrix = torch.tensor([[3.0, 1, 0], [0, 2, 0], [1, 0, 1]]) / 8
    found = mcc_pooled(sure_of(FOUND), allowed_of(TRUTH)).item()
    assert found == pytest.approx(1 - gorodkin_rk(matrix).item(), abs=1e-4)


def test_focal_weighs_the_cross_entropy_by_the_square_of_the_doubt():
    cost = focal(log_of([0.5, 0.5], [0.9, 0.1]), allowed_of([0, 0])).item()
    assert cost == pytest.approx(-(0.25 * math.log(0.5) + 0.01 * math.log(0.9)) / 2, abs=1e-5)


def test_the_loss_of_the_training_is_mcc_with_cross_entropy_and_dice_but_for_its_pixel_weights():
    ids = torch.tensor([0, 1, 4, 5, 6, 7, 9, 10])  # none of the classes that training weighs
    logits, allowed = random_logits(8)[..., None], allowed_of(ids)[..., None]
    parts = on_logits(LOSSES["MCC + CE"], logits, allowed) + LossConfig.dice * on_logits(
        dice, logits, allowed
    )
    assert parts.item() == pytest.approx(fasenet_loss(logits, allowed).item(), abs=1e-5)


def test_probability_of_a_set_is_the_sum_over_its_classes():
    allowed = allowed_of([1]) | allowed_of([2])
    found = set_log_probability(log_of([0.5, 0.3, 0.2]), allowed)
    assert found.exp().item() == pytest.approx(0.5, abs=1e-5)


def test_a_pixel_half_inside_its_set_is_half_a_hit_and_half_a_miss_shared_by_its_own_prediction():
    counts = soft_counts(log_of([0.5, 0.3, 0.2]), allowed_of([1]) | allowed_of([2]))
    assert counts.hits[1:3].tolist() == pytest.approx([0.3, 0.2], abs=1e-4)
    assert counts.misses[1:3].tolist() == pytest.approx([0.3, 0.2], abs=1e-4)
    assert counts.false_alarms[:3].tolist() == pytest.approx([0.5, 0, 0], abs=1e-4)


def test_confusion_counts_every_known_pixel_once():
    allowed = allowed_of(TRUTH) | allowed_of([1] * len(TRUTH))
    allowed[..., :3] = False
    matrix = set_confusion(torch.log_softmax(random_logits(len(TRUTH)), 1), allowed)
    assert matrix.sum().item() == pytest.approx(len(TRUTH) - 3, abs=1e-3)


@pytest.mark.parametrize("name", SET_AWARE)
def test_a_prediction_spread_inside_its_set_costs_nothing_and_pulls_nowhere(name):
    logits = torch.full((1, CLASSES, 3), -60.0)
    logits[:, :2] = torch.tensor([[0.0, 2.0, -1.0], [1.0, 0.0, 1.0]])
    logits.requires_grad_()
    allowed = (allowed_of([0]) | allowed_of([1])).expand(-1, -1, 3)
    cost = LOSSES[name](torch.log_softmax(logits, 1), allowed)
    cost.backward()
    assert cost.item() == pytest.approx(0, abs=1e-5)
    assert logits.grad.abs().max().item() < 1e-6


@pytest.mark.parametrize("name", LOSSES)
def test_ignored_pixels_change_nothing(name):
    found, allowed = torch.log_softmax(random_logits(8), 1), allowed_of(TRUTH)
    allowed[..., 5:] = False
    whole, part = LOSSES[name](found, allowed), LOSSES[name](found[..., :5], allowed[..., :5])
    assert whole.item() == pytest.approx(part.item(), abs=1e-5)


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("known", [0, 1, 16])
def test_gradients_are_finite_in_degenerate_cases(name, known):
    logits = torch.full((1, CLASSES, 16), -60.0)
    logits[:, 0] = 60.0
    logits.requires_grad_()
    allowed = torch.zeros(1, CLASSES, 16, dtype=torch.bool)
    allowed[:, 3, :known] = True
    LOSSES[name](torch.log_softmax(logits, 1), allowed).backward()
    assert torch.isfinite(logits.grad).all()


def test_cross_entropy_weighs_all_classes_alike():
    found = log_of([0.5, 0.2, 0.3], [0.5, 0.2, 0.3])
    cost = cross_entropy(found, allowed_of([0, 2])).item()
    assert cost == pytest.approx(-(math.log(0.5) + math.log(0.3)) / 2, abs=1e-5)
