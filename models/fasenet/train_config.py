"""Settings of a training run, and the command line that sets them."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from models.fasenet.network import NetworkConfig


class SettingsError(ValueError):
    """Raised when settings contradict each other, the machine, or the run that shall go on."""


@dataclass(frozen=True)
class TrainConfig:
    """Settings of a run; times in minutes of wall clock.

    ``steps`` ends the schedule after so many steps; without it the schedule runs for ``minutes``. Raises
    SettingsError where this machine or the network cannot have it so.
    """

    data: tuple[str, ...]
    out: Path
    cache: Path
    sources: tuple[str, ...] = ()
    minutes: float = 80.0
    steps: int | None = None
    batch: int = 32
    learning_rate: float = 3e-3
    final_rate: float = 1e-5
    warmup_share: float = 0.02
    weight_decay: float = 0.01
    mean_decay: float = 0.998
    validate_minutes: float = 5.0
    validation_count: int = 256
    input_size: int = NetworkConfig.input_size
    widths: tuple[int, ...] = NetworkConfig.widths
    depths: tuple[int, ...] = NetworkConfig.depths
    seed: int = 1
    device: str = "cpu"
    threads: int = 1
    scene_workers: int = 1
    resume: bool = False
    start: Path | None = None

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.depths):
            raise SettingsError(
                f"{len(self.widths)} widths but {len(self.depths)} depths: one for each level"
            )
        cell = 2 ** len(self.widths)
        if self.input_size % cell:
            raise SettingsError(f"input size {self.input_size}: give a multiple of {cell}")
        if self.device.startswith("cuda") and not torch.cuda.is_available():
            raise SettingsError("device cuda: PyTorch sees no GPU here; see docs/training.md, GPU")

    @property
    def network(self) -> NetworkConfig:
        """What is trained."""
        return NetworkConfig(input_size=self.input_size, widths=self.widths, depths=self.depths)

    def share(self, step: int, spent_minutes: float) -> float:
        """How much of the schedule is done, 0..1."""
        return min(step / self.steps if self.steps else spent_minutes / self.minutes, 1.0)


def parse(arguments: Sequence[str] | None = None) -> TrainConfig:
    """The command line. Raises SettingsError."""
    parser = argparse.ArgumentParser(description="Train FaSeNet; docs/training.md tells how, step by step.")
    add = parser.add_argument
    add("--data", action="append", required=True, metavar="[LAYOUT=]DIR", help="several times if need be")
    add("--sources", nargs="+", default=(), metavar="NAME", help="only these sources of the data")
    add("--out", type=Path, required=True, help="folder for checkpoints, log, curves and weights")
    add("--cache", type=Path, default=Path("runs/cache"), help="folder for decoded pictures")
    add("--minutes", type=float, default=TrainConfig.minutes, help="wall-clock length of the schedule")
    add("--steps", type=int, help="length of the schedule in steps, in place of minutes")
    add("--batch", type=int, default=TrainConfig.batch, help="scenes in a step")
    add("--learning-rate", type=float, default=TrainConfig.learning_rate, help="highest of the schedule")
    add("--input-size", type=int, default=TrainConfig.input_size, help="side of the input in pixels")
    add("--widths", type=int, nargs="+", default=TrainConfig.widths, help="channels at 1/2, 1/4, ... size")
    add("--depths", type=int, nargs="+", default=TrainConfig.depths, help="blocks at each of these")
    add("--seed", type=int, default=TrainConfig.seed, help="of weights and scenes")
    add("--validate-minutes", type=float, default=TrainConfig.validate_minutes, help="between checkpoints")
    add("--validation-count", type=int, default=TrainConfig.validation_count, help="scenes to choose by")
    add("--device", default=TrainConfig.device, help="cpu or cuda")
    add("--threads", type=int, default=TrainConfig.threads, help="of PyTorch on the CPU")
    add("--scene-workers", type=int, default=TrainConfig.scene_workers, help="processes that make scenes")
    add("--resume", action="store_true", help="go on from the last checkpoint in --out")
    add("--start", type=Path, help="checkpoint whose averaged weights a new schedule starts from")
    given: dict[str, Any] = vars(parser.parse_args(arguments))
    for name in ("data", "sources", "widths", "depths"):
        given[name] = tuple(given[name])
    return TrainConfig(**given)
