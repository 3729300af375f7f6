"""What the list can be searched by, as a form that is sent with GET: it works without a script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitals.withheld import Withheld
from webapp.records.models import Session

ANY_REASON, A_NUMBER = "any", "none"
YES, NO = "yes", "no"
MAX_RATE_BPM = 300

_BOTH = [("", _("All")), (YES, _("Yes")), (NO, _("No"))]


class Unread:
    """The questions that readers ask."""

    MINE = "mine"
    SECOND = "second"
    NOBODY = "nobody"
    DONE = "done"


READINGS = [
    ("", _("All")),
    (Unread.MINE, _("Not yet read by me")),
    (Unread.SECOND, _("Needs a second reading")),
    (Unread.NOBODY, _("Read by nobody")),
    (Unread.DONE, _("All readings there")),
]
ORDERS = [
    ("-started", _("Newest first")),
    ("started", _("Oldest first")),
    ("participant", _("Participant, first enrolled first")),
    ("-participant", _("Participant, last enrolled first")),
    ("hr", _("Heart rate, lowest first")),
    ("-hr", _("Heart rate, highest first")),
    ("rr", _("Respiratory rate, lowest first")),
    ("-rr", _("Respiratory rate, highest first")),
    ("quality", _("Quality, lowest first")),
    ("-quality", _("Quality, highest first")),
]
DEFAULT_ORDER = "-started"


def _reasons() -> list[tuple[str, Any]]:
    codes = [(code.value, code.value.replace("_", " ")) for code in Withheld]
    return [("", _("All")), (A_NUMBER, _("Not withheld")), (ANY_REASON, _("Withheld, any reason")), *codes]


def _states() -> list[tuple[str, Any]]:
    return [("", _("All")), *Session.State.choices]


def _number(label: Any, highest: float, step: float) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": step, "inputmode": "decimal"})
    return forms.FloatField(label=label, required=False, min_value=0, max_value=highest, widget=widget)


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)


def _text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=100)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class Search(forms.Form):
    """An empty field does not narrow the list. Days are those of UTC, both included."""

    q = forms.CharField(
        label=_("Participant"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    reading = _choice(_("Reading"), READINGS)
    since = _day(_("From"))
    until = _day(_("To"))
    state = _choice(_("State"), _states)
    hr_min = _number(_("Heart rate from"), MAX_RATE_BPM, 1)
    hr_max = _number(_("Heart rate to"), MAX_RATE_BPM, 1)
    hr_withheld = _choice(_("Heart rate withheld"), _reasons)
    rr_min = _number(_("Respiratory rate from"), MAX_RATE_BPM, 1)
    rr_max = _number(_("Respiratory rate to"), MAX_RATE_BPM, 1)
    rr_withheld = _choice(_("Respiratory rate withheld"), _reasons)
    quality_min = _number(_("Quality from"), 1, 0.01)
    quality_max = _number(_("Quality to"), 1, 0.01)
    device = _text(_("Device contains"))
    method = _text(_("Method contains"))
    annotated = _choice(_("Annotated"), _BOTH)
    excluded = _choice(_("Excluded"), _BOTH)
    reference = _choice(_("Has a reference"), _BOTH)
    signals = _choice(_("Has signals"), _BOTH)
    sort = _choice(_("Order"), ORDERS)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for low, high in (
            ("since", "until"),
            ("hr_min", "hr_max"),
            ("rr_min", "rr_max"),
            ("quality_min", "quality_max"),
        ):
            first, last = cleaned.get(low), cleaned.get(high)
            if first is not None and last is not None and first > last:
                self.add_error(
                    high, _("This is before “%(low)s”: exchange the two.") % {"low": self.fields[low].label}
                )
        return cleaned

    @property
    def order(self) -> str:
        return str(self.cleaned_data.get("sort") or DEFAULT_ORDER)

    def active(self) -> dict[str, Any]:
        """Field and value of what narrows the list."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "sort" and value not in (None, "")
        }
