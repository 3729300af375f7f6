"""The rates that are compared: those measured live, or those of an analysis of the stored signals."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vitals.types import Rate
from vitals.withheld import Withheld
from webapp.exports.results import LATEST, LIVE
from webapp.records.models import Analysis, Study

FIELDS = ("hr_bpm", "hr_quality", "hr_withheld", "rr_bpm", "rr_quality", "rr_withheld")


@dataclass(frozen=True, slots=True)
class Analysed:
    """The analysis of a session that was chosen."""

    pk: int
    heart_rate: Rate
    respiratory_rate: Rate


def rate(value_bpm: float | None, quality: float, withheld: str | None) -> Rate:
    """From the columns of a row."""
    return Rate(value_bpm, quality, Withheld(withheld) if withheld else None)


def analysed(study: Study, result: str) -> dict[uuid.UUID, Analysed]:
    """The chosen analysis of each session that has one; none where the live result is meant."""
    if result == LIVE:
        return {}
    rows = _rows(study, result).order_by("number").values_list("session_id", "pk", *FIELDS)
    return {
        session: Analysed(pk, rate(hr, hr_quality, hr_reason), rate(rr, rr_quality, rr_reason))
        for session, pk, hr, hr_quality, hr_reason, rr, rr_quality, rr_reason in rows.iterator()
    }


def takes_live(result: str) -> bool:
    """Whether a session without an analysis is compared by what was measured live."""
    return result in (LIVE, LATEST)


def _rows(study: Study, result: str) -> QuerySet[Analysis, Any]:
    rows = Analysis.objects.filter(session__study=study, session__references__isnull=False).distinct()
    if result == LATEST:
        return rows
    method, _, software = result.partition(" ")
    return rows.filter(method=method, software=software)
