"""Rows that say when they were made: for made-up ones that is not now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import DateTimeField, Model


@contextmanager
def own_times(*models: type[Model]) -> Iterator[None]:
    """Within it, new rows of these models keep the times they are given. For commands of one thread only."""
    fields = [
        field
        for model in models
        for field in model._meta.fields
        if isinstance(field, DateTimeField) and field.auto_now_add
    ]
    for field in fields:
        field.auto_now_add = False
    try:
        yield
    finally:
        for field in fields:
            field.auto_now_add = True
