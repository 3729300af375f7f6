"""Rates or waves as a table: CSV as programs write it, or as a German Excel does.

The first line names the columns. Cells are divided by comma, semicolon or tab; numbers have a point or
comma. UTF-8 with or without its mark, UTF-16 with it, else Windows-1252. Excel's line `sep=;` is understood.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator
from datetime import datetime

import numpy as np

from vitals.errors import ReferenceFileError
from vitals.references.content import Content, Hints, Signal, chosen, even_times
from vitals.references.names import Column, column
from vitals.references.numbers import elapsed, moment, number
from vitals.types import Float

MAX_ROWS = 1_000_000
"""Half an hour of a wave at 500 Hz, read in three seconds. A longer one is better given as EDF."""
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
    return _content(names, _rows(lines[first + 1 :], delimiter, first + 1), hints)


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
            yield place, _cells(line, delimiter, place)


def _cells(line: str, delimiter: str, place: int) -> list[str]:
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ReferenceFileError(f"line {place} is no CSV ({error}): close its quotes") from error


def _content(names: list[str], rows: Iterator[tuple[int, list[str]]], hints: Hints) -> Content:
    known = {name: found for name in names if (found := column(name)) is not None}
    taken = chosen(names, known, hints)
    clock = next((name for name, holds in known.items() if holds is Column.TIME), None)
    if clock is None and hints.fs_hz is None:
        raise ReferenceFileError("there is no column of times: name it t_s, or give samples per second")
    moments, columns = _columns(names, rows, clock, list(taken), hints)
    count = len(next(iter(columns.values())))
    if not count:
        raise ReferenceFileError("there is no line after the names of the columns: give at least one value")
    if clock is None:
        t_s, started_at = even_times(count, hints.fs_hz or 0.0, next(iter(taken))), None
    else:
        seconds, started_at = elapsed(moments, clock)
        t_s = np.array(seconds)
    order = np.argsort(t_s, kind="stable")
    signals = [Signal(holds, t_s[order], columns[name][order]) for name, holds in taken.items()]
    return Content(tuple(signals), started_at)


def _columns(
    names: list[str], rows: Iterator[tuple[int, list[str]]], clock: str | None, taken: list[str], hints: Hints
) -> tuple[list[datetime | float], dict[str, Float]]:
    """The times, and the columns that are taken. Line by line: all cells at once would fill the memory."""
    moments: list[datetime | float] = []
    columns = [(name, names.index(name), array("d")) for name in taken]
    for place, cells in rows:
        if len(cells) != len(names):
            raise ReferenceFileError(f"line {place} has {len(cells)} cells and not {len(names)}: complete it")
        if clock is not None:
            cell = cells[names.index(clock)]
            moments.append(moment(cell, f"{clock} on line {place}", hints.zone, hints.day))
        for name, index, values in columns:
            values.append(number(cells[index], f"{name} on line {place}"))
    return moments, {name: np.array(values) for name, _, values in columns}
