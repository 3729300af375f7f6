"""Rates or waves as a table: CSV as programs write it, or as a German Excel does.

The first line names the columns. Cells are divided by comma, semicolon or tab; numbers have a point or
comma. UTF-8 with or without its mark, UTF-16 with it, else Windows-1252. Excel's line `sep=;` is understood.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime

import numpy as np

from vitals.errors import ReferenceFileError
from vitals.references.content import Content, Hints, Signal, chosen, even_times
from vitals.references.names import Column, column
from vitals.references.numbers import elapsed, moment, number
from vitals.types import Float

MAX_ROWS = 2_000_000
"""An hour of a wave at 500 Hz."""
MAX_COLUMNS = 200
MAX_LINE = 20_000  # letters
DELIMITERS = (";", "\t", ",")


def read(data: bytes, hints: Hints) -> Content:
    """The known columns of a table.

    Raises:
        ReferenceFileError: A line cannot be read; the message has its number.
    """
    lines = decoded(data).splitlines()
    first = 1 if lines and lines[0].lower().startswith("sep=") else 0
    header = lines[first] if len(lines) > first else ""
    delimiter = lines[0][4:5] if first else max(DELIMITERS, key=header.count)
    if delimiter not in DELIMITERS:
        raise ReferenceFileError(f"the cells are divided by {delimiter!r}: use a comma, semicolon or tab")
    if len(lines) - first > MAX_ROWS:
        raise ReferenceFileError(f"{len(lines)} lines: give at most {MAX_ROWS}, the part of one session")
    names = [name.strip() for name in next(_rows([header], delimiter, first), (0, []))[1]]
    if not any(names) or len(names) > MAX_COLUMNS:
        raise ReferenceFileError(
            f"line {first + 1} has {len(names)} columns: begin with their names, such as t_s,heart_rate"
        )
    rows = list(_rows(lines[first + 1 :], delimiter, first + 1))
    return _content(names, rows, hints)


def decoded(data: bytes) -> str:
    """Text in the encodings that spreadsheets write.

    Raises:
        ReferenceFileError: It is no text.
    """
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        raise ReferenceFileError("the file is no text: save the table as CSV in UTF-8")
    return text


def _rows(lines: list[str], delimiter: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Cells of the lines that are not empty, with the number of the line."""
    for place, line in enumerate(lines, before + 1):
        if len(line) > MAX_LINE:
            raise ReferenceFileError(f"line {place} has {len(line)} letters: give at most {MAX_LINE}")
        if line.strip(f"{delimiter} \t"):
            try:
                yield place, next(csv.reader([line], delimiter=delimiter, strict=True))
            except csv.Error as error:
                raise ReferenceFileError(f"line {place} is no CSV ({error}): close its quotes") from error


def _content(names: list[str], rows: list[tuple[int, list[str]]], hints: Hints) -> Content:
    known = {name: found for name in names if (found := column(name)) is not None}
    taken = chosen(names, known, hints)
    if not rows:
        raise ReferenceFileError("there is no line after the names of the columns: give at least one value")
    for place, cells in rows:
        if len(cells) != len(names):
            raise ReferenceFileError(f"line {place} has {len(cells)} cells and not {len(names)}: complete it")
    t_s, started_at = _times(names, known, rows, taken, hints)
    signals = [Signal(holds, t_s, _values(names.index(name), name, rows)) for name, holds in taken.items()]
    order = np.argsort(t_s, kind="stable")
    return Content(tuple(Signal(s.column, s.t_s[order], s.v[order]) for s in signals), started_at)


def _times(
    names: list[str],
    known: dict[str, Column],
    rows: list[tuple[int, list[str]]],
    taken: dict[str, Column],
    hints: Hints,
) -> tuple[Float, datetime | None]:
    name = next((name for name, holds in known.items() if holds is Column.TIME), None)
    if name is None:
        if hints.fs_hz is None:
            raise ReferenceFileError("there is no column of times: name it t_s, or give samples per second")
        return even_times(len(rows), hints.fs_hz, next(iter(taken))), None
    index = names.index(name)
    seconds, started_at = elapsed(
        [moment(cells[index], f"{name} on line {place}", hints.zone, hints.day) for place, cells in rows],
        name,
    )
    return np.array(seconds), started_at


def _values(index: int, name: str, rows: list[tuple[int, list[str]]]) -> Float:
    return np.array([number(cells[index], f"{name} on line {place}") for place, cells in rows])
