"""Figures on the reserved parts: ``python -m models.fasenet.evaluate --data ZIP_OR_DIR [--json]``.

ONNX Runtime only, so that what is measured is what is shipped; PyTorch only makes the U-Nets that are timed
beside it. docs/segmentation.md says how each figure is defined.

    python -m models.fasenet.evaluate --data DIR --json > FIGURES.json
    python -m models.fasenet.evaluation.documents FIGURES.json        write the tables of the documents anew
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import cv2

from models.fasenet.evaluation.data import Data, find_data
from models.fasenet.evaluation.sections import SECTIONS
from models.fasenet.evaluation.subject import Subject
from models.fasenet.evaluation.tables import as_markdown
from models.fasenet.evaluation.text import as_text
from models.fasenet.manifest import file_hash

WEIGHTS: Final = Path(__file__).with_name("fasenet.onnx")
BAD_INPUT: Final = 2


def evaluate(weights: Path, data: Data, wanted: Sequence[str] = tuple(SECTIONS)) -> dict[str, Any]:
    """The wanted sections whose sources are there, as one dictionary; the others by name."""
    subject = Subject(weights, data)
    run = [name for name in wanted if data.has(*SECTIONS[name].needs)]
    found: dict[str, Any] = {
        "weights": {
            "sha256": file_hash(weights),
            "bytes": weights.stat().st_size,
            "input": subject.runner.size,
        },
        "part": data.part,
        "left_out": [name for name in wanted if name not in run],
        "seconds": {},
    }
    for name in run:
        begun = time.perf_counter()
        found[name] = SECTIONS[name].run(subject)
        found["seconds"][name] = round(time.perf_counter() - begun, 1)
        print(f"{name}: {found['seconds'][name]} s", file=sys.stderr)
    return found


def as_json(found: dict[str, Any]) -> str:
    """For programs, and for the documents."""
    return json.dumps(found, indent=2)


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m models.fasenet.evaluate",
        description="Figures of FaSeNet's exported weights on the reserved pictures.",
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with zips and label_mapping.json, or one zip in it"
    )
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--part", choices=("reserved", "validation"), default="reserved")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS), metavar="SECTION")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", const=as_json, dest="form", help="print JSON")
    form.add_argument("--markdown", action="store_const", const=as_markdown, dest="form", help="print tables")
    parser.set_defaults(form=as_text)
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """0 with figures, 2 with one line on standard error where there is no data."""
    arguments = parse(argv)
    cv2.setNumThreads(1)
    try:
        data = find_data(arguments.data, arguments.part)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    found = evaluate(arguments.weights, data, arguments.only)
    print(arguments.form(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
