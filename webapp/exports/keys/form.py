"""What a new key is for, and how long it opens."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = [(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("a year"))]


class KeyForm(forms.Form):
    """A name for people, and a time after which it is over."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    days = forms.TypedChoiceField(label=_("Opens for"), choices=DAYS, coerce=int, initial=30)
