"""Endless batches of scenes, made ahead by other processes. A step's scenes depend on seed and step alone."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from models.fasenet.augment import Bank, make_scene
from models.fasenet.augmentation_config import AugmentConfig

AHEAD = 4
"""Batches that each process makes ahead."""

Batch = tuple[torch.Tensor, torch.Tensor]
"""Pictures [N, S, S, 3] uint8 and bit-mask labels [N, S, S]."""


@dataclass(frozen=True)
class Recipe:
    """What a batch is made of: that of step 7 is the same whoever makes it, and after whatever."""

    bank: Bank
    augment: AugmentConfig
    count: int
    seed: int

    def batch(self, step: int) -> Batch:
        """The batch of this step."""
        rng = np.random.default_rng((self.seed, step))
        scenes = [make_scene(rng, self.bank, self.augment) for _ in range(self.count)]
        pictures, labels = (np.stack(part) for part in zip(*scenes, strict=True))
        return torch.from_numpy(pictures), torch.from_numpy(labels)


class Batches(IterableDataset[Batch]):
    """The batches of this step and all after it; each of several processes makes its share of them."""

    def __init__(self, recipe: Recipe, first: int) -> None:
        self._recipe, self._first = recipe, first

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        step, stride = (self._first + worker.id, worker.num_workers) if worker else (self._first, 1)
        while True:
            yield self._recipe.batch(step)
            step += stride


def batches(recipe: Recipe, first: int, workers: int) -> Iterator[Batch]:
    """From step ``first`` on, in order. With 0 workers they are made when they are asked for."""
    ahead = AHEAD if workers else None
    loader = DataLoader(
        Batches(recipe, first),
        batch_size=None,
        num_workers=workers,
        prefetch_factor=ahead,
        worker_init_fn=_begin,
    )
    return iter(loader)


def scenes_of(size: int) -> AugmentConfig:
    """The usual scenes for a network whose input has this side."""
    usual = AugmentConfig()
    return replace(usual, scene=replace(usual.scene, size=size))


def _begin(worker: int) -> None:
    """A stop by Ctrl-C is the business of the process that trains; one core for each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
