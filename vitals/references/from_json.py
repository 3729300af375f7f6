"""Rates or waves as JSON:

    {"heart_rate": {"t_s": [...], "value": [...]}, "ecg": {"fs_hz": 250, "v": [...]},
     "started_at": "2026-11-23T09:30:00+01:00", "device": "..."}

The names are those of the columns of a table (`vitals.references.names`); null is a missing sample. The
traces of `manage.py measure` ({"ppg": {"t", "v"}}) fit.
"""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import Any

import numpy as np

from vitals.errors import ReferenceFileError
from vitals.references.content import Content, Hints, Signal, chosen, even_times
from vitals.references.from_csv import MAX_ROWS
from vitals.references.names import Column, column
from vitals.references.numbers import MAX_MAGNITUDE
from vitals.types import Float

TIMES = ("t_s", "t")
VALUES = ("v", "value", "value_bpm", "bpm")
RATES = ("fs_hz", "sampling_rate_hz", "fs")
DEVICE_LENGTH = 100  # letters


def read(data: bytes, hints: Hints) -> Content:
    """The known signals of an object.

    Raises:
        ReferenceFileError: It is no such object, or a value in it is no finite number.
    """
    content = _object(data)
    parts = {name: part for name, part in content.items() if isinstance(part, dict)}
    known = {name: found for name in parts if (found := column(name)) is not None}
    taken = chosen(list(parts), known, hints)
    signals = [_signal(name, parts[name], holds, hints) for name, holds in taken.items()]
    return Content(tuple(signals), _start(content, hints), str(content.get("device") or "")[:DEVICE_LENGTH])


def _object(data: bytes) -> dict[str, Any]:
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ReferenceFileError(f"the file is no UTF-8 ({error.reason}): save it as JSON") from error
    except (ValueError, RecursionError) as error:
        raise ReferenceFileError(f"the file is no JSON: {str(error)[:100]}; save it as JSON") from error
    if not isinstance(content, dict):
        raise ReferenceFileError(f"the JSON holds a {type(content).__name__}: give an object of signals")
    return content


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON, give null where a sample is missing")


def _signal(name: str, part: dict[str, Any], holds: Column, hints: Hints) -> Signal:
    v = _numbers(name, part, VALUES)
    if any(key in part for key in TIMES):
        t_s = _numbers(name, part, TIMES)
        if len(t_s) != len(v) or np.isnan(t_s).any() or (np.diff(t_s) < 0).any():
            raise ReferenceFileError(
                f"{name} has {len(t_s)} times for {len(v)} values: give each its time, in order"
            )
        return Signal(holds, t_s, v)
    fs_hz = next((part[key] for key in RATES if key in part), hints.fs_hz)
    if fs_hz is None or not _is_number(fs_hz):
        raise ReferenceFileError(f"{name} has neither t_s nor fs_hz: give its times, or samples per second")
    return Signal(holds, even_times(len(v), float(fs_hz), name), v)


def _numbers(name: str, part: dict[str, Any], keys: tuple[str, ...]) -> Float:
    key = next((key for key in keys if key in part), keys[0])
    values = part.get(key)
    if not isinstance(values, list) or not 0 < len(values) <= MAX_ROWS:
        raise ReferenceFileError(f"{name} has no list {key}: give 1 to {MAX_ROWS} numbers")
    for i, value in enumerate(values):
        if value is not None and not _is_number(value):
            raise ReferenceFileError(f"{name}.{key}[{i}] is {str(value)[:30]!r}: give a number, or null")
    return np.array([math.nan if value is None else float(value) for value in values])


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= MAX_MAGNITUDE


def _start(content: dict[str, Any], hints: Hints) -> datetime | None:
    text = content.get("started_at")
    if text is None:
        return None
    try:
        start = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise ReferenceFileError(f"started_at is {str(text)[:30]!r}: give it as ISO 8601") from None
    return start if start.tzinfo else start.replace(tzinfo=hints.zone)
