"""One session of an archive: its four files, written and read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from vitals.agreement import Compared, ReferenceValue
from vitals.archive import estimates, names, signals
from vitals.archive.content import SessionContent
from vitals.archive.tables import number, optional, positive, rows, table
from vitals.errors import ArchiveError
from vitals.kind import Kind
from vitals.types import Rate
from vitals.withheld import Withheld

REFERENCE_COLUMNS = ("kind", "t_s", "value", "source", "device")


def written(session: SessionContent) -> Iterator[tuple[str, bytes]]:
    """Ending of the name and content of each file."""
    of = session.compared
    yield names.SESSION, encoded(_summary(session))
    yield names.ESTIMATES, estimates.written(of.estimates)
    if of.references:
        lines = [(r.kind.value, r.t_s, r.value_bpm, r.source, r.device) for r in of.references]
        yield names.REFERENCES, table(REFERENCE_COLUMNS, lines)
    if session.trace is not None:
        yield names.TRACE, signals.packed(session.trace)


def encoded(content: dict[str, Any]) -> bytes:
    """JSON for people, too. Raises ValueError where a number is not finite."""
    return (json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def compared(summary: Any, estimates_tsv: bytes, references_tsv: bytes | None, name: str) -> Compared:
    """The inverse, of what can be compared.

    Raises:
        ArchiveError: Something in it is not as it was written.
    """
    try:
        return Compared(
            session=str(summary["session"]),
            subject=str(summary["participant"]),
            duration_s=_finite(summary["duration_s"]),
            heart_rate=_rate(summary["heart_rate"]),
            respiratory_rate=_rate(summary["respiratory_rate"]),
            estimates=estimates.read(estimates_tsv, name),
            references=_references(references_tsv, name),
            groups={str(key): str(value) for key, value in summary["groups"].items()},
            excluded=bool(summary["excluded"]),
            excluded_spans=tuple((_finite(a), _finite(b)) for a, b in summary["excluded_spans_s"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ArchiveError(f"{name} is not as it was written ({error!r}): export it again") from error


def _summary(session: SessionContent) -> dict[str, Any]:
    of = session.compared
    return {
        "session": of.session,
        "participant": of.subject,
        "started_at": session.started_at.isoformat(),
        "duration_s": of.duration_s,
        "fps": session.fps if session.fps is not None and math.isfinite(session.fps) else None,
        "mode": session.mode,
        "method": session.method,
        "software": session.software,
        "model": session.model,
        "result": session.result,
        "heart_rate": _shown(of.heart_rate),
        "respiratory_rate": _shown(of.respiratory_rate),
        "groups": dict(of.groups),
        "excluded": of.excluded,
        "excluded_spans_s": [
            [start_s, min(end_s, of.duration_s + 1)] for start_s, end_s in of.excluded_spans
        ],
        "annotations": [
            {"start_s": m.start_s, "end_s": m.end_s, "excludes": m.excludes, "text": m.text}
            for m in session.marks
        ],
        "details": dict(session.details),
    }


def _shown(rate: Rate) -> dict[str, Any]:
    """Not rounded: what is read back is what was measured."""
    return {"value": rate.value_bpm, "unit": "/min", "quality": rate.quality, "withheld": rate.withheld}


def _rate(shown: dict[str, Any]) -> Rate:
    value, reason = shown["value"], shown["withheld"]
    return Rate(
        None if value is None else positive(_finite(value)),
        _finite(shown["quality"]),
        None if reason is None else Withheld(reason),
    )


def _references(data: bytes | None, name: str) -> list[ReferenceValue]:
    if data is None:
        return []
    return [
        ReferenceValue(
            Kind(row["kind"] or ""),
            number(row["value"], name, "value"),
            optional(row["t_s"], name, "t_s"),
            row["source"] or "",
            row["device"] or "",
        )
        for row in rows(data, REFERENCE_COLUMNS, name)
    ]


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"{str(value)[:30]!r} is no number")
    return float(value)
