"""Keys that change when a record's files, or the code that works on them, change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from vitals.evaluation.datasets.files import stamps
from vitals.segmentation.manifest import DEFAULT_FOLDER

_VITALS = Path(__file__).parents[2]
VISION = (
    "analyzer.py",
    "anatomy.py",
    "frames",
    "motion.py",
    "regions.py",
    "segmentation",
    "steady.py",
    "types.py",
)
"""What turns pictures into a trace."""
ALL = (".",)
CODE = (".py", ".json")
"""Fitted constants are code, too."""
NOT_COUNTED = ("report", "metrics.py")
"""Modules that only look at results."""


def of(files: Iterable[Path], code: tuple[str, ...], *more: object) -> str:
    """A key of files as they are now, of the code at these places in `vitals`, and of other values."""
    content = (list(stamps(*files)), _of_code(code), more)
    return hashlib.sha256(repr(content).encode()).hexdigest()


def file_name(name: str) -> str:
    """A record's or part's name as one that any file system takes; two names never become one."""
    plain = re.sub(r"[^\w.+-]", "_", name)
    return plain if plain == name else f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


@cache
def _of_code(places: tuple[str, ...]) -> str:
    digest = hashlib.sha256((DEFAULT_FOLDER / "manifest.json").read_bytes())
    for place in places:
        path = _VITALS / place
        for module in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = module.relative_to(_VITALS)
            if module.suffix in CODE and not set(NOT_COUNTED) & set(name.parts):
                digest.update(name.as_posix().encode() + module.read_bytes())
    return digest.hexdigest()
