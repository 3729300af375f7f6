"""Frames per second of the network alone, per batch size: what `python -m vitals.benchmark --batches` prints.

Wall clock, since a GPU does its work outside this process; from frames in this machine's memory to
probabilities in it, so that copies to and from the GPU are in it. Decoding, crops and regions are not.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np

from vitals.segmentation.manifest import read_verified
from vitals.segmentation.session import CPU, CUDA, open_session, provider

PROVIDERS: Final = {"cpu": CPU, "cuda": CUDA}
WARM_UP_ROUNDS: Final = 3  # the first runs choose kernels and take memory


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch size; medians over the rounds."""

    frames: int
    frames_per_s: float
    cpu_ms_per_frame: float
    """This process's own time, all its threads together."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """What was measured, and on what."""

    model: str
    provider: str
    input_size: int
    batches: tuple[Batch, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    def table(self) -> str:
        head = f"{self.model} on {self.provider}, {self.input_size}x{self.input_size}, network alone"
        rows = [f"{b.frames:>8}{b.frames_per_s:>12.1f}{b.cpu_ms_per_frame:>20.2f}" for b in self.batches]
        return "\n".join([head, f"{'batch':>8}{'frames/s':>12}{'CPU ms per frame':>20}", *rows])


def measure(sizes: Sequence[int], rounds: int, wanted: str | None = None) -> Throughput:
    """The shipped weights on `wanted`, or on what they run on by default.

    Raises ModelError where they cannot run on it.
    """
    manifest = read_verified()
    session = open_session(manifest.weights, wanted=wanted)
    side = manifest.input_size
    noise = np.random.default_rng(0)

    def batch(frames: int) -> Batch:
        image = noise.integers(0, 256, (frames, side, side, 3), np.uint8)
        wall_s, cpu_s = cost_s(lambda: session.run(["probabilities"], {"image": image}), rounds)
        return Batch(frames, round(frames / wall_s, 1), round(cpu_s * 1e3 / frames, 3))

    return Throughput(manifest.model, provider(session), side, tuple(batch(frames) for frames in sizes))


def cost_s(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of wall clock and of CPU time."""
    spent = []
    for _ in range(WARM_UP_ROUNDS + rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        spent.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall_s, cpu_s = np.median(spent[WARM_UP_ROUNDS:], axis=0)
    return float(wall_s), float(cpu_s)
