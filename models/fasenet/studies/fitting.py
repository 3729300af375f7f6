"""One short training run of a fixed number of steps; what is seen when depends on the seed alone."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.optim.lr_scheduler import OneCycleLR

from models.fasenet.classes import allowed_classes
from models.fasenet.ema import RunningMean
from models.fasenet.losses import Loss, on_logits
from models.fasenet.network import FaSeNet, normalise
from models.fasenet.studies.portraits import Portraits
from models.fasenet.train import quarter

LARGEST_GRADIENT = 5.0


@dataclass(frozen=True)
class Schedule:
    """AdamW; the rate rises over ``warmup_share`` of the steps and falls as a cosine to next to nothing."""

    steps: int
    batch: int
    learning_rate: float
    warmup_share: float = 0.3
    weight_decay: float = 0.01
    mean_decay: float = 0.98
    """Of the running mean of the weights: about the last 50 steps, as schedules are short."""


def order(count: int, schedule: Schedule, seed: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.bool_]]]:
    """Per step, indices and whether mirrored, [batch] both: every picture once before any comes again."""
    rng = np.random.default_rng(seed)
    needed = schedule.steps * schedule.batch
    passes = [rng.permutation(count) for _ in range(-(-needed // count))]
    indices = np.concatenate(passes)[:needed].reshape(schedule.steps, schedule.batch)
    yield from zip(indices, rng.random(indices.shape) < 0.5, strict=True)


def fit(network: FaSeNet, loss: Loss, portraits: Portraits, schedule: Schedule, seed: int) -> FaSeNet:
    """Train ``network`` in place, with the loss at the pixels where ``train.py`` takes it.

    The portraits have the network's input size. Returns the running mean of the weights.
    """
    network.train().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    mean = RunningMean(network, schedule.mean_decay)
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=schedule.weight_decay)
    rate = OneCycleLR(
        optimiser,
        schedule.learning_rate,
        schedule.steps,
        pct_start=schedule.warmup_share,
        cycle_momentum=False,
    )
    for step, (indices, mirrored) in enumerate(order(len(portraits), schedule, seed)):
        pictures, labels = portraits.batch(indices, mirrored)
        row, column = divmod(step * 7 % 4, 2)
        allowed = torch.from_numpy(allowed_classes(labels.numpy()[:, row::2, column::2]))
        logits = network(normalise(pictures).contiguous(memory_format=torch.channels_last))
        cost = on_logits(loss, quarter(logits, row, column, network.config.input_size), allowed)
        optimiser.zero_grad(set_to_none=True)
        cost.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), LARGEST_GRADIENT)
        optimiser.step()
        rate.step()
        mean.update(network, step + 1)
    network.eval()
    return mean.network
