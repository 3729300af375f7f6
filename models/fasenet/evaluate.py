"""Figures on the reserved parts: ``python -m models.fasenet.evaluate --data DIR [--json]``.

Each picture is fitted whole into the network's input, without the tracker's crop, and compared at its own
size; one confusion matrix per source over all its pictures. ONNX Runtime only, so that what is measured is
what is shipped.
"""

import argparse
import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from models.fasenet.classes import CLASS_BITS, CLASS_NAMES
from models.fasenet.metrics import class_confusion, group_confusion, intersection_over_union, scores
from models.fasenet.people_in_negatives import shows_people
from models.fasenet.runner import FACE_SHARE, Runner, face_share
from models.fasenet.sources import MATTED, FaceZip, Sample
from models.fasenet.splits import LABELLED, NEGATIVES, REAL_MASKS, UTKFACE, split

UTK_GROUPS: Final = ("White", "Black", "Asian", "Indian", "other")
"""Third field of a UTKFace file name, as its authors number and name them."""
WEIGHTS: Final = Path(__file__).with_name("fasenet.onnx")


def exact_source(runner: Runner, samples: list[Sample]) -> dict[str, Any]:
    """A source whose labels are single classes."""
    total = np.zeros((len(CLASS_NAMES), len(CLASS_NAMES)), np.int64)
    for sample in samples:
        assert sample.label is not None
        total += class_confusion(sample.label, runner.probabilities(sample.picture).argmax(0))
    each = dict(zip(CLASS_NAMES, intersection_over_union(total).tolist(), strict=True))
    return {**scores(total), "iou": {k: v for k, v in each.items() if v == v}}


def partial_source(runner: Runner, samples: list[Sample]) -> dict[str, Any]:
    """A source that tells only sets of classes apart; the sets are named by their classes."""
    labels = [s.label & CLASS_BITS for s in samples if s.label is not None]
    groups = sorted({int(v) for label in labels for v in np.unique(label)} - {0})
    total = np.zeros((len(groups) + 1, len(groups) + 1), np.int64)
    for sample, label in zip(samples, labels, strict=True):
        total += group_confusion(label, runner.probabilities(sample.picture).argmax(0), groups)
    each = dict(zip((group_name(g) for g in groups), intersection_over_union(total).tolist(), strict=False))
    return {**scores(total), "iou": each}


def group_name(allowed: int) -> str:
    """``1,2,3`` for a bit mask."""
    return "classes " + ",".join(str(k) for k in range(len(CLASS_NAMES)) if allowed >> k & 1)


def labelled(runner: Runner, folder: Path, part: str) -> dict[str, Any]:
    """Every labelled source."""
    found = {}
    for source in LABELLED:
        zipped = FaceZip(folder, source)
        samples = list(zipped.read_all(getattr(split(source, zipped.names), part)))
        result = exact_source(runner, samples) if source in MATTED else partial_source(runner, samples)
        found[source] = {"pictures": len(samples), **result}
    return found


def false_faces(runner: Runner, folder: Path, part: str) -> dict[str, Any]:
    """How often a picture without people is said to have a face."""
    zipped = FaceZip(folder, NEGATIVES)
    names = [n for n in getattr(split(NEGATIVES, zipped.names), part) if not shows_people(n)]
    shares = {s.name: face_share(runner.probabilities(s.picture)) for s in zipped.read_all(tuple(names))}
    wrong = sorted(n for n, share in shares.items() if share >= FACE_SHARE)
    return {"pictures": len(names), "false_face_rate": len(wrong) / max(len(names), 1), "names": wrong}


def misses(runner: Runner, folder: Path, source: str) -> dict[str, Any]:
    """How often a picture of a face is said to have none, in all and per group."""
    zipped = FaceZip(folder, source)
    shares = {
        s.name: face_share(runner.probabilities(s.picture))
        for s in zipped.read_all(tuple(sorted(zipped.names)))
    }
    groups: dict[str, list[float]] = {}
    for name, share in shares.items():
        groups.setdefault(utk_group(name) if source == UTKFACE else "all", []).append(share)
    return {
        "pictures": len(shares),
        "miss_rate": float(np.mean([s < FACE_SHARE for s in shares.values()])),
        "groups": {
            g: {"pictures": len(v), "miss_rate": float(np.mean(np.array(v) < FACE_SHARE)),
                "median_face_share": float(np.median(v)), "lowest_tenth": float(np.quantile(v, 0.1))}
            for g, v in sorted(groups.items())
        },
    }  # fmt: skip


def utk_group(name: str) -> str:
    """``age_gender_race_date`` -> the group's name."""
    field = name.split("_")[2] if name.count("_") >= 3 else ""
    return UTK_GROUPS[int(field)] if field.isdigit() and int(field) < len(UTK_GROUPS) else "unknown"


def evaluate(weights: Path, folder: Path, part: str = "reserved") -> dict[str, Any]:
    """Everything, as one dictionary."""
    runner = Runner(weights)
    return {
        "part": part,
        "labelled": labelled(runner, folder, part),
        "negatives": false_faces(runner, folder, part),
        "unlabelled": {s: misses(runner, folder, s) for s in (UTKFACE, REAL_MASKS)},
        "cpu_milliseconds_per_picture": {str(b): runner.milliseconds(b) for b in (1, 8)},
    }


def as_text(found: dict[str, Any]) -> str:
    """The dictionary as lines for people."""
    lines = [f"part: {found['part']}"]
    for source, row in found["labelled"].items():
        lines.append(
            f"{source}: {row['pictures']} pictures, mean IoU {row['mean_iou']:.3f}, "
            f"pixels right {row['pixel_accuracy']:.4f}, MCC {row['mcc']:.4f}"
        )
        lines += [f"    {name:<24}{value:.3f}" for name, value in row["iou"].items()]
    row = found["negatives"]
    lines.append(
        f"negatives: {row['pictures']} pictures, false faces {row['false_face_rate']:.3f} {row['names']}"
    )
    for source, row in found["unlabelled"].items():
        lines.append(f"{source}: {row['pictures']} pictures, missed {row['miss_rate']:.4f}")
        lines += [
            f"    {name:<10}{group['pictures']:>4} pictures, missed {group['miss_rate']:.4f}, "
            f"face share median {group['median_face_share']:.2f}, lowest tenth {group['lowest_tenth']:.2f}"
            for name, group in row["groups"].items()
        ]
    times = found["cpu_milliseconds_per_picture"]
    lines.append(
        "one thread: "
        + ", ".join(f"{ms:.2f} ms of CPU a picture in batches of {b}" for b, ms in times.items())
    )
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description="Figures of FaSeNet's exported weights on the reserved pictures."
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with the zips and label_mapping.json"
    )
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--part", choices=("reserved", "validation"), default="reserved")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    found = evaluate(arguments.weights, arguments.data, arguments.part)
    print(json.dumps(found, indent=2) if arguments.json else as_text(found))


if __name__ == "__main__":
    main()
