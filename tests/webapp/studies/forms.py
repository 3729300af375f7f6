"""Fills in a form as a browser does: what it showed, with a few fields typed over."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, CheckboxInput
from django.test import Client


def opened(client: Client, address: str) -> dict[str, str]:
    """What the browser would send back of the form that stands there, hidden fields included."""
    form: BaseForm = client.get(address).context["form"]
    data: dict[str, str] = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", False) or not isinstance(bound.field.widget, CheckboxInput):
            data[bound.html_name] = "" if value is None else str(value)
        if bound.field.show_hidden_initial:
            data[bound.html_initial_name] = "" if value is None else str(value)
    return data


def typed(data: dict[str, str], **fields: Any) -> dict[str, str]:
    return {**data, **{name: str(value) for name, value in fields.items()}}
