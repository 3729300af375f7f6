"""The loss study: ``python -m models.fasenet.studies.losses --data DIR --out runs/losses``.

One small network, one schedule, the same pictures in the same order per seed; only the loss differs. The
learning rate is one for all, the better of two on short runs with a seed and scenes of their own: AdamW's
steps do not depend on the scale of a loss. Ends in a table; a study that was stopped goes on where it was.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import torch

from models.fasenet.batches import scenes_of
from models.fasenet.cache import load_bank
from models.fasenet.export import write_onnx
from models.fasenet.losses import LOSSES
from models.fasenet.network import FaSeNet, NetworkConfig
from models.fasenet.runner import Runner
from models.fasenet.sources import Sample
from models.fasenet.studies.fitting import Schedule, fit
from models.fasenet.studies.loss_table import as_markdown
from models.fasenet.studies.portraits import Portraits, training_portraits
from models.fasenet.studies.records import Records
from models.fasenet.studies.scoring import picture_scores, scene_scores, validation_pictures
from models.fasenet.validation import validation_scenes

NETWORK = NetworkConfig(input_size=64, widths=(8, 16, 32, 48), depths=(1, 1, 2, 1), stem=8)
SCENES = 384
"""Validation scenes: every third chooses rates, the others score."""
RATES = (2e-3, 6e-3)
RATE_SEED, SEEDS = 0, (1, 2, 3)

ScenesToScore = tuple[torch.Tensor, torch.Tensor]
"""Pictures and allowed classes."""


@dataclass(frozen=True)
class Study:
    """What all runs share."""

    train: Portraits
    choose: ScenesToScore
    score: ScenesToScore
    pictures: list[Sample]
    records: Records
    out: Path
    steps: int = 720
    rate_steps: int = 160
    batch: int = 16


def trained(study: Study, loss: str, rate: float, steps: int, seed: int) -> FaSeNet:
    """A network from scratch; its first weights and the order of the pictures depend on the seed alone."""
    torch.manual_seed(seed)
    network = FaSeNet(NETWORK)
    fit(network, LOSSES[loss], study.train, Schedule(steps, study.batch, rate), seed)
    return network


def common_rate(study: Study) -> float:
    """The rate with the higher mean IoU plus MCC on the choosing scenes, after short runs with every loss."""
    for loss in LOSSES:
        for rate in RATES:
            if not study.records.all(kind="rate", loss=loss, rate=rate):
                network = trained(study, loss, rate, study.rate_steps, RATE_SEED)
                found = scene_scores(network, study.choose)
                study.records.add({"kind": "rate", "loss": loss, "rate": rate, "scenes": found})

    def score(rate: float) -> float:
        found = [one["scenes"] for one in study.records.all(kind="rate", rate=rate)]
        return sum(float(scenes["mean_iou"] + scenes["mcc"]) for scenes in found)

    return max(RATES, key=score)


def run(study: Study, loss: str, rate: float, seed: int) -> dict[str, Any]:
    """One record: the loss, its rate, the seed, CPU seconds, scores on scenes and on whole pictures."""
    begun = time.process_time()
    network = trained(study, loss, rate, study.steps, seed)
    seconds = time.process_time() - begun
    file = study.out / "network.onnx"
    write_onnx(network, file)
    return {
        "kind": "run",
        "loss": loss,
        "seed": seed,
        "rate": rate,
        "cpu_s": round(seconds, 1),
        "scenes": scene_scores(network, study.score),
        "pictures": picture_scores(Runner(file), study.pictures),
    }


def compare(study: Study) -> list[dict[str, Any]]:
    """The runs. Every loss with one seed before the next seed: a study cut short is still a fair one."""
    rate = common_rate(study)
    for seed in SEEDS:
        for loss in LOSSES:
            if not study.records.all(kind="run", loss=loss, seed=seed, rate=rate):
                study.records.add(run(study, loss, rate, seed))
                print(loss, seed, study.records.all(kind="run")[-1]["pictures"], flush=True)
    return study.records.all(kind="run", rate=rate)


def scenes_to_score(data: Path, cache: Path) -> tuple[ScenesToScore, ScenesToScore]:
    """Those that choose rates, and those that score."""
    bank = load_bank(data, cache, "validation")
    pictures, allowed = validation_scenes(bank, scenes_of(NETWORK.input_size), SCENES)
    chooses = torch.arange(SCENES) % 3 == 0
    return (pictures[chooses], allowed[chooses]), (pictures[~chooses], allowed[~chooses])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Compare losses on one small network and schedule.")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with the zips and label_mapping.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for records and table")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"), help="folder for decoded pictures")
    given = parser.parse_args()
    records = Records(given.out / "runs.jsonl")
    train = training_portraits(given.data, given.cache, NETWORK.input_size)
    scenes = scenes_to_score(given.data, given.cache)
    runs = compare(Study(train, *scenes, validation_pictures(given.data), records, given.out))
    table = as_markdown(runs)
    (given.out / "table.md").write_text(table)
    print(table)


if __name__ == "__main__":
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    main()
