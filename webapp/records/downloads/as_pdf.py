"""The report for people, as PDF with its charts as vectors."""

from __future__ import annotations

from webapp.records.models import Session


def write(session: Session) -> bytes:
    from webapp.records.downloads.report.content import (
        report,  # most of a second to load: only when asked for
    )

    return report(session)
