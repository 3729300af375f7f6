"""What is asked for: a format, a result, and the search of the list of sessions. The API reads the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from webapp.exports.formats import FORMATS, Format
from webapp.exports.results import LATEST, LIVE, labels
from webapp.exports.selection import Selection
from webapp.records.models import Study
from webapp.review.sessions.conditions import matching
from webapp.review.sessions.search import Search


class WishForm(forms.Form):
    """The two choices that only an export has."""

    format = forms.ChoiceField(
        label=_("Format"), choices=[(form.name, form.label) for form in FORMATS.values()]
    )
    result = forms.ChoiceField(label=_("Result"), required=False)

    def __init__(self, study: Study, data: QueryDict | dict[str, Any] | None = None) -> None:
        super().__init__(data, label_suffix="", initial={"format": "csv", "result": LIVE})
        of_methods = [(name, name) for name in labels(study)]
        first = [(LIVE, _("As measured live")), (LATEST, _("Latest analysis, else live"))]
        self.fields["result"].choices = [*first, *of_methods]  # type: ignore[attr-defined]


class Wish:
    """A request for sessions of a study, read; `is_valid` before anything else."""

    def __init__(self, study: Study, user: User, data: QueryDict, must: bool = False) -> None:
        """`must`: a format has to be named; else the page may be looked at without one."""
        self._study, self._user = study, user
        self.form = WishForm(study, data if must or "format" in data else None)
        self.search = Search(data, label_suffix="")

    def is_valid(self) -> bool:
        """Both are asked, so that both tell their errors."""
        both = [self.form.is_valid(), self.search.is_valid()]
        return all(both)

    @property
    def format(self) -> Format:
        return FORMATS[self.form.cleaned_data["format"]]

    def selection(self) -> Selection:
        result = self.form.cleaned_data["result"] if self.form.is_bound else ""
        found = matching(self._study, self._user, self.search.active())
        return Selection(self._study, found, result or LIVE)
