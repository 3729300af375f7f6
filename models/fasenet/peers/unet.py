"""Plain U-Nets (Ronneberger et al. 2015, arXiv:1505.04597) with random weights, for their time only."""

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.fasenet.classes import CLASS_COUNT
from models.fasenet.network import convolution, normalise


@dataclass(frozen=True)
class UNetConfig:
    """``widths`` are the channels at 1, 1/2, 1/4, ... of the input."""

    input_size: int
    widths: tuple[int, ...]


SMALL = UNetConfig(128, (8, 16, 32, 40, 40))
"""0.16 M parameters."""
LARGE = UNetConfig(256, (8, 16, 32, 48, 52))
"""0.2 M parameters, about 826 kB as 32-bit floats."""


def twice(inputs: int, outputs: int) -> nn.Sequential:
    """Two 3x3 convolutions, as at each level of a U-Net."""
    return nn.Sequential(convolution(inputs, outputs), convolution(outputs, outputs))


class UNet(nn.Module):
    """Two 3x3 convolutions a level, max pooling down, bilinear enlargement and concatenation up."""

    def __init__(self, config: UNetConfig) -> None:
        super().__init__()
        self.config = config
        levels = [3, *config.widths]
        self.down = nn.ModuleList(twice(low, high) for low, high in pairwise(levels))
        self.up = nn.ModuleList(twice(low + high, high) for high, low in pairwise(config.widths))
        self.head = nn.Conv2d(config.widths[0], CLASS_COUNT, 1)

    def forward(self, image: Tensor) -> Tensor:
        """[N, S, S, 3] uint8 RGB -> probabilities [N, 12, S, S] float."""
        x, skips = normalise(image), []
        for level, stage in enumerate(self.down):
            x = stage(functional.max_pool2d(x, 2) if level else x)
            skips.append(x)
        for stage, skip in zip(reversed(self.up), reversed(skips[:-1]), strict=True):
            larger = functional.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
            x = stage(torch.cat([larger, skip], 1))
        return torch.softmax(self.head(x), 1)
