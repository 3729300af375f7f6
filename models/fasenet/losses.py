"""The usual segmentation losses beside MCC, all for set-valued (partial) labels, for comparing them.

Every loss takes log probabilities and allowed classes, both [N, K, P] (``allowed`` bool; no class allowed =
ignored pixel), and returns a scalar. With exactly one allowed class per pixel each is the loss of its paper.
For a set S of allowed classes the pixel is right as far as p_S, the sum of the softmax over the set, goes;
what region losses count per class is shared out inside the set by the network's own prediction, detached, as
in ``loss.py``: inside its set a pixel pulls nowhere. Dice, Tversky and Lovasz are taken over all pixels of
the batch together and averaged over the classes that occur in it.
"""

from collections.abc import Callable, Mapping
from typing import Final

import torch
from torch import Tensor

from models.fasenet.loss import LossConfig, gorodkin_rk, mean_rk, partial_cross_entropy, soft_confusion
from models.fasenet.overlap import dice, tversky
from models.fasenet.partial import EPSILON, set_confusion, set_log_probability

Loss = Callable[[Tensor, Tensor], Tensor]
"""Log probabilities and allowed classes, [N, K, P] both -> scalar."""

FOCUS: Final = 2.0
"""Exponent gamma of the focal loss, as its paper recommends."""
CROSS_ENTROPY_SHARE: Final = 0.5
"""Weight of the cross entropy in every combination, as in ``LossConfig``."""
PLAIN = LossConfig(cross_entropy=1.0, background_weight=1.0, detail_weight=1.0)


def cross_entropy(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """Mean of -log p_S, every pixel alike."""
    return partial_cross_entropy(log_probabilities, allowed, PLAIN)


def focal(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """Mean of (1 - p_S)^gamma (-log p_S). Lin et al. 2017, doi 10.1109/ICCV.2017.324, equation 4."""
    log_right = set_log_probability(log_probabilities, allowed)
    cost = -((1 - log_right.exp()) ** FOCUS) * log_right
    return cost.sum() / allowed.any(1).sum().clamp_min(1)


def lovasz_softmax(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """Convex surrogate of 1 - mean IoU. Berman et al. 2018, doi 10.1109/CVPR.2018.00464, equations 8 to 12.

    The truth must be one class here: the likeliest allowed one. Its error is 1 - p_S, that of the other
    allowed classes 0, that of all others p_k.
    """
    known = allowed.any(1)
    truth = log_probabilities.detach().masked_fill(~allowed, float("-inf")).argmax(1)
    is_truth = torch.nn.functional.one_hot(truth, allowed.shape[1]).transpose(1, 2).bool()
    right = set_log_probability(log_probabilities, allowed).exp()[:, None]
    errors = torch.where(is_truth, 1 - right, log_probabilities.exp() * ~allowed)
    flat = errors.transpose(0, 1)[:, known], is_truth.transpose(0, 1)[:, known]
    occurs = flat[1].any(1)
    if not bool(occurs.any()):
        return errors.sum() * 0
    return lovasz_extension(flat[0][occurs], flat[1][occurs].float()).mean()


def lovasz_extension(errors: Tensor, is_truth: Tensor) -> Tensor:
    """Errors 0..1 and membership 0/1 of C classes, [C, P] both -> [C]: their algorithm 1."""
    ordered, order = errors.sort(dim=1, descending=True)
    member = is_truth.gather(1, order)
    count = member.sum(1, keepdim=True)
    jaccard = 1 - (count - member.cumsum(1)) / (count + (1 - member).cumsum(1))
    steps = torch.diff(jaccard, dim=1, prepend=torch.zeros_like(count))
    return (ordered * steps).sum(1)


def mcc(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """1 - R_K, half over the batch and half over each picture with a person, as FaSeNet is trained."""
    return 1 - mean_rk(soft_confusion(log_probabilities.exp(), allowed.float()))


def mcc_pooled(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """1 - R_K of the batch's one matrix. Gorodkin 2004, doi 10.1016/j.compbiolchem.2004.09.006.

    Unlike ``mcc``, which also counts a prediction spread over two allowed classes as confusion of the two.
    """
    matrix = set_confusion(log_probabilities, allowed)
    return 1 - gorodkin_rk(matrix / matrix.sum().clamp_min(EPSILON))


def with_cross_entropy(loss: Loss) -> Loss:
    """The loss plus CROSS_ENTROPY_SHARE of the cross entropy."""

    def combined(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
        plain = cross_entropy(log_probabilities, allowed)
        return loss(log_probabilities, allowed) + CROSS_ENTROPY_SHARE * plain

    return combined


LOSSES: Final[Mapping[str, Loss]] = {
    "MCC": mcc,
    "MCC pooled": mcc_pooled,
    "cross entropy": cross_entropy,
    "Dice": dice,
    "focal": focal,
    "Tversky": tversky,
    "Lovasz": lovasz_softmax,
    "MCC + CE": with_cross_entropy(mcc),
    "Dice + CE": with_cross_entropy(dice),
    "Lovasz + CE": with_cross_entropy(lovasz_softmax),
}


def on_logits(loss: Loss, logits: Tensor, allowed: Tensor) -> Tensor:
    """The loss of logits and allowed classes [N, K, H, W], in float32."""
    return loss(torch.log_softmax(logits.float().flatten(2), dim=1), allowed.bool().flatten(2))
