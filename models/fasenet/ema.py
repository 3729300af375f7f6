"""A running mean of the weights, which is what gets evaluated and exported."""

import copy

import torch

from models.fasenet.network import FaSeNet


class RunningMean:
    """Exponential mean of weights and batch-norm statistics; short at first, to forget the start."""

    def __init__(self, network: FaSeNet, decay: float) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self._decay = decay

    @torch.no_grad()
    def update(self, network: FaSeNet, step: int) -> None:
        """After each optimiser step."""
        decay = min(self._decay, (1 + step) / (10 + step))
        current = network.state_dict()
        for name, mean in self.network.state_dict().items():
            if mean.is_floating_point():
                mean.lerp_(current[name], 1 - decay)
            else:
                mean.copy_(current[name])
