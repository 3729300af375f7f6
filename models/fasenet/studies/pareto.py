"""Accuracy against CPU time: ``python -m models.fasenet.studies.pareto --data DIR --out runs/pareto``.

Every variant is trained from scratch on the same short schedule and scored on whole validation pictures at
their own size. One of them is also quantised, and so are the weights that are shipped, which stand in the
table for comparison: they were trained for much longer. What was trained before is not trained again; times
are measured anew each time.
"""

import argparse
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2
import torch

from models.fasenet import manifest
from models.fasenet.export import write_onnx
from models.fasenet.losses import LOSSES
from models.fasenet.network import FaSeNet, parameter_count
from models.fasenet.runner import Runner
from models.fasenet.sources import Sample
from models.fasenet.studies.fitting import Schedule, fit
from models.fasenet.studies.front import cpu_milliseconds
from models.fasenet.studies.pareto_table import Row, as_markdown
from models.fasenet.studies.portraits import Portraits, training_portraits
from models.fasenet.studies.quantise import quantise
from models.fasenet.studies.records import Records
from models.fasenet.studies.scoring import picture_scores, validation_pictures
from models.fasenet.studies.variants import BASE, VARIANTS, Variant

LEARNING_RATE, BATCH, STEPS = 6e-3, 16, 320
CALIBRATION_COUNT = 64
"""Training pictures that give the ranges of the integers."""
SHIPPED = Path(__file__).parents[1]
"""Folder of the weights that come with the project."""


@dataclass(frozen=True)
class Study:
    """What all networks share."""

    data: Path
    cache: Path
    out: Path
    pictures: list[Sample]
    records: Records
    steps: int

    def portraits(self, size: int) -> Portraits:
        """What a network with this input learns from."""
        return training_portraits(self.data, self.cache, size)

    def file(self, name: str) -> Path:
        """Where a network's ONNX lies."""
        return self.out / f"{name.replace(', ', '-').replace(' ', '-')}-{self.steps}.onnx"


def score(network: FaSeNet, file: Path, pictures: list[Sample]) -> dict[str, float]:
    """Export the network and score the file, since that is what would be shipped."""
    write_onnx(network.eval(), file)
    return picture_scores(Runner(file), pictures)


def train(study: Study, variant: Variant) -> None:
    """One record: scores of the averaged weights, which are kept, and of the last ones."""
    network = variant.build()
    begun = time.process_time()
    schedule = Schedule(study.steps, BATCH, LEARNING_RATE)
    portraits = study.portraits(variant.config.input_size)
    mean = fit(network, LOSSES[variant.loss], portraits, schedule, variant.seed)
    seconds = time.process_time() - begun
    raw = score(network, study.out / "raw.onnx", study.pictures)
    scores = score(mean, study.file(variant.name), study.pictures)
    found = {"parameters": parameter_count(network), "cpu_s": round(seconds, 1), "scores": scores, "raw": raw}
    study.records.add({"name": variant.name, "steps": study.steps, **found})
    print(variant.name, found, flush=True)


def trained_row(study: Study, variant: Variant) -> Row:
    """The variant's row, trained now if it was not before."""
    if not study.records.all(name=variant.name, steps=study.steps):
        train(study, variant)
    record = study.records.all(name=variant.name, steps=study.steps)[-1]
    raw = record["raw"]["mean_iou"]
    return Row(variant.name, study.file(variant.name), record["parameters"], record["scores"], raw)


def quantised_row(study: Study, row: Row) -> Row:
    """The same network in integers."""
    file = study.out / f"{row.file.stem}-int8.onnx"
    size = Runner(row.file).size
    quantise(row.file, file, study.portraits(size).pictures[:CALIBRATION_COUNT])
    scores = picture_scores(Runner(file), study.pictures)
    return Row(f"{row.name}, int8", file, row.parameters, scores, None, row.same_schedule)


def shipped_row(study: Study) -> Row:
    """The weights beside this code."""
    shipped = manifest.read(SHIPPED)
    file = SHIPPED / shipped.file
    scores = picture_scores(Runner(file), study.pictures)
    return Row(f"shipped {shipped.version}", file, shipped.parameters, scores, None, same_schedule=False)


def compare(study: Study, variants: tuple[Variant, ...]) -> list[Row]:
    """A row per network."""
    trained = [trained_row(study, variant) for variant in variants]
    base = next(row for row in trained if row.name == BASE.name)
    shipped = shipped_row(study)
    return [*trained, quantised_row(study, base), shipped, quantised_row(study, shipped)]


def as_json(rows: list[Row], times: dict[str, dict[int, float]]) -> list[dict[str, Any]]:
    """Rows with their times, for other programs."""
    return [{**asdict(row), "file": row.file.name, "cpu_ms": times[row.name]} for row in rows]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Compare networks by accuracy and CPU time.")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with the zips and label_mapping.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for networks, records and table")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"), help="folder for decoded pictures")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"of {BATCH} pictures each")
    parser.add_argument("--first", type=int, default=len(VARIANTS), help="only so many variants")
    given = parser.parse_args()
    records = Records(given.out / "runs.jsonl")
    pictures = validation_pictures(given.data)
    study = Study(given.data, given.cache, given.out, pictures, records, given.steps)
    rows = compare(study, VARIANTS[: max(given.first, 1)])
    times = cpu_milliseconds({row.name: Runner(row.file) for row in rows})
    table = as_markdown(rows, times)
    (given.out / "table.md").write_text(table)
    (given.out / "table.json").write_text(json.dumps(as_json(rows, times), indent=2))
    print(table)


if __name__ == "__main__":
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    main()
