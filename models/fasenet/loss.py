"""The multi-class Matthews correlation coefficient as a loss, with set-valued (partial) labels.

Gorodkin's R_K (2004, doi 10.1016/j.compbiolchem.2004.09.006) on the soft confusion matrix: C[k, l] is the
share of pixels of true class k that goes to class l. MCC as the loss for FaSeNet: Fiedler et al. 2023 (doi
10.1007/s12652-023-04607-8).

A pixel whose truth is a set of classes is distributed over that set by the network's own prediction,
renormalised over the set and detached: within the set the pixel pulls nowhere, outside it counts as wrong.
For a one-element set this is the ordinary one-hot truth.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from models.fasenet.overlap import dice
from models.fasenet.partial import EPSILON, set_log_probability

DETAIL_CLASSES = (2, 3, 8)
"""Eyes, brows and ears: small wherever they are."""


@dataclass(frozen=True)
class LossConfig:
    """Weights of the parts.

    ``cross_entropy`` is small but not zero: R_K's gradient is weak while predictions are still uniform.
    ``dice`` weighs all classes alike, so that small ones count early (docs/network.md).
    ``background_weight`` and ``detail_weight`` weigh pixels in the cross entropy only.
    """

    cross_entropy: float = 0.5
    dice: float = 0.5
    background_weight: float = 1.0
    detail_weight: float = 1.2


def soft_confusion(probabilities: Tensor, allowed: Tensor) -> Tensor:
    """Soft confusion matrices, each normalised to sum 1 (all zero where every pixel is ignored).

    ``probabilities`` [N, K, P] and ``allowed`` [N, K, P] (0/1; all 0 = ignored pixel) -> [N, K, K],
    rows = truth. Normalising before anything is squared keeps N squared out of the numbers.
    """
    inside = probabilities.detach() * allowed
    # A prediction of exactly 0 on every allowed class still has a truth: spread it evenly over the set.
    inside = inside + EPSILON * allowed
    truth = inside / inside.sum(1, keepdim=True).clamp_min(EPSILON * 0.5)
    matrix = truth @ probabilities.transpose(1, 2)
    return matrix / matrix.sum((1, 2), keepdim=True).clamp_min(EPSILON)


def gorodkin_rk(confusion: Tensor) -> Tensor:
    """R_K of confusion matrices [..., K, K] that sum to 1 -> [...], in -1..1.

    R_K = (tr C - sum p_k t_k) / sqrt((1 - sum p_k^2)(1 - sum t_k^2)). Where truth or prediction has one
    class only, it is undefined; then 1 for a matrix that is all on the diagonal, and otherwise what the
    formula gives with its denominator kept above zero, which is 0 or less.
    """
    truth, predicted = confusion.sum(-1), confusion.sum(-2)
    trace = confusion.diagonal(dim1=-2, dim2=-1).sum(-1)
    covariance = trace - (truth * predicted).sum(-1)
    spread = (1 - truth.square().sum(-1)).clamp_min(0) * (1 - predicted.square().sum(-1)).clamp_min(0)
    value = covariance / (spread + EPSILON).sqrt()
    perfect = (trace >= 1 - EPSILON) & (spread <= EPSILON)
    return torch.where(perfect, torch.ones_like(value), value)


def partial_cross_entropy(log_probabilities: Tensor, allowed: Tensor, config: LossConfig) -> Tensor:
    """Mean over pixels of -log(sum of the softmax over the allowed classes), weighted by class -> scalar.

    Shapes [N, K, P]. The logarithm is taken before the sum, so that tiny probabilities keep a gradient.
    """
    cost = -set_log_probability(log_probabilities, allowed.bool())
    weight = pixel_weights(allowed, config) * allowed.any(1)
    return (cost * weight).sum() / weight.sum().clamp_min(1.0)


def pixel_weights(allowed: Tensor, config: LossConfig) -> Tensor:
    """[N, K, P] -> [N, P]: pure background, pure detail, and 1 for all else."""
    certain = allowed.sum(1) == 1
    weight = torch.ones_like(certain, dtype=torch.float32)
    weight[certain & allowed[:, 0].bool()] = config.background_weight
    weight[certain & allowed[:, DETAIL_CLASSES].any(1)] = config.detail_weight
    return weight


def mean_rk(confusion: Tensor) -> Tensor:
    """Mean of R_K of the pooled matrix and of each picture that shows a person: [N, K, K] -> scalar.

    Pooled alone, a small face in a large frame hardly counts; per picture alone, empty frames would not.
    """
    pooled = gorodkin_rk(confusion.mean(0))
    mixed = confusion.sum(-1).amax(-1) < 0.998
    if not bool(mixed.any()):
        return pooled
    return 0.5 * (pooled + gorodkin_rk(confusion[mixed]).mean())


def fasenet_loss(logits: Tensor, allowed: Tensor, config: LossConfig | None = None) -> Tensor:
    """1 - R_K plus cross entropy plus Dice: logits and ``allowed`` [N, K, H, W] -> scalar, in float32."""
    config = config or LossConfig()
    flat = logits.float().flatten(2)
    mask = allowed.bool().flatten(2)
    log_probabilities = torch.log_softmax(flat, dim=1)
    confusion = soft_confusion(log_probabilities.exp(), mask.float())
    loss = 1 - mean_rk(confusion)
    if config.cross_entropy:
        loss = loss + config.cross_entropy * partial_cross_entropy(log_probabilities, mask, config)
    if config.dice:
        loss = loss + config.dice * dice(log_probabilities, mask)
    return loss
