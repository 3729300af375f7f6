"""The filters in use, each with the address of the list without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from webapp.review.sessions.search import Search


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    value: str
    query: str
    """Of the list without this filter."""


def chips(search: Search, query: QueryDict) -> list[Chip]:
    return [
        Chip(str(search.fields[name].label), _said(search.fields[name], value), without(query, name, "page"))
        for name, value in search.active().items()
    ]


def without(query: QueryDict, *names: str) -> str:
    """The query without these names, and without what is empty anyway."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in names and any(values):
            kept.setlist(name, values)
    return kept.urlencode()


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return f"{value:g}" if isinstance(value, float) else str(value)
