"""Train FaSeNet: ``python -m models.fasenet.train --data DIR --minutes M --out runs/NAME``.

The schedule runs on the clock, so that it ends well whatever else the machine does, or with ``--steps N`` on
steps, so that it can be repeated exactly. A run that was stopped (Ctrl-C) goes on with ``--resume``;
``--start FILE`` begins a new schedule from the averaged weights of another run. At the end the best weights
are exported and compared with PyTorch, and the log is drawn. docs/training.md tells how, step by step.
"""

import json
import math
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from types import FrameType

import cv2
import numpy as np
import torch
from torch.nn import functional

from models.fasenet import checkpoints, curves
from models.fasenet.batches import Batch, Recipe, batches, scenes_of
from models.fasenet.cache import load_sources
from models.fasenet.classes import allowed_classes
from models.fasenet.data import open_sources
from models.fasenet.ema import RunningMean
from models.fasenet.export import export_checkpoint
from models.fasenet.loss import LossConfig, fasenet_loss
from models.fasenet.network import FaSeNet, normalise, parameter_count
from models.fasenet.sources import DataError
from models.fasenet.train_config import SettingsError, TrainConfig, parse
from models.fasenet.transfer import take_over
from models.fasenet.validation import validation_scenes, validation_scores

LOG = "log.jsonl"
MEAN_OF = 200
"""Steps over which the reported loss is a mean."""
LARGEST_GRADIENT = 5.0


def rate_at(share: float, config: TrainConfig) -> float:
    """Learning rate at this share (0..1) of the time: short linear rise, then a cosine to the final rate."""
    if share < config.warmup_share:
        return config.learning_rate * max(share / config.warmup_share, 0.01)
    done = min((share - config.warmup_share) / (1 - config.warmup_share), 1.0)
    fall = 0.5 * (1 + math.cos(math.pi * done))
    return config.final_rate + (config.learning_rate - config.final_rate) * fall


def quarter(logits: torch.Tensor, row: int, column: int, size: int) -> torch.Tensor:
    """Every second pixel at the input's size, from (``row``, ``column``) on, each 0 or 1.

    The loss is taken at full resolution, on a quarter of the pixels, a different one in each batch: on a
    CPU the loss on all of them would cost more than the network itself. Logits at half the size are enlarged
    bilinearly at these pixels only.
    """
    height, width = logits.shape[-2:]
    if height == size:
        return logits[..., row::2, column::2]
    padded = functional.pad(logits, (1, 1, 1, 1), mode="replicate")
    rows = torch.lerp(padded[..., 1 : height + 1, :], padded[..., 2 * row : 2 * row + height, :], 0.25)
    return torch.lerp(rows[..., 1 : width + 1], rows[..., 2 * column : 2 * column + width], 0.25)


class Run:
    """One training run: network, averaged weights, optimiser, progress."""

    def __init__(self, config: TrainConfig, sources: Sequence[str] = ()) -> None:
        torch.manual_seed(config.seed)
        self.config, self.sources, self.loss = config, tuple(sources), LossConfig()
        self.network = FaSeNet(config.network).to(config.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.step, self.spent, self.best = 0, 0.0, -1.0
        if config.start is not None:
            take_over(checkpoints.read(config.start)["mean"], self.network)
        self.mean = RunningMean(self.network, config.mean_decay)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        if config.resume:
            self._restore(config.out / checkpoints.LATEST)

    @property
    def share(self) -> float:
        """How much of the schedule is done, 0..1."""
        return self.config.share(self.step, self.spent)

    def _restore(self, path: Path) -> None:
        if not path.exists():
            raise SettingsError(f"{path}: no checkpoint to go on from; leave out --resume")
        state = checkpoints.read(path)
        if checkpoints.network_config(state) != self.config.network:
            raise SettingsError(f"{path} has another network: give the sizes of the run that shall go on")
        self.network.load_state_dict(state["network"])
        self.mean.network.load_state_dict(state["mean"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.spent, self.best = (state["progress"][k] for k in ("step", "spent", "best"))

    def save(self, name: str) -> None:
        """Write a checkpoint under this name."""
        progress = {"step": self.step, "spent": self.spent, "best": self.best}
        path = self.config.out / name
        checkpoints.save(path, self.network, self.mean.network, self.optimiser, progress, self.sources)

    def learn(self, pictures: torch.Tensor, labels: torch.Tensor) -> float:
        """One optimiser step on pictures [N, S, S, 3] and bit-mask labels [N, S, S]. Returns the loss."""
        device = self.config.device
        inputs = normalise(pictures.to(device)).contiguous(memory_format=torch.channels_last)
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.share, self.config)
        row, column = divmod(self.step * 7 % 4, 2)
        allowed = torch.from_numpy(allowed_classes(labels.numpy()[:, row::2, column::2])).to(device)
        seen = quarter(self.network(inputs), row, column, pictures.shape[1])
        loss = fasenet_loss(seen, allowed, self.loss)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), LARGEST_GRADIENT)
        self.optimiser.step()
        self.step += 1
        self.mean.update(self.network, self.step)
        return float(loss.detach())


def report(path: Path, line: dict[str, float]) -> None:
    """One JSON line to the log and to the screen; a score of what is not there is null."""
    text = json.dumps({k: None if math.isnan(v) else round(v, 6) for k, v in line.items()})
    print(text, flush=True)
    with path.open("a") as log:
        log.write(text + "\n")


def train(config: TrainConfig, stopped: Callable[[], bool] = lambda: False) -> bool:
    """To the end of the schedule (True) or until ``stopped`` says so (False); then ``resume`` goes on.

    Raises DataError and SettingsError before anything is trained.
    """
    config.out.mkdir(parents=True, exist_ok=True)
    sources = open_sources(config.data, config.sources)
    run = Run(config, [source.source for source in sources])
    scenes = scenes_of(config.input_size)
    recipe = Recipe(load_sources(sources, config.cache, "train"), scenes, config.batch, config.seed)
    choosing = load_sources(sources, config.cache, "validation")
    held_out = validation_scenes(choosing, scenes, config.validation_count)
    print(f"{parameter_count(run.network)} parameters, on {', '.join(run.sources)}", flush=True)
    begun, before, next_check = time.monotonic(), run.spent, run.spent + config.validate_minutes
    losses: list[float] = []
    coming = batches(recipe, run.step, config.scene_workers)
    while run.share < 1:
        if stopped():
            run.save(checkpoints.LATEST)
            return False
        run.network.train()
        losses.append(run.learn(*next(coming)))
        run.spent = before + (time.monotonic() - begun) / 60
        if run.spent >= next_check or run.share >= 1:
            next_check = run.spent + config.validate_minutes
            check(run, held_out, float(np.mean(losses[-MEAN_OF:])))
    return True


def check(run: Run, held_out: Batch, loss: float) -> None:
    """Score the averaged weights, report, save; the best by mean IoU under its own name too."""
    found = validation_scores(run.mean.network, *held_out)
    rate = rate_at(run.share, run.config)
    line = {"minutes": run.spent, "step": run.step, "rate": rate, "loss": loss, **found}
    report(run.config.out / LOG, line)
    if found["mean_iou"] > run.best:
        run.best = found["mean_iou"]
        run.save(checkpoints.BEST)
    run.save(checkpoints.LATEST)


def finish(config: TrainConfig) -> float:
    """Draw the log and export the best weights into ``out``. Returns their largest difference to PyTorch."""
    print(f"curves: {curves.draw(config.out / LOG)}")
    apart = export_checkpoint(config.out / checkpoints.BEST, config.out, config.out.name)
    print(f"weights: {config.out}, largest difference of a probability to PyTorch {apart:.1e}")
    return apart


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    asked = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        asked.set()

    try:
        config = parse(arguments)
        torch.set_num_threads(config.threads)
        cv2.setNumThreads(1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        is_done = train(config, asked.is_set)
    except (DataError, SettingsError) as error:
        print(f"train: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    if is_done:
        finish(config)
    else:
        print("stopped; the same command with --resume goes on")


if __name__ == "__main__":
    main()
