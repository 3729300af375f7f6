"""The agreement of an archive's study: the figures of its page, and those of its signals measured again.

As exported: every session with its stored result. Measured again: the sessions whose signals are in the
archive, each with the method of its result, by the estimators of this version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from vitals.agreement import Agreement, Compared, Pair, agreement, whole_pairs, window_pairs
from vitals.archive.read import Archive, StoredSession
from vitals.kind import Kind
from vitals.measuring import measure_trace
from vitals.pulse import METHODS
from vitals.types import Rate

EXPORTED, AGAIN = "as exported", "measured again"
SESSIONS, WINDOWS = "sessions", "windows"
SAME_BPM = 0.05
"""A page shows one digit: what differs by less is the same."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The agreement of one kind of rate, over sessions or windows."""

    origin: str
    over: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Repeat:
    """Whether the signals still give what was exported."""

    sessions: int
    """With signals."""
    same: int
    """Of them, those with the same rates or reasons."""


def comparisons(sessions: Sequence[Compared], origin: str) -> Iterator[Comparison]:
    """Of whole sessions and of windows, of both kinds, where there is a pair."""
    for over, pairs_of in ((SESSIONS, whole_pairs), (WINDOWS, window_pairs)):
        pairs: list[Pair] = [pair for session in sessions for pair in pairs_of(session)]
        for kind in Kind:
            found = agreement(pairs, kind)
            if found.pairs:
                yield Comparison(origin, over, found)


def again(archive: Archive, progress: Progress = lambda share: None) -> list[Compared]:
    """The sessions that have signals, with the rates that these give now; a plug-in's are left out.

    Raises:
        ArchiveError: The signals are damaged.
    """
    stored = [s for s in archive.sessions if s.trace_path is not None and s.method in METHODS]
    found = []
    for i, session in enumerate(stored, 1):
        found.append(_again(session))
        progress(i / len(stored))
    return found


def repeat(archive: Archive, measured: Sequence[Compared]) -> Repeat:
    """Compare both results of the sessions that were measured again."""
    before = {session.compared.session: session.compared for session in archive.sessions}
    same = sum(_alike(before[now.session], now) for now in measured)
    return Repeat(len(measured), same)


def as_json(found: Sequence[Comparison]) -> list[dict[str, Any]]:
    """All figures, not rounded."""
    return [{"origin": c.origin, "over": c.over, **asdict(c.agreement)} for c in found]


def _again(session: StoredSession) -> Compared:
    measurement = measure_trace(session.trace(), session.method)
    return replace(
        session.compared,
        heart_rate=measurement.heart_rate,
        respiratory_rate=measurement.respiratory_rate,
        estimates=measurement.series,
    )


def _alike(before: Compared, now: Compared) -> bool:
    rates = ((before.heart_rate, now.heart_rate), (before.respiratory_rate, now.respiratory_rate))
    return all(_same(old, new) for old, new in rates)


def _same(old: Rate, new: Rate) -> bool:
    if old.value_bpm is None or new.value_bpm is None:
        return old.withheld is new.withheld
    return abs(old.value_bpm - new.value_bpm) <= SAME_BPM
