"""Values that staff have read off another device and type in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vitals.kind import Kind
from webapp.agreement.references.limits import DEVICE_LENGTH, MOST_TYPED
from webapp.measure.plain import has_controls
from webapp.records.models import Reference, Session


def _rate(kind: Kind, label: Any) -> forms.FloatField:
    low, high = kind.range_bpm
    return forms.FloatField(
        label=label, required=False, validators=[MinValueValidator(low), MaxValueValidator(high)]
    )


def device_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Device"),
        required=False,
        max_length=DEVICE_LENGTH,
        validators=[one_line],
        help_text=gettext_lazy("Such as: oximeter, chest strap, counted."),
    )


def one_line(text: str) -> None:
    if has_controls(text):
        raise ValidationError(_("Name the device in one line."))


class TypedForm(forms.Form):
    """A heart rate, a respiratory rate or both, for the whole session or at a time."""

    heart_rate = _rate(Kind.HEART_RATE, gettext_lazy("Heart rate (/min)"))
    respiratory_rate = _rate(Kind.RESPIRATORY_RATE, gettext_lazy("Respiratory rate (/min)"))
    t_s = forms.FloatField(
        label=gettext_lazy("At (s)"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("Seconds from the start. Empty: the whole session."),
    )
    device = device_field()

    def __init__(self, session: Session, *args: Any) -> None:
        super().__init__(*args)
        self._session = session

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given.get("heart_rate") is None and given.get("respiratory_rate") is None:
            raise ValidationError(_("Type in a heart rate, a respiratory rate, or both."))
        t_s = given.get("t_s")
        if t_s is not None and t_s > self._session.duration_s:
            text = _("The session lasts %(duration).0f s: give a time within it.")
            self.add_error("t_s", text % {"duration": self._session.duration_s})
        return given


def keep(session: Session, given: dict[str, Any], user: User) -> int:
    """Store what was typed in; returns how many values. 0: the session has gone, or has too many."""
    rows = [
        Reference(
            session=session,
            kind=kind.value,
            t_s=given["t_s"],
            value_bpm=given[kind.value],
            device=given["device"].strip(),
            by_staff=True,
            entered_by=user,
        )
        for kind in Kind
        if given[kind.value] is not None
    ]
    with transaction.atomic():
        if not Session.objects.hold(session.pk):
            return 0
        if session.references.filter(series=None).count() + len(rows) > MOST_TYPED:
            return 0
        return len(Reference.objects.bulk_create(rows))
