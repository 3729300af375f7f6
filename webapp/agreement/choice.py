"""What of a study is compared: which result, over what, with or without the excluded, in which groups."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from vitals.kind import Kind
from webapp.exports.results import LATEST, LIVE, labels
from webapp.records.models import Study

GROUPS = {
    "": _("All together"),
    "skin_tone": _("Skin tone (Monk scale)"),
    "device": _("Device"),
    "activity": _("Activity"),
    "method": _("Method and version"),
}
KINDS = {Kind.HEART_RATE: _("Heart rate"), Kind.RESPIRATORY_RATE: _("Respiratory rate")}


@dataclass(frozen=True, slots=True)
class Choice:
    """As the address of the page says it; the defaults are those of the page."""

    kind: Kind = Kind.HEART_RATE
    result: str = LIVE
    """`live`, `latest`, or method and software of an analysis."""
    windows: bool = False
    """Second by second against a series of the reference; else whole sessions."""
    excluded: bool = False
    """Whether excluded sessions and spans count all the same."""
    group: str = ""
    """One of `GROUPS`."""

    @property
    def group_words(self) -> str:
        return str(GROUPS[self.group])

    def query(self, **changed: object) -> str:
        """For the address of the same page with something changed."""
        values = {
            "kind": self.kind.value,
            "result": self.result,
            "over": "windows" if self.windows else "sessions",
            "excluded": "1" if self.excluded else "",
            "group": self.group,
            **changed,
        }
        return urlencode({name: value for name, value in values.items() if value})


class ChoiceForm(forms.Form):
    """All fields may be missing: the page is opened without any."""

    kind = forms.ChoiceField(
        label=_("Rate"), choices=[(k.value, words) for k, words in KINDS.items()], required=False
    )
    result = forms.ChoiceField(label=_("Result"), required=False)
    over = forms.ChoiceField(
        label=_("Over"),
        choices=[("sessions", _("whole sessions")), ("windows", _("each second's window"))],
        required=False,
    )
    group = forms.ChoiceField(label=_("By group"), choices=list(GROUPS.items()), required=False)
    excluded = forms.BooleanField(label=_("Count what is excluded, too"), required=False)

    def __init__(self, data: object, study: Study) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        known = [(LIVE, _("as measured live")), (LATEST, _("the latest analysis"))]
        self.fields["result"] = forms.ChoiceField(
            label=_("Result"), choices=known + [(name, name) for name in labels(study)], required=False
        )

    def choice(self) -> Choice:
        """What is not known counts as not given: an old link still opens the page."""
        self.is_valid()
        given = self.cleaned_data
        return Choice(
            kind=Kind(given.get("kind") or Kind.HEART_RATE),
            result=given.get("result") or LIVE,
            windows=given.get("over") == "windows",
            excluded=bool(given.get("excluded")),
            group=given.get("group") or "",
        )
