"""Write the tables of the documents anew, from what the evaluation said:

    python -m models.fasenet.evaluation.documents FIGURES.json [MORE.json ...]

A table stands between ``<!-- figures: NAME -->`` and ``<!-- end -->``; what is outside is left as it is. Of
several evaluations a later one adds what the earlier ones could not measure (a region that needs its own
environment); of what both have, the first stands.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from models.fasenet.evaluation.tables import made

ROOT: Final = Path(__file__).parents[3]
DOCUMENTS: Final = (ROOT / "docs" / "segmentation.md", ROOT / "models" / "fasenet" / "MODEL_CARD.md")
BLOCK: Final = re.compile(r"<!-- figures: (?P<name>[a-z ]+) -->\n.*?<!-- end -->", re.DOTALL)
MISSING: Final = "not_measured"


def merged(first: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What the first has, and from the other what it lacks or could not measure."""
    result = dict(first)
    for key, value in other.items():
        mine = first.get(key)
        if mine is None or (isinstance(mine, dict) and MISSING in mine):
            result[key] = value
        elif isinstance(mine, dict) and isinstance(value, dict) and MISSING not in value:
            result[key] = merged(mine, value)
    return result


def rewritten(text: str, found: dict[str, Any]) -> str:
    """The document with every table that the evaluation has figures for. Raises KeyError: no such table."""

    def block(match: re.Match[str]) -> str:
        text = made(match["name"], found)
        return match[0] if text is None else f"<!-- figures: {match['name']} -->\n{text}\n<!-- end -->"

    return BLOCK.sub(block, text)


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m models.fasenet.evaluation.documents")
    parser.add_argument("figures", nargs="+", type=Path, help="of models.fasenet.evaluate --json")
    parser.add_argument("--documents", nargs="+", type=Path, default=DOCUMENTS)
    arguments = parser.parse_args(argv)
    found: dict[str, Any] = {}
    for file in arguments.figures:
        found = merged(found, json.loads(file.read_text()))
    for document in arguments.documents:
        document.write_text(rewritten(document.read_text(), found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
