"""CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula (OWASP, CSV injection), in both widths."""

Cell = str | int | float | None
PART_LETTERS = 64 * 1024  # of a table that is sent while it is made


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with one line of column names; None is an empty cell."""
    return b"".join(parts(columns, rows))


def parts(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Generator[bytes]:
    """The same, a part at a time: rows are taken as they are needed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
        if text.tell() >= PART_LETTERS:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    found = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return found


def _harmless(cell: Cell) -> Cell:
    """Text only: a negative number stays a number."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
