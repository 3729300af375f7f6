"""What to analyse the whole study with."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from webapp.jobs.methods import DEFAULT_METHOD, METHODS


class StartForm(forms.Form):
    method = forms.ChoiceField(
        label=_("Method"), choices=[(name, name) for name in METHODS], initial=DEFAULT_METHOD
    )
