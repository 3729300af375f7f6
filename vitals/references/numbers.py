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
_FORMATS = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S.%f", "%d.%m.%Y %H:%M")


def number(cell: str, place: str) -> float:
    """A finite number, with a comma or a point; NaN where the cell is empty.

    Raises:
        ReferenceFileError: It is no number; `place` says where it is.
    """
    text = cell.strip()
    if text.lower() in MISSING:
        return math.nan
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if not _NUMBER.fullmatch(plain) or not abs(float(plain)) <= MAX_MAGNITUDE:
        raise ReferenceFileError(
            f"{place} is {text[:MAX_SHOWN]!r}: give a number without separators of thousands, "
            "or leave it empty where nothing was measured"
        )
    return float(plain)


def moment(cell: str, place: str, zone: tzinfo, day: date | None = None) -> datetime | float:
    """A date and time of day with its zone, or seconds; 0:01:05 is seconds, or a time of day of `day`.

    Raises:
        ReferenceFileError: It is neither.
    """
    text = cell.strip()
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
    """ISO 8601, or as German spreadsheets write it."""
    if "-" not in text[1:] and "." not in text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            return datetime.strptime(text.replace(",", "."), form)
        except ValueError:
            continue
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
