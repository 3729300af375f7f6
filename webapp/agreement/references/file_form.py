"""What a person says of a file of one session, and what is read from it with that."""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta, timezone
from typing import Any

import numpy as np
from django import forms
from django.utils.translation import gettext_lazy as _

from vitals.kind import Kind
from vitals.limits import HR_WINDOW_S, MAX_RECORD_S, RR_WINDOW_S
from vitals.references import (
    Column,
    Hints,
    ReferenceSeries,
    Sync,
    by_clock,
    by_offset,
    by_rates,
    read_reference,
    shifted,
)
from webapp.agreement.references import content
from webapp.agreement.references.found import File, Series
from webapp.agreement.references.limits import DEVICE_LENGTH
from webapp.agreement.references.typed import device_field
from webapp.measure.plain import plain
from webapp.records.models import Session

HOLDS = [
    ("", _("as the names say")),
    (Column.HEART_RATE, _("heart rate (/min)")),
    (Column.RESPIRATORY_RATE, _("respiratory rate (/min)")),
    (Column.PPG, _("contact pulse wave (PPG)")),
    (Column.ECG, _("ECG")),
    (Column.BELT, _("respiration belt")),
]
CLOCK, OFFSET, RATES = "start_time", "given", "matched"
SYNCHRONISED = [
    (CLOCK, _("by the time of day in the file")),
    (OFFSET, _("by an offset that I give")),
    (RATES, _("by the rates: find where both fit best")),
]
FARTHEST_H = 14  # hours from UTC


class FileForm(forms.Form):
    """A file of another device, and how its clock stands to the session's."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV or JSON of rates or of a wave, or EDF. Times in s, or of day.")
    )
    device = device_field()
    synchronised = forms.ChoiceField(label=_("Synchronised"), choices=SYNCHRONISED, initial=OFFSET)
    offset_s = forms.FloatField(
        label=_("Offset (s)"),
        required=False,
        min_value=-MAX_RECORD_S,
        max_value=MAX_RECORD_S,
        help_text=_("From the start of the session to the file's time 0. Negative if the file began before."),
    )
    utc_h = forms.FloatField(
        label=_("Hours from UTC"),
        required=False,
        min_value=-FARTHEST_H,
        max_value=FARTHEST_H,
        help_text=_("Of times of day without a zone. Empty: they are UTC."),
    )
    channel = forms.CharField(label=_("Column or channel"), required=False, max_length=100)
    holds = forms.ChoiceField(label=_("It holds"), choices=HOLDS, required=False)
    fs_hz = forms.FloatField(
        label=_("Samples per second"), required=False, help_text=_("Where the file has no times.")
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        content.limit(self)

    def read(self, session: Session) -> File:
        """What the file says of the session. Raises ReferenceFileError; its message is for the person."""
        given = self.cleaned_data
        data = content.bytes_of(given["file"])
        found = read_reference(f"file{content.ending(data)}", data, _hints(given, session))
        sync = _sync(given, session, found)
        return File(
            sha256=hashlib.sha256(data).hexdigest(),
            device=given["device"].strip() or plain(found[0].device)[:DEVICE_LENGTH],
            series=tuple(_series(one, sync, given["synchronised"], session) for one in found),
        )


def _hints(given: dict[str, Any], session: Session) -> Hints:
    zone = timezone(timedelta(hours=given["utc_h"])) if given["utc_h"] is not None else UTC
    return Hints(
        zone=zone,
        day=session.started_at.astimezone(zone).date() if given["synchronised"] == CLOCK else None,
        fs_hz=given["fs_hz"],
        channel=given["channel"],
        holds=Column(given["holds"]) if given["holds"] else None,
    )


def _sync(given: dict[str, Any], session: Session, found: tuple[ReferenceSeries, ...]) -> Sync:
    """One for all series of the file: they have one clock."""
    if given["synchronised"] == CLOCK:
        return by_clock(found[0], session.zero_at)
    if given["synchronised"] == OFFSET:
        return by_offset(given["offset_s"] or 0.0)
    heart = next((one for one in found if one.kind is Kind.HEART_RATE), None)
    name, window_s = ("hr_bpm", HR_WINDOW_S) if heart else ("rr_bpm", RR_WINDOW_S)
    rows = session.estimates.order_by("t_s").values_list("t_s", name)
    t_s = np.array([t for t, _v in rows], dtype=float)
    measured = np.array([np.nan if v is None else v for _t, v in rows], dtype=float)
    return by_rates(heart or found[0], t_s, measured, around_s=given["offset_s"] or 0.0, window_s=window_s)


def _series(one: ReferenceSeries, sync: Sync, how: str, session: Session) -> Series:
    inside = shifted(one, sync, session.duration_s)
    return Series(
        kind=one.kind,
        source=one.source.name,
        offset_s=round(sync.offset_s, 3),
        how=how,
        confidence=sync.confidence,
        values=tuple(
            (round(float(t), 3), round(float(v), 2))
            for t, v in zip(inside.t_s, inside.value_bpm, strict=True)
        ),
        outside=len(one.t_s) - len(inside.t_s),
    )
