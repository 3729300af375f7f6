"""Set-valued (partial) labels: how probable the set is, and a confusion matrix that pulls nowhere inside it.

``allowed`` [N, K, P] says which classes a pixel may be; with exactly one it is the ordinary truth, with none
the pixel is ignored.
"""

from typing import Final

import torch
from torch import Tensor

EPSILON: Final = 1e-7


def set_log_probability(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """log p_S of each pixel: [N, K, P] -> [N, P]; 0 where the pixel is ignored."""
    known = allowed.any(1)
    hidden = log_probabilities.masked_fill(~allowed & known[:, None], float("-inf"))
    return torch.logsumexp(hidden, dim=1).clamp_max(0.0) * known


def set_confusion(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """Soft numbers of pixels [K, K] over the batch, rows = truth: q_k p_S on the diagonal, q_k p_l off it.

    q is the prediction inside the set S, detached; l runs over the classes outside S.
    """
    probabilities = log_probabilities.exp()
    right = set_log_probability(log_probabilities, allowed).exp()[:, None]
    share = (probabilities.detach() + EPSILON) * allowed
    share = share / share.sum(1, keepdim=True).clamp_min(EPSILON * 0.5)
    wrong = torch.einsum("nkp,nlp->kl", share, probabilities * ~allowed)
    return wrong + torch.diag((share * right).sum((0, 2)))
