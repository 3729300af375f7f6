"""estimates.csv: one line a second of each session."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.exports.exclusions import spans, within
from webapp.exports.moments import moments
from webapp.exports.results import chosen
from webapp.exports.selection import Selection
from webapp.exports.tables.table import (
    DB_DIGITS,
    RATE_DIGITS,
    RATES,
    SECONDS_DIGITS,
    WHOSE,
    Column,
    Row,
    Table,
    rates,
    rounded,
    whose,
)

INTERVALS = ("hr_low_bpm", "hr_high_bpm", "rr_low_bpm", "rr_high_bpm")


def _rows(selection: Selection) -> Iterator[Row]:
    for batch in selection.batches():
        names = {session.pk: whose(session) for session in batch}
        excluded = spans(batch)
        for pk, moment in moments(chosen(batch, selection.result)):
            yield (
                *names[pk],
                round(moment.t_s, SECONDS_DIGITS),
                *rates(moment),
                *(rounded(getattr(moment, name), RATE_DIGITS) for name in INTERVALS),
                rounded(moment.snr_db, DB_DIGITS),
                moment.instruction,
                int(within(moment.t_s, excluded.get(pk, ()))),
            )


ESTIMATES = Table(
    "estimates",
    "one line a second of each session, of the result that was asked for",
    (
        *WHOSE,
        Column("t_s", "s", "end of the window, from the first frame on"),
        *RATES,
        Column("heart_rate_low_per_min", "/min", "lower end of the interval in which it is with 90 %"),
        Column("heart_rate_high_per_min", "/min", "upper end of it"),
        Column("respiratory_rate_low_per_min", "/min", "lower end of the interval in which it is with 90 %"),
        Column("respiratory_rate_high_per_min", "/min", "upper end of it"),
        Column("snr_db", "dB", "strength of the pulse against the rest"),
        Column("instruction", "", "what the person was asked to change at that moment, as a code"),
        Column("excluded", "0 or 1", "whether a reviewer excluded this moment, or the whole session"),
    ),
    _rows,
)
