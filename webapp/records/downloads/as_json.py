"""Everything that is kept of a session, as JSON."""

from __future__ import annotations

import json
from typing import Any

from webapp.records import own
from webapp.records.downloads import as_signals
from webapp.records.models import Annotation, Session


def write(session: Session) -> bytes:
    return json.dumps(everything(session), indent=1, allow_nan=False, ensure_ascii=False).encode()


def everything(session: Session) -> dict[str, Any]:
    """What the page shows, and the signals where they were stored."""
    shown = own.detail(session)
    shown["size_px"] = [session.width_px, session.height_px]
    shown["annotations"] = [_annotation(row) for row in session.annotations.all()]
    rows = as_signals.rows(session)
    shown["signals"] = {"columns": list(as_signals.COLUMNS), "rows": rows} if rows else None
    return shown


def _annotation(row: Annotation) -> dict[str, Any]:
    """What a study has remarked; by whom is that person's own business."""
    return {
        "start_s": row.start_s,
        "end_s": row.end_s,
        "excludes": row.excludes,
        "text": row.text,
        "created_at": row.created_at.isoformat(),
    }
