"""Tables of an archive: tab-separated, UTF-8, one line of names, n/a where there is nothing (as in BIDS).

Numbers are written so that they come back exactly as they were.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from vitals.errors import ArchiveError

NOTHING = "n/a"
FORMULA_STARTS = ("=", "+", "-", "@")
"""What a spreadsheet takes for the start of a formula (OWASP, CSV injection)."""
MAX_ROWS = 1_000_000

Cell = str | float | int | None


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    lines = ["\t".join(columns), *("\t".join(map(_written, row)) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def rows(data: bytes, columns: Sequence[str], name: str) -> Iterator[dict[str, str | None]]:
    """Lines of a table by the names of its columns; more columns than asked for are welcome.

    Raises:
        ArchiveError: A column is missing, or a line has another number of cells.
    """
    try:
        header, *lines = data.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{name} is no UTF-8: export the archive again") from error
    names = header.split("\t")
    absent = [column for column in columns if column not in names]
    if absent or len(lines) > MAX_ROWS:
        what = f"lacks the column {absent[0]!r}" if absent else f"has {len(lines)} lines"
        raise ArchiveError(f"{name} {what}: export the archive again")
    for place, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(names):
            raise ArchiveError(f"{name}, line {place}: {len(cells)} cells and not {len(names)}")
        yield {n: None if cell == NOTHING else cell for n, cell in zip(names, cells, strict=True)}


def number(cell: str | None, name: str, column: str) -> float:
    """A finite number that must be there.

    Raises:
        ArchiveError: It is none.
    """
    found = optional(cell, name, column)
    if found is None:
        raise ArchiveError(f"{name}: {column} is missing")
    return found


def optional(cell: str | None, name: str, column: str) -> float | None:
    """A finite number, or None where there is none.

    Raises:
        ArchiveError: It is something else.
    """
    if cell is None:
        return None
    try:
        found = float(cell)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise ArchiveError(f"{name}: {column} is {cell[:30]!r}, give a number or {NOTHING}")
    return found


def positive(rate_bpm: float | None) -> float | None:
    """A rate as it is.

    Raises:
        ValueError: It is none of a body.
    """
    if rate_bpm is not None and not rate_bpm > 0:
        raise ValueError(f"a rate of {rate_bpm} per minute")
    return rate_bpm


def _written(cell: Cell) -> str:
    if cell is None or cell == "":
        return NOTHING
    if not isinstance(cell, str):
        return repr(float(cell)) if math.isfinite(cell) else NOTHING
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", cell).split())
    return f"'{plain}" if plain.startswith(FORMULA_STARTS) else plain or NOTHING
