"""The rates of each second as a table."""

from __future__ import annotations

from collections.abc import Sequence

from vitals.archive.tables import Cell, number, optional, positive, rows, table
from vitals.types import Estimate, Rate
from vitals.withheld import Withheld

HEART, BREATH = "heart_rate", "respiratory_rate"
_OF_A_RATE = ("", "_quality", "_withheld", "_low", "_high")
COLUMNS = (
    "t_s",
    *(f"{kind}{part}" for kind in (HEART, BREATH) for part in _OF_A_RATE),
    "snr_db",
    "instruction",
)


def written(estimates: Sequence[Estimate]) -> bytes:
    return table(COLUMNS, map(_line, estimates))


def read(data: bytes, name: str) -> list[Estimate]:
    """The inverse; waves are not in the table.

    Raises:
        ArchiveError: A line is not as it was written.
        ValueError: A rate has neither a value nor a reason, or both, or a reason is unknown.
    """
    return [_estimate(row, name) for row in rows(data, COLUMNS, name)]


def _line(e: Estimate) -> Sequence[Cell]:
    heart = _cells(e.heart_rate, e.heart_interval_bpm)
    breath = _cells(e.respiratory_rate, e.breath_interval_bpm)
    return (e.t_s, *heart, *breath, e.snr_db, e.instruction)


def _cells(rate: Rate, interval_bpm: tuple[float, float] | None) -> Sequence[Cell]:
    return (rate.value_bpm, rate.quality, rate.withheld, *(interval_bpm or (None, None)))


def _estimate(row: dict[str, str | None], name: str) -> Estimate:
    reason = row["instruction"]
    return Estimate(
        t_s=number(row["t_s"], name, "t_s"),
        heart_rate=_rate(row, HEART, name),
        respiratory_rate=_rate(row, BREATH, name),
        snr_db=optional(row["snr_db"], name, "snr_db"),
        pulse=None,
        breath=None,
        instruction=None if reason is None else Withheld(reason),
        heart_interval_bpm=_interval(row, HEART, name),
        breath_interval_bpm=_interval(row, BREATH, name),
    )


def _rate(row: dict[str, str | None], kind: str, name: str) -> Rate:
    reason = row[f"{kind}_withheld"]
    return Rate(
        positive(optional(row[kind], name, kind)),
        number(row[f"{kind}_quality"], name, f"{kind}_quality"),
        None if reason is None else Withheld(reason),
    )


def _interval(row: dict[str, str | None], kind: str, name: str) -> tuple[float, float] | None:
    low = optional(row[f"{kind}_low"], name, f"{kind}_low")
    high = optional(row[f"{kind}_high"], name, f"{kind}_high")
    return None if low is None or high is None else (low, high)
