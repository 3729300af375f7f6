"""Losses of overlap, per class and then averaged: Tversky's index and its special case, Dice.

Log probabilities and allowed classes are [N, K, P]; all pixels of the batch are taken together.
"""

from dataclasses import dataclass

from torch import Tensor

from models.fasenet.partial import EPSILON, set_confusion

FALSE_ALARM, MISS = 0.3, 0.7
"""Alpha and beta of the Tversky loss, as its paper recommends: misses cost more."""


@dataclass(frozen=True)
class SoftCounts:
    """Soft numbers of pixels per class, [K] each."""

    hits: Tensor
    false_alarms: Tensor
    misses: Tensor

    @property
    def occurs(self) -> Tensor:
        """[K] bool: the class has at least half a pixel of truth."""
        return self.hits + self.misses > 0.5


def soft_counts(log_probabilities: Tensor, allowed: Tensor) -> SoftCounts:
    """Hits, false alarms and misses out of the confusion matrix."""
    matrix = set_confusion(log_probabilities, allowed)
    hits = matrix.diagonal()
    return SoftCounts(hits, matrix.sum(0) - hits, matrix.sum(1) - hits)


def tversky_of(counts: SoftCounts, false_alarm: float, miss: float) -> Tensor:
    """1 - mean over classes of TP / (TP + alpha FP + beta FN)."""
    wrong = false_alarm * counts.false_alarms + miss * counts.misses
    index = counts.hits / (counts.hits + wrong).clamp_min(EPSILON)
    return 1 - (index * counts.occurs).sum() / counts.occurs.sum().clamp_min(1)


def dice(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """1 - mean soft Dice, Tversky with 1/2 and 1/2. Sudre et al. 2017, doi 10.1007/978-3-319-67558-9_28."""
    return tversky_of(soft_counts(log_probabilities, allowed), 0.5, 0.5)


def tversky(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """Salehi et al. 2017, doi 10.1007/978-3-319-67389-9_44, equation 3."""
    return tversky_of(soft_counts(log_probabilities, allowed), FALSE_ALARM, MISS)
