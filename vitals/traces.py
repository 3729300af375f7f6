"""Trace files: skin colour over time, or a contact pulse wave, as JSON or CSV.

    {"rgb": {"t": [...], "r": [...], "g": [...], "b": [...]}}    seconds and 8-bit units
    {"ppg": {"t": [...], "v": [...]}}                            systoles up
    t,r,g,b                                                      the same as CSV

`rgb` wins over `ppg`; nothing else in the file is looked at. A null or all-zero sample is missing,
samples of one time become one, a time that goes back is an error. Colours are 0..255, and a record
lasts at most `MAX_RECORD_S`.
"""

from __future__ import annotations

import csv
import json
import reprlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vitals.errors import TraceError
from vitals.limits import MAX_PPG, MAX_RECORD_S, MAX_TRACE_TIME_S
from vitals.types import Float, Trace

RGB_COLUMNS = ("t", "r", "g", "b")
PPG_COLUMNS = ("t", "v")


@dataclass(frozen=True, slots=True)
class TraceFile:
    """A trace, and whether it is a contact pulse wave (the same value in all three channels)."""

    trace: Trace
    contact: bool


def read_trace(path: Path) -> TraceFile:
    """Read a .json or .csv trace.

    Raises:
        TraceError: It cannot be read; the message names the value and the remedy.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TraceError(f"cannot read {path}: {error}; give a text file in UTF-8") from error
    if path.suffix.lower() == ".csv":
        return TraceFile(_rgb(_csv_columns(text)), contact=False)
    content = _json_object(text, path.name)
    if content.get("rgb") is not None:
        return TraceFile(_rgb(_json_columns(content, "rgb", RGB_COLUMNS)), contact=False)
    if content.get("ppg") is not None:
        return TraceFile(_ppg(_json_columns(content, "ppg", PPG_COLUMNS)), contact=True)
    raise TraceError(
        'there is neither "rgb" nor "ppg": give {"rgb": {"t", "r", "g", "b"}} or {"ppg": {"t", "v"}}'
    )


def _json_object(text: str, name: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise TraceError(
            f"{name} is not JSON: {error}; save the trace as JSON, or as CSV with the name .csv"
        ) from error
    except (ValueError, RecursionError) as error:  # Python's own limits
        raise TraceError(
            f"{name} is not JSON of a trace: {error}; give lists of numbers of usual length"
        ) from error
    if not isinstance(content, dict):
        raise TraceError(f'the JSON holds a {type(content).__name__}: give an object with "rgb" or "ppg"')
    return content


def _json_columns(content: dict[str, Any], name: str, columns: tuple[str, ...]) -> list[Float]:
    part = content[name]
    if not isinstance(part, dict):
        raise TraceError(
            f'"{name}" is a {type(part).__name__}: give an object with the lists {", ".join(columns)}'
        )
    absent = [c for c in columns if not isinstance(part.get(c), list)]
    if absent:
        raise TraceError(f'"{name}" lacks the list {absent[0]!r}: give {", ".join(columns)}')
    return [_numbers(f"{name}.{c}", part[c]) for c in columns]


def _csv_columns(text: str) -> list[Float]:
    try:
        rows = [row for row in csv.reader(text.splitlines(), strict=True) if row]
    except csv.Error as error:
        raise TraceError(f"not CSV: {error}; close the quotes, or leave them out") from error
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    absent = [c for c in RGB_COLUMNS if c not in header]
    if absent:
        raise TraceError(f"the first line {','.join(header)!r} lacks {absent[0]!r}: begin with t,r,g,b")
    ragged = [i for i, row in enumerate(rows, 1) if len(row) != len(header)]
    if ragged:
        raise TraceError(
            f"row {ragged[0]} has {len(rows[ragged[0] - 1])} cells and not {len(header)}: complete it"
        )
    return [_numbers(c, [row[header.index(c)].strip() or None for row in rows[1:]]) for c in RGB_COLUMNS]


def _numbers(name: str, values: list[Any]) -> Float:
    """A column as floats; null is NaN."""
    column = np.empty(len(values))
    for i, value in enumerate(values):
        try:
            if isinstance(value, bool):
                raise TypeError
            column[i] = np.nan if value is None else float(value)
        except (TypeError, ValueError, OverflowError):
            raise TraceError(
                f"{name}[{i}] is {reprlib.repr(value)}: give a number, or null where it is missing"
            ) from None
    infinite = np.flatnonzero(np.isinf(column))
    if len(infinite):
        raise TraceError(f"{name}[{infinite[0]}] is infinite: give null where a sample is missing")
    return column


def _rgb(columns: list[Float]) -> Trace:
    t_s = _times(columns)
    rgb = np.column_stack(columns[1:])
    outside = np.flatnonzero(((rgb < 0) | (rgb > 255)).any(axis=1))
    if len(outside):
        i = int(outside[0])
        raise TraceError(f"colour {rgb[i].tolist()} at {t_s[i]} s is not in 0..255: use 8-bit units")
    rgb[(rgb == 0).all(axis=1)] = np.nan
    return _merged(t_s, rgb)


def _ppg(columns: list[Float]) -> Trace:
    t_s, v = _times(columns), columns[1]
    large = np.flatnonzero(np.abs(v) > MAX_PPG)
    if len(large):
        raise TraceError(f"ppg.v[{large[0]}] is {v[large[0]]}: give values up to {MAX_PPG:g}")
    v[v == 0] = np.nan  # what a sensor gives that has lost the skin
    return _merged(t_s, np.repeat(v[:, None], 3, axis=1))


def _times(columns: list[Float]) -> Float:
    """The time column of columns of one length."""
    lengths = [len(c) for c in columns]
    if len(set(lengths)) > 1:
        raise TraceError(f"columns have {', '.join(map(str, lengths))} values: give them one length")
    t_s = columns[0]
    if len(t_s) == 0:
        raise TraceError("the trace is empty: give at least one sample")
    unknown = np.flatnonzero(np.isnan(t_s))
    if len(unknown):
        raise TraceError(f"t[{unknown[0]}] is missing: every sample needs its time in seconds")
    back = np.flatnonzero(np.diff(t_s) < 0)
    if len(back):
        i = int(back[0])
        raise TraceError(
            f"time goes back from {t_s[i]} to {t_s[i + 1]} s at sample {i + 1}: sort by capture time"
        )
    _check_range(t_s)
    return t_s


def _check_range(t_s: Float) -> None:
    """Of increasing times."""
    far = max(-t_s[0], t_s[-1])
    if far > MAX_TRACE_TIME_S:
        raise TraceError(f"times up to {far:g} s: give seconds, at most {MAX_TRACE_TIME_S:g} from zero")
    if t_s[-1] - t_s[0] > MAX_RECORD_S:
        raise TraceError(
            f"the trace lasts {t_s[-1] - t_s[0]:.0f} s: give seconds, and at most {MAX_RECORD_S:.0f} of them"
        )


def _merged(t_s: Float, rgb: Float) -> Trace:
    """One sample per time: the mean of those that are there."""
    times, group = np.unique(t_s, return_inverse=True)
    if len(times) == len(t_s):
        return Trace.of_skin(t_s, rgb)
    whole = np.isfinite(rgb).all(axis=1)
    counts = np.bincount(group[whole], minlength=len(times)).astype(float)
    counts[counts == 0] = np.nan
    sums = [np.bincount(group[whole], weights=rgb[whole, c], minlength=len(times)) for c in range(3)]
    return Trace.of_skin(times, np.column_stack(sums) / counts[:, None])
