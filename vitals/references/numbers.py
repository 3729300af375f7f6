"""Numbers and times as devices and spreadsheets write them."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta, tzinfo

from vitals.errors import ReferenceFileError

MISSING = frozenset({"", "-", "--", "---", "na", "n/a", "null", "none"})
"""What devices write where they have nothing."""
MAX_MAGNITUDE = 1e12
"""Of a wave, in whatever unit: its squares stay finite."""
MAX_SHOWN = 30  # letters of a wrong cell in a message
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}(?:\.\d+)?))?")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}) (\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?)")
ISO_LENGTH = 15  # letters of 20261123T093000, the shortest date and time


def number(cell: str, place: str) -> float:
    """A finite number, with a comma or a point; NaN where the cell is empty.

    Raises:
        ReferenceFileError: It is no number; `place` says where it is.
    """
    text = cell.strip()
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if _NUMBER.fullmatch(plain) and abs(found := float(plain)) <= MAX_MAGNITUDE:
        return found
    if text.lower() in MISSING:
        return math.nan
    raise ReferenceFileError(
        f"{place} is {text[:MAX_SHOWN]!r}: give a number without separators of thousands, "
        "or leave it empty where nothing was measured"
    )


def moment(cell: str, place: str, zone: tzinfo, day: date | None = None) -> datetime | float:
    """A date and time of day with its zone, or seconds; 0:01:05 is seconds, or a time of day of `day`.

    Raises:
        ReferenceFileError: It is neither.
    """
    text = cell.strip()
    if _NUMBER.fullmatch(text):
        return number(text, place)
    if found := _CLOCK.fullmatch(text.replace(",", ".")):
        first, second, third = found.groups()
        if third is None and day is None:
            return 60.0 * int(first) + int(second)
        seconds = 3600.0 * int(first) + 60.0 * int(second) + float(third or 0)
        return seconds if day is None else datetime.combine(day, time(), zone) + timedelta(seconds=seconds)
    if (read := _date(text)) is not None:
        return read if read.tzinfo else read.replace(tzinfo=zone)
    seconds = number(text, place)
    if math.isnan(seconds):
        raise ReferenceFileError(f"{place} is empty: every value needs its time in seconds or as ISO 8601")
    return seconds


def _date(text: str) -> datetime | None:
    """ISO 8601, or as German spreadsheets write it; None where it is neither."""
    if found := _GERMAN.fullmatch(text):
        day, month, year, clock = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}T{clock.replace(',', '.')}"
    elif len(text) < ISO_LENGTH:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def elapsed(moments: list[datetime | float], place: str) -> tuple[list[float], datetime | None]:
    """Seconds from the first of the times of day, or the seconds as they are.

    Raises:
        ReferenceFileError: Some are seconds and some are times of day.
    """
    dates = [m for m in moments if isinstance(m, datetime)]
    if not dates:
        return [m for m in moments if not isinstance(m, datetime)], None
    if len(dates) < len(moments):
        raise ReferenceFileError(f"{place} mixes seconds and times of day: give one of them throughout")
    start = dates[0]
    return [(m - start) / timedelta(seconds=1) for m in dates], start
