"""Milliseconds from a frame's crop to the class map, FaSeNet and plain U-Nets in turn within one run.

CPU time of one thread, so that other work on the machine counts little; what it still does to caches and
clock is the same for all, since they take turns: the ratio is the figure to trust.
"""

import importlib.util
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.evaluation.views import class_map
from models.fasenet.runner import Runner
from vitals.segmentation.fasenet import Probabilities, Square, cut

ROUNDS: Final = {1: 30, 8: 6}
"""Batch size -> how often."""
WARM_UP: Final = 2
FRAME: Final = (480, 640)
CROP: Final = Square.around(320.4, 240.7, 300.0)
EQUAL_SIDE: Final = 256
"""Class maps of this side are also made by all, since the networks' own differ in size."""
OWN: Final = "FaSeNet"

Key = tuple[str, str]
"""Network, step."""


def enlarged(planes: Probabilities) -> Iterator[NDArray[np.float32]]:
    """[12, h, w] -> twelve times [256, 256], one after the other."""
    for plane in planes:
        yield plane if len(plane) == EQUAL_SIDE else cv2.resize(plane, (EQUAL_SIDE, EQUAL_SIDE))


def steps(runner: Runner, batch: int) -> dict[str, Callable[[], object]]:
    """What is timed of one network."""
    frame = np.random.default_rng(0).integers(0, 256, (*FRAME, 3), np.uint8)
    ready = np.stack([cut(frame, CROP, runner.size)] * batch)

    def cropped() -> Probabilities:
        return runner.run(np.stack([cut(frame, CROP, runner.size) for _ in range(batch)]))

    return {
        "network": lambda: runner.run(ready),
        "crop_to_class_map": lambda: [class_map(one) for one in cropped()],
        "crop_to_class_map_256": lambda: [class_map(enlarged(one)) for one in cropped()],
    }


def measure(networks: dict[str, Path], rounds: dict[int, int]) -> dict[str, Any]:
    """Name -> batch -> step -> median milliseconds a picture."""
    runners = {name: Runner(file) for name, file in networks.items()}
    found: dict[str, Any] = {
        name: {"kilobytes": file.stat().st_size / 1e3} for name, file in networks.items()
    }
    for batch, count in rounds.items():
        timed = {(n, step): call for n, r in runners.items() for step, call in steps(r, batch).items()}
        for (name, step), times in in_turn(timed, count).items():
            ms = float(np.median(times)) * 1e3 / batch
            found[name].setdefault(str(batch), {})[step] = ms
    return found


def in_turn(calls: dict[Key, Callable[[], object]], count: int) -> dict[Key, list[float]]:
    """CPU seconds of each call, ``count`` times, all of them once in each round."""
    spent_s: dict[Key, list[float]] = {key: [] for key in calls}
    for _ in range(count + WARM_UP):
        for key, call in calls.items():
            begun = time.process_time()
            call()
            spent_s[key].append(time.process_time() - begun)
    return {key: times[WARM_UP:] for key, times in spent_s.items()}


def timings(weights: Path, rounds: dict[int, int] = ROUNDS) -> dict[str, Any]:
    """FaSeNet beside the U-Nets, and its share of their time; alone where PyTorch cannot make them."""
    if importlib.util.find_spec("torch") is None:
        return {"networks": measure({OWN: weights}, rounds), "peers": "not measured: PyTorch makes them"}
    from models.fasenet.peers.export import peer_files

    with tempfile.TemporaryDirectory() as folder:
        found = measure({OWN: weights, **peer_files(Path(folder))}, rounds)
    for row in found.values():
        for batch in map(str, rounds):
            own, other = found[OWN][batch], row[batch]
            other["fasenet_over_this"] = own["crop_to_class_map"] / other["crop_to_class_map"]
    return {"networks": found}
