"""From the live way into the database. Each step may be repeated without harm."""

from __future__ import annotations

import math
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from vitals import types
from vitals.withheld import Withheld
from webapp.records.models import Consent, Estimate, Session, Trace
from webapp.records.software import SOFTWARE

if TYPE_CHECKING:  # the web server needs none of the numerical libraries behind it
    from vitals.monitor import Measurement


@dataclass(frozen=True, slots=True)
class Frames:
    """How many frames a session had."""

    received: int
    processed: int
    dropped: int


def estimates(pk: uuid.UUID, found: list[types.Estimate], first_t_s: float) -> None:
    """Keep estimates, their times from the first frame on; those that are there already stay as they are."""
    rows = [row(pk, estimate, first_t_s) for estimate in found]
    with transaction.atomic():
        if Session.objects.hold(pk):  # it may have been deleted in the meantime
            Estimate.objects.bulk_create(rows, ignore_conflicts=True)


def result(
    pk: uuid.UUID, measurement: Measurement, frames: Frames, first_frame_at: datetime | None = None
) -> None:
    """Keep what the whole record says, and close the session."""
    Session.objects.filter(pk=pk).update(
        state=Session.State.DONE,
        first_frame_at=first_frame_at,
        ended_at=timezone.now(),
        duration_s=_finite(measurement.duration_s),
        fps=_finite(measurement.fps),
        method=measurement.method,
        model=measurement.model or "",
        software=SOFTWARE,
        frames_received=frames.received,
        frames_processed=frames.processed,
        frames_dropped=frames.dropped,
        **rates(measurement),
    )


def signals(pk: uuid.UUID, trace: types.Trace) -> None:
    """Keep the RGB trace, if the person or the study agreed to that and nobody takes it back just now."""
    with transaction.atomic():
        if Session.objects.hold(pk) and _may_keep_signals(pk):
            kept = {"rows": Trace.pack(trace), "row_length": types.ROW_LENGTH}
            Trace.objects.update_or_create(session_id=pk, defaults=kept)


def row(pk: uuid.UUID, estimate: types.Estimate, first_t_s: float) -> Estimate:
    """An estimate as a row that is not in the database yet, its time from the first frame on."""
    return Estimate(
        session_id=pk,
        t_s=_finite(round(estimate.t_s - first_t_s, 3)),
        **rates(estimate),
        **_interval("hr", estimate.heart_rate, estimate.heart_interval_bpm),
        **_interval("rr", estimate.respiratory_rate, estimate.breath_interval_bpm),
        snr_db=None if estimate.snr_db is None else _finite(estimate.snr_db),
        instruction=estimate.instruction,
    )


def rates(found: types.Estimate | Measurement) -> dict[str, Any]:
    """Both rates as the fields of a row."""
    return {**_rate("hr", found.heart_rate), **_rate("rr", found.respiratory_rate)}


def live() -> list[uuid.UUID]:
    """Sessions that have no end yet."""
    return list(Session.objects.filter(state=Session.State.LIVE).values_list("pk", flat=True))


def lost(pk: uuid.UUID) -> None:
    """Close a session that has no result: the stack went away before its end."""
    Session.objects.filter(pk=pk, state=Session.State.LIVE).update(
        state=Session.State.FAILED, ended_at=timezone.now()
    )


def _may_keep_signals(pk: uuid.UUID) -> bool:
    """What a study requires stands in the consent of its sessions, since the person agreed to it there."""
    return Consent.objects.filter(session=pk, store_signals=True).exists()


def _rate(name: str, rate: types.Rate) -> dict[str, Any]:
    finite = rate.value_bpm is None or math.isfinite(rate.value_bpm)
    return {
        f"{name}_bpm": rate.value_bpm if finite else None,
        f"{name}_quality": _finite(rate.quality),
        f"{name}_withheld": rate.withheld if finite else Withheld.NOT_MEASURED,
    }


def _interval(
    name: str, rate: types.Rate, interval_bpm: tuple[float, float] | None
) -> dict[str, float | None]:
    """A band around no number would say that there is one."""
    known = rate.value_bpm is not None and interval_bpm is not None and all(map(math.isfinite, interval_bpm))
    low, high = interval_bpm if known and interval_bpm else (None, None)
    return {f"{name}_low_bpm": low, f"{name}_high_bpm": high}


def _finite(value: float) -> float:
    """Capture times are the page's word: what they make infinite would be no JSON later."""
    return value if math.isfinite(value) else 0.0
