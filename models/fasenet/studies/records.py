"""Finished runs, one JSON line each: what stands there is not done again."""

import json
from pathlib import Path
from typing import Any


class Records:
    """The lines of a file; a run is known by the values of its key."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file

    def all(self, **key: Any) -> list[dict[str, Any]]:
        """Every record that has these values, in the order they were written."""
        if not self._file.exists():
            return []
        found = [json.loads(line) for line in self._file.read_text().splitlines() if line.endswith("}")]
        return [one for one in found if all(one.get(name) == value for name, value in key.items())]

    def add(self, record: dict[str, Any]) -> None:
        """Write one line at once, so that a kill loses no finished run."""
        with self._file.open("a") as lines:
            lines.write(json.dumps(record) + "\n")
