"""Weights of one network as the start of another that is deeper or takes larger pictures."""

import torch
from torch import Tensor

from models.fasenet.network import Block, FaSeNet

NEARLY_NOTHING = 0.1
"""Scale of a new block's branch; at 0 its ReLU would pass no gradient and the block would never learn."""


@torch.no_grad()
def take_over(weights: dict[str, Tensor], network: FaSeNet) -> None:
    """Copy what fits by name and shape; residual blocks that are new begin nearly as the identity.

    Convolutions do not know the size of the picture, so weights of a network for 128 pixels serve one for
    160. Raises ValueError where a weight has another shape, since then widths differ and nothing would be
    gained.
    """
    own = network.state_dict()
    for name, value in weights.items():
        if name in own and own[name].shape != value.shape:
            raise ValueError(f"{name} is {tuple(value.shape)}, not {tuple(own[name].shape)}: other widths")
    network.load_state_dict({k: v for k, v in weights.items() if k in own}, strict=False)
    for name, module in network.named_modules():
        if isinstance(module, Block) and module.residual and f"{name}.body.0.weight" not in weights:
            module.body[1].weight.fill_(NEARLY_NOTHING)
