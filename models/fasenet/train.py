"""Train FaSeNet: ``python -m models.fasenet.train --data DIR --minutes M --out runs/NAME``.

The schedule runs on the clock, not on steps, so that it ends well whatever else the machine does. A run
that was stopped goes on from its last checkpoint with ``--resume`` and the minutes that are left. ``--start
FILE`` begins a new schedule from the averaged weights of another run.
"""

import argparse
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset

from models.fasenet import checkpoints
from models.fasenet.augment import Bank, make_scene
from models.fasenet.augmentation_config import AugmentConfig
from models.fasenet.cache import load_bank
from models.fasenet.classes import allowed_classes
from models.fasenet.ema import RunningMean
from models.fasenet.loss import LossConfig, mcc_loss
from models.fasenet.network import FaSeNet, NetworkConfig, normalise, parameter_count
from models.fasenet.transfer import take_over
from models.fasenet.validation import validation_scenes, validation_scores


@dataclass(frozen=True)
class TrainConfig:
    """Settings of a run; times in minutes of wall clock."""

    data: Path
    out: Path
    cache: Path
    minutes: float = 70.0
    batch: int = 32
    learning_rate: float = 3e-3
    final_rate: float = 1e-5
    warmup_share: float = 0.02
    weight_decay: float = 0.01
    mean_decay: float = 0.998
    validate_minutes: float = 5.0
    validation_count: int = 256
    seed: int = 1
    resume: bool = False
    start: Path | None = None


def rate_at(share: float, config: TrainConfig) -> float:
    """Learning rate at this share (0..1) of the time: short linear rise, then a cosine to the final rate."""
    if share < config.warmup_share:
        return config.learning_rate * max(share / config.warmup_share, 0.01)
    done = min((share - config.warmup_share) / (1 - config.warmup_share), 1.0)
    fall = 0.5 * (1 + math.cos(math.pi * done))
    return config.final_rate + (config.learning_rate - config.final_rate) * fall


class Batches(IterableDataset[tuple[torch.Tensor, torch.Tensor]]):
    """Endless batches of scenes: pictures [N, S, S, 3] uint8 and bit-mask labels [N, S, S]."""

    def __init__(self, bank: Bank, augment: AugmentConfig, count: int, seed: tuple[int, int]) -> None:
        self._bank, self._augment, self._count = bank, augment, count
        self._rng = np.random.default_rng(seed)

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        cv2.setNumThreads(1)
        while True:
            scenes = [make_scene(self._rng, self._bank, self._augment) for _ in range(self._count)]
            pictures, labels = (np.stack(part) for part in zip(*scenes, strict=True))
            yield torch.from_numpy(pictures), torch.from_numpy(labels)


def batches(bank: Bank, augment: AugmentConfig, count: int, seed: tuple[int, int]) -> Iterator[Any]:
    """The same, made ahead by a second process: on two cores scenes then cost no time."""
    ahead = DataLoader(Batches(bank, augment, count, seed), batch_size=None, num_workers=1, prefetch_factor=4)
    return iter(ahead)


def quarter(logits: torch.Tensor, row: int, column: int) -> torch.Tensor:
    """Every second pixel of the logits enlarged x2, from (``row``, ``column``) on, each 0 or 1.

    The loss is taken at full resolution, on a quarter of the pixels, a different one in each batch: on a
    CPU the loss on all of them would cost more than the network itself.
    """
    height, width = logits.shape[-2:]
    padded = functional.pad(logits, (1, 1, 1, 1), mode="replicate")
    rows = torch.lerp(padded[..., 1 : height + 1, :], padded[..., 2 * row : 2 * row + height, :], 0.25)
    return torch.lerp(rows[..., 1 : width + 1], rows[..., 2 * column : 2 * column + width], 0.25)


class Run:
    """One training run: network, averaged weights, optimiser, progress."""

    def __init__(self, config: TrainConfig) -> None:
        self.config = config
        self.augment, self.loss = AugmentConfig(), LossConfig()
        self.network = FaSeNet(NetworkConfig()).to(memory_format=torch.channels_last)
        self.step, self.spent, self.best = 0, 0.0, -1.0
        if config.start is not None:
            take_over(checkpoints.read(config.start)["mean"], self.network)
        self.mean = RunningMean(self.network, config.mean_decay)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        if config.resume:
            self._restore(checkpoints.read(config.out / checkpoints.LATEST))

    def _restore(self, state: dict[str, Any]) -> None:
        self.network.load_state_dict(state["network"])
        self.mean.network.load_state_dict(state["mean"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.spent, self.best = (state["progress"][k] for k in ("step", "spent", "best"))

    def save(self, name: str) -> None:
        """Write a checkpoint under this name."""
        progress = {"step": self.step, "spent": self.spent, "best": self.best}
        checkpoints.save(self.config.out / name, self.network, self.mean.network, self.optimiser, progress)

    def learn(self, pictures: torch.Tensor, labels: torch.Tensor) -> float:
        """One optimiser step on pictures [N, S, S, 3] and bit-mask labels [N, S, S]. Returns the loss."""
        pictures = normalise(pictures).contiguous(memory_format=torch.channels_last)
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.spent / self.config.minutes, self.config)
        row, column = divmod(self.step * 7 % 4, 2)
        allowed = torch.from_numpy(allowed_classes(labels.numpy()[:, row::2, column::2]))
        loss = mcc_loss(quarter(self.network(pictures), row, column), allowed, self.loss)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self.mean.update(self.network, self.step)
        return float(loss.detach())


def report(path: Path, line: dict[str, float]) -> None:
    """One JSON line to the log and to the screen."""
    text = json.dumps({k: round(v, 5) for k, v in line.items()})
    print(text, flush=True)
    with path.open("a") as log:
        log.write(text + "\n")


def train(config: TrainConfig) -> None:
    """Until the minutes are spent; validates, saves and reports on the way and at the end."""
    config.out.mkdir(parents=True, exist_ok=True)
    bank = load_bank(config.data, config.cache, "train")
    run = Run(config)
    held_out = validation_scenes(
        load_bank(config.data, config.cache, "validation"), run.augment, config.validation_count
    )
    coming = batches(bank, run.augment, config.batch, (config.seed, run.step))
    print(f"{parameter_count(run.network)} parameters, {config.minutes} minutes", flush=True)
    losses: list[float] = []
    begun, before, next_check = time.monotonic(), run.spent, run.spent + config.validate_minutes
    while run.spent < config.minutes:
        run.network.train()
        losses.append(run.learn(*next(coming)))
        run.spent = before + (time.monotonic() - begun) / 60
        if run.spent >= next_check or run.spent >= config.minutes:
            next_check += config.validate_minutes
            check(run, held_out, float(np.mean(losses[-200:])))


def check(run: Run, held_out: tuple[torch.Tensor, torch.Tensor], loss: float) -> None:
    """Score the averaged weights, report, save; the best by mean IoU under its own name too."""
    found = validation_scores(run.mean.network, *held_out)
    report(run.config.out / "log.jsonl", {"minutes": run.spent, "step": run.step, "loss": loss, **found})
    if found["mean_iou"] > run.best:
        run.best = found["mean_iou"]
        run.save("best.pt")
    run.save(checkpoints.LATEST)


def parse() -> TrainConfig:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train FaSeNet on the zips of the face data.")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with the zips and label_mapping.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and log")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"), help="folder for decoded pictures")
    parser.add_argument(
        "--minutes", type=float, default=70.0, help="length of the schedule in wall-clock minutes"
    )
    parser.add_argument("--learning-rate", type=float, default=TrainConfig.learning_rate)
    parser.add_argument("--seed", type=int, default=TrainConfig.seed)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    parser.add_argument(
        "--start", type=Path, help="checkpoint whose averaged weights a new schedule starts from"
    )
    return TrainConfig(**vars(parser.parse_args()))


if __name__ == "__main__":
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    train(parse())
