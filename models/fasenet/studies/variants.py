"""The networks of the Pareto table: FaSeNet in other sizes, without its context block, depthwise."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import torch
from torch import nn

from models.fasenet.network import Block, FaSeNet, NetworkConfig


def plain(network: FaSeNet) -> None:
    """Leave it as it is."""


def without_context(network: FaSeNet) -> None:
    """Drop the dilated convolution and the channel gate at the bottom."""
    network.context = nn.Identity()  # type: ignore[assignment]


def depthwise(network: FaSeNet) -> None:
    """Split every 3x3 convolution but the stem's into one kernel per channel and a 1x1 mix of channels."""
    for block in network.modules():
        if isinstance(block, Block):
            whole = block.body[0]
            assert isinstance(whole, nn.Conv2d)
            inputs, outputs = whole.in_channels, whole.out_channels
            block.body = separable(inputs, outputs, whole.stride[0], whole.dilation[0])


def separable(inputs: int, outputs: int, stride: int, dilation: int) -> nn.Sequential:
    """MobileNet's block: Howard et al. 2017, arXiv:1704.04861, figure 3."""
    return nn.Sequential(
        nn.Conv2d(inputs, inputs, 3, stride, dilation, dilation, groups=inputs, bias=False),
        nn.BatchNorm2d(inputs),
        nn.ReLU(inplace=True),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


FAST_LOSS: Final = "Dice + CE"
"""Not that of ``train.py``: by the loss study this one learns small parts early, that one late."""


@dataclass(frozen=True)
class Variant:
    """A network by its sizes and what is changed after it is built, and what it is trained with."""

    name: str
    config: NetworkConfig
    change: Callable[[FaSeNet], None] = plain
    seed: int = 1
    loss: str = FAST_LOSS

    def build(self) -> FaSeNet:
        """With random weights, the same for the same seed."""
        torch.manual_seed(self.seed)
        network = FaSeNet(self.config)
        self.change(network)
        return network


USUAL: Final = NetworkConfig(input_size=160, widths=(16, 32, 64, 96), depths=(1, 2, 4, 3), stem=16, fine=1)
"""What ``train.py`` trains."""
BASE: Final = Variant("base", USUAL)

VARIANTS: Final = (
    BASE,
    Variant("input 128", replace(USUAL, input_size=128)),
    Variant("input 96", replace(USUAL, input_size=96)),
    Variant("narrow", replace(USUAL, widths=(12, 24, 48, 72), stem=12)),
    Variant("base, MCC + CE", USUAL, loss="MCC + CE"),
    Variant("shallow", replace(USUAL, depths=(1, 1, 2, 2))),
    Variant("input 96, output 96", replace(USUAL, input_size=96, fine=2)),
    Variant("depthwise", USUAL, depthwise),
    Variant("input 192", replace(USUAL, input_size=192)),
    Variant("base, seed 2", USUAL, seed=2),
    Variant("no context", USUAL, without_context),
    Variant("wide, input 128", replace(USUAL, input_size=128, widths=(24, 40, 64, 96), stem=24)),
    Variant("deep", replace(USUAL, depths=(2, 3, 4, 3))),
)
"""Those that say most come first, so that a study cut short still says it."""
