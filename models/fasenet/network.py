"""The network: a small encoder-decoder of plain 3x3 convolutions.

Plain convolutions: depthwise ones take half the time at this size and lose more accuracy than a smaller input
does for the same time (docs/network.md).
"""

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.fasenet.classes import CLASS_COUNT


@dataclass(frozen=True)
class NetworkConfig:
    """Sizes of the network; ``widths`` are the channels at 1/2, 1/4, 1/8 and 1/16 of the input.

    ``fine`` is the number of output cells per cell of the finest features, along one side: 1 gives an output
    of half the input's size, 2 one of the input's size.
    """

    input_size: int = 160
    widths: tuple[int, ...] = (16, 32, 64, 96)
    depths: tuple[int, ...] = (1, 2, 4, 3)
    stem: int = 16
    fine: int = 1
    classes: int = CLASS_COUNT


def convolution(
    inputs: int, outputs: int, *, kernel: int = 3, stride: int = 1, dilation: int = 1
) -> nn.Sequential:
    """Convolution, batch norm, ReLU; the norm folds into the weights on export."""
    pad = dilation * (kernel // 2)
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, pad, dilation=dilation, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Block(nn.Module):
    """One 3x3 convolution, added to its input where the shapes agree."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.body = convolution(inputs, outputs, stride=stride, dilation=dilation)
        self.residual = inputs == outputs and stride == 1

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs, H, W] -> [N, outputs, H/stride, W/stride]."""
        return x + self.body(x) if self.residual else self.body(x)


class Context(nn.Module):
    """At the bottom: wide (dilated) neighbourhoods, and channels scaled by what the whole picture shows."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.wide = Block(channels, channels, dilation=2)
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // 4, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels // 4, channels, 1),
            nn.Sigmoid(),
        )

    def forward(self, x: Tensor) -> Tensor:
        """[N, C, H, W] -> the same shape."""
        y = self.wide(x)
        return y * self.gate(y)


class FaSeNet(nn.Module):
    """Class logits at half the input's size (times ``fine``), from a normalised picture."""

    def __init__(self, config: NetworkConfig | None = None) -> None:
        super().__init__()
        self.config = config or NetworkConfig()
        widths = self.config.widths
        self.stem = convolution(3, self.config.stem, stride=2)
        self.encoder = nn.ModuleList(self._stage(level) for level in range(len(widths)))
        self.context = Context(widths[-1])
        self.lateral = nn.ModuleList(convolution(low, high, kernel=1) for high, low in pairwise(widths))
        self.decoder = nn.ModuleList(Block(width, width) for width in widths[:-1])
        fine = self.config.fine
        self.head = nn.Conv2d(widths[0], self.config.classes * fine**2, 1)
        self.finer = nn.PixelShuffle(fine)

    def _stage(self, level: int) -> nn.Sequential:
        widths, depth = self.config.widths, self.config.depths[level]
        inputs = self.config.stem if level == 0 else widths[level - 1]
        first = Block(inputs, widths[level], stride=1 if level == 0 else 2)
        return nn.Sequential(first, *(Block(widths[level], widths[level]) for _ in range(depth - 1)))

    def forward(self, x: Tensor) -> Tensor:
        """[N, 3, S, S] float, about -2..2 -> logits [N, 12, S/2 * fine, S/2 * fine]."""
        x = self.stem(x)
        skips: list[Tensor] = []
        for stage in self.encoder:
            x = stage(x)
            skips.append(x)
        x = self.context(x)
        for level in reversed(range(len(self.decoder))):
            up = functional.interpolate(self.lateral[level](x), scale_factor=2.0, mode="nearest")
            x = self.decoder[level](up + skips[level])
        return self.finer(self.head(x))


def normalise(pictures: Tensor) -> Tensor:
    """[N, S, S, 3] uint8 RGB -> [N, 3, S, S] float, (v - 128) / 64."""
    return (pictures.permute(0, 3, 1, 2).float() - 128.0) / 64.0


class Deployed(nn.Module):
    """What is exported: normalisation and softmax are part of the graph, so nobody can get them wrong."""

    def __init__(self, network: FaSeNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> Tensor:
        """[N, S, S, 3] uint8 RGB -> probabilities [N, 12, S/2, S/2] float."""
        return torch.softmax(self.network(normalise(image)), dim=1)


def parameter_count(network: nn.Module) -> int:
    """Trainable numbers in the network."""
    return sum(p.numel() for p in network.parameters() if p.requires_grad)
