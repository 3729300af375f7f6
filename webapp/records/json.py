"""Sessions and estimates as page and API show them; rates look like those of `manage.py measure --json`."""

from __future__ import annotations

from typing import Any

from webapp.records.models import Estimate, Session
from webapp.records.models.session import Rates


def summary(session: Session) -> dict[str, Any]:
    """One session with its result, without its estimates."""
    return {
        "id": str(session.pk),
        "state": session.state,
        "source": session.source,
        "mode": session.mode,
        "started_at": session.started_at.isoformat(),
        "first_frame_at": session.first_frame_at.isoformat() if session.first_frame_at else None,
        "ended_at": session.ended_at.isoformat() if session.ended_at else None,
        "duration_s": round(session.duration_s, 2),
        "fps": round(session.fps, 2),
        "frames": {
            "received": session.frames_received,
            "processed": session.frames_processed,
            "dropped": session.frames_dropped,
        },
        **rates(session),
        "method": session.method,
        "model": session.model,
        "software": session.software,
        "device": session.device,
        "activity": session.activity,
    }


def detail(session: Session) -> dict[str, Any]:
    """One session with its estimates a second."""
    return {**summary(session), "estimates": [estimate(row) for row in session.estimates.order_by("t_s")]}


def estimate(row: Estimate) -> dict[str, Any]:
    both = rates(row)
    both["heart_rate"]["interval"] = interval(row.hr_low_bpm, row.hr_high_bpm)
    both["respiratory_rate"]["interval"] = interval(row.rr_low_bpm, row.rr_high_bpm)
    return {"t_s": row.t_s, **both, "snr_db": row.snr_db, "instruction": row.instruction}


def rates(row: Rates) -> dict[str, Any]:
    return {
        "heart_rate": rate(row.hr_bpm, row.hr_quality, row.hr_withheld),
        "respiratory_rate": rate(row.rr_bpm, row.rr_quality, row.rr_withheld),
    }


def rate(value_bpm: float | None, quality: float, withheld: str | None) -> dict[str, Any]:
    value = None if value_bpm is None else round(value_bpm, 1)
    return {"value": value, "unit": "/min", "quality": round(quality, 3), "withheld": withheld}


def interval(low_bpm: float | None, high_bpm: float | None) -> list[float] | None:
    """In which the rate is with 90 %."""
    return None if low_bpm is None or high_bpm is None else [round(low_bpm, 1), round(high_bpm, 1)]
