"""Figures on the pictures that were held back of any data that training can read.

    python -m models.fasenet.held_back --data lapa=DIR --weights runs/NAME/fasenet.onnx [--json]

One confusion matrix per source over the sets of classes that it tells apart; each picture is fitted whole
into the input and compared at its own size. Of pictures without people: how many are said to have a face. For
the zips, with intervals, peers and small or turned faces, see ``models.fasenet.evaluate``.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.fasenet.classes import CLASS_BITS, CLASS_COUNT, CLASS_NAMES, BitMap
from models.fasenet.data import open_sources
from models.fasenet.metrics import group_confusion, intersection_over_union, scores
from models.fasenet.runner import FACE_SHARE, Runner, face_share
from models.fasenet.sources import DataError, Sample, Source
from models.fasenet.splits import NEGATIVES, OWN_NEGATIVES

SHIPPED = Path(__file__).with_name("fasenet.onnx")


def held_back(source: Source) -> Iterator[Sample]:
    """The reserved pictures of a source."""
    return (source.read(name) for name in source.parts.reserved)


def sets_of(label: BitMap | None) -> BitMap:
    """[H, W] allowed classes, without the matte."""
    if label is None:
        raise DataError("a picture with a face but without labels cannot be judged")
    return label & np.uint16(CLASS_BITS)


def labelled(runner: Runner, source: Source) -> dict[str, Any]:
    """Scores of one source with labels, and the IoU of each set of classes."""
    groups = sorted({int(v) for sample in held_back(source) for v in np.unique(sets_of(sample.label))} - {0})
    total = np.zeros((len(groups) + 1, len(groups) + 1), np.int64)
    for sample in held_back(source):
        predicted = runner.probabilities(sample.picture).argmax(0)
        total += group_confusion(sets_of(sample.label), predicted, groups)
    each = intersection_over_union(total)[: len(groups)]
    names = [name_of(group) for group in groups]
    return {**scores(total), "iou": dict(zip(names, each.tolist(), strict=True))}


def name_of(group: int) -> str:
    """``nose`` for one class, ``face skin or glasses`` for a set."""
    return " or ".join(CLASS_NAMES[k] for k in range(CLASS_COUNT) if group >> k & 1)


def empty(runner: Runner, source: Source) -> dict[str, Any]:
    """How often a picture without people is said to have a face."""
    shares = [face_share(runner.probabilities(sample.picture)) for sample in held_back(source)]
    return {"false_face_rate": float(np.mean([share >= FACE_SHARE for share in shares]))}


def judge(runner: Runner, source: Source) -> dict[str, Any]:
    """Figures of one source."""
    count = len(source.parts.reserved)
    if not count:
        return {"pictures": 0}
    is_empty = source.source in (NEGATIVES, OWN_NEGATIVES)
    return {"pictures": count, **(empty if is_empty else labelled)(runner, source)}


def as_text(found: dict[str, dict[str, Any]]) -> str:
    """One block of lines for each source."""
    lines = []
    for source, figures in found.items():
        lines.append(f"{source}: {figures['pictures']} pictures held back")
        flat = {k: v for k, v in figures.items() if k not in ("pictures", "iou")}
        flat |= {f"IoU {name}": value for name, value in figures.get("iou", {}).items()}
        lines += [f"    {name:<50}{value:.3f}" for name, value in flat.items()]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Judge exported weights on pictures that were held back.")
    parser.add_argument(
        "--data", action="append", required=True, metavar="[LAYOUT=]DIR", help="as in training"
    )
    parser.add_argument("--weights", type=Path, default=SHIPPED, help="an exported network")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(arguments)
    try:
        sources = open_sources(given.data)
    except DataError as error:
        print(f"held_back: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    runner = Runner(given.weights)
    found = {source.source: judge(runner, source) for source in sources}
    print(json.dumps(found, indent=2) if given.json else as_text(found))


if __name__ == "__main__":
    main()
