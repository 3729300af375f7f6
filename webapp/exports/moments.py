"""The estimates a second of some sessions, alike whether they were made live or by an analysis."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from vitals.types import Estimate as Second
from vitals.types import Rate
from vitals.withheld import Withheld
from webapp.exports.results import Result
from webapp.records.models import Analysis, Estimate, Session

ROWS = 2000  # rows that are fetched at once
NO_INTERVAL = (None, None)
SERIES = 10  # analyses whose series are in memory at once


class Moment(NamedTuple):
    """What was known at one moment; the fields of `Estimate`."""

    t_s: float
    hr_bpm: float | None
    hr_quality: float
    hr_withheld: str | None
    rr_bpm: float | None
    rr_quality: float
    rr_withheld: str | None
    snr_db: float | None
    instruction: str | None
    hr_low_bpm: float | None
    hr_high_bpm: float | None
    rr_low_bpm: float | None
    rr_high_bpm: float | None


def moments(results: dict[uuid.UUID, Result]) -> Iterator[tuple[uuid.UUID, Moment]]:
    """Session by session, each in order of time."""
    live = [result.pk for result in results.values() if isinstance(result, Session)]
    if live:
        rows = Estimate.objects.filter(session__in=live).order_by("session", "t_s")
        for pk, *values in rows.values_list("session_id", *Moment._fields).iterator(chunk_size=ROWS):
            yield pk, Moment(*values)
    again = [result.pk for result in results.values() if isinstance(result, Analysis) and result.pk]
    if again:
        found = Analysis.objects.filter(pk__in=again).values_list("session_id", "series")
        for pk, series in found.iterator(chunk_size=SERIES):
            yield from ((pk, _from_json(row)) for row in series)


def _from_json(row: dict[str, Any]) -> Moment:
    """The inverse of `records.json.estimate`; earlier series have no intervals."""
    heart, breath = row["heart_rate"], row["respiratory_rate"]
    return Moment(
        row["t_s"],
        *(heart["value"], heart["quality"], heart["withheld"]),
        *(breath["value"], breath["quality"], breath["withheld"]),
        row["snr_db"],
        row["instruction"],
        *(heart.get("interval") or NO_INTERVAL),
        *(breath.get("interval") or NO_INTERVAL),
    )


def as_estimate(moment: Moment) -> Second:
    """As the estimators have it, without its waves, which nobody keeps."""
    return Second(
        t_s=moment.t_s,
        heart_rate=as_rate(moment.hr_bpm, moment.hr_quality, moment.hr_withheld),
        respiratory_rate=as_rate(moment.rr_bpm, moment.rr_quality, moment.rr_withheld),
        snr_db=moment.snr_db,
        pulse=None,
        breath=None,
        instruction=Withheld(moment.instruction) if moment.instruction else None,
        heart_interval_bpm=_interval(moment.hr_low_bpm, moment.hr_high_bpm),
        breath_interval_bpm=_interval(moment.rr_low_bpm, moment.rr_high_bpm),
    )


def as_rate(value_bpm: float | None, quality: float, withheld: str | None) -> Rate:
    """From the columns of a row."""
    return Rate(value_bpm, quality, Withheld(withheld) if withheld else None)


def _interval(low_bpm: float | None, high_bpm: float | None) -> tuple[float, float] | None:
    return None if low_bpm is None or high_bpm is None else (low_bpm, high_bpm)
