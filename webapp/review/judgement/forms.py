"""What a reviewer writes: annotations, comments, readings. All are on one page: each has its own ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from webapp.records.models import Annotation, Comment, Reading

if TYPE_CHECKING:  # Django's own classes take no parameter
    AnnotationBase = forms.ModelForm[Annotation]
    CommentBase = forms.ModelForm[Comment]
    ReadingBase = forms.ModelForm[Reading]
else:
    AnnotationBase = CommentBase = ReadingBase = forms.ModelForm

TOLERANCE_S = 1.0
"""A span may end so much after the last estimate."""
MAX_LETTERS = 2000
HEART_BPM, BREATH_BPM = (20.0, 300.0), (1.0, 100.0)
"""What a reader can read off: more than the estimators look for."""


def _seconds(label: Any) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
    return forms.FloatField(label=label, required=False, min_value=0, widget=widget)


def _rate(label: Any, low: float, high: float) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
    return forms.FloatField(label=label, required=False, min_value=low, max_value=high, widget=widget)


class AnnotationForm(AnnotationBase):
    """A span, or without times the whole session."""

    start_s = _seconds(_("From (s)"))
    end_s = _seconds(_("To (s)"))
    text = forms.CharField(
        label=_("What is there, or why it is excluded"),
        max_length=MAX_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    excludes = forms.BooleanField(label=_("Exclude this from results and exports"), required=False)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Annotation
        fields = ["start_s", "end_s", "text", "excludes"]

    def __init__(self, *args: Any, duration_s: float, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "annotation_%s", **kwargs})
        self.longest_s = duration_s + TOLERANCE_S
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "start_s" in cleaned and "end_s" in cleaned:
            self._check_span(cleaned["start_s"], cleaned["end_s"])
        return cleaned

    def _check_span(self, start_s: float | None, end_s: float | None) -> None:
        if (start_s is None) != (end_s is None):
            missing = "start_s" if start_s is None else "end_s"
            self.add_error(missing, _("Give both times, or none for the whole session."))
        elif start_s is not None and end_s is not None and start_s >= end_s:
            self.add_error("end_s", _("The span must end after it begins."))
        elif end_s is not None and end_s > self.longest_s:
            self.add_error("end_s", _("The session ends at %.1f s.") % (self.longest_s - TOLERANCE_S))


class CommentForm(CommentBase):
    text = forms.CharField(
        label=_("Comment"), max_length=MAX_LETTERS, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Comment
        fields = ["text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "comment_%s", **kwargs})


class ReadingForm(ReadingBase):
    """One's own judgement of the whole session."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=Reading.Verdict.choices, widget=forms.RadioSelect)
    hr_bpm = _rate(_("Heart rate as read (/min)"), *HEART_BPM)
    rr_bpm = _rate(_("Respiratory rate as read (/min)"), *BREATH_BPM)
    text = forms.CharField(
        label=_("Remark"), required=False, max_length=MAX_LETTERS, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Reading
        fields = ["verdict", "hr_bpm", "rr_bpm", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "reading_%s", **kwargs})
        if self.instance.pk:
            self.initial["version"] = self.instance.version
