"""Two people change one thing: the second one sees what the first has written, and nothing is lost."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Model


class Conflict(Exception):
    """Somebody has changed or deleted the row since it was shown. `now` is what it is; None if it is gone."""

    def __init__(self, now: Model | None) -> None:
        super().__init__("changed by somebody else in the meantime: look at it again")
        self.now = now


def change(row: Model, version: int, **fields: Any) -> None:
    """Change a row if it still is as it was shown. Raises Conflict."""
    same = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not same.update(version=F("version") + 1, **fields):
        raise _conflict(row)


def remove(row: Model, version: int) -> None:
    """Delete a row if it still is as it was shown. Raises Conflict."""
    deleted, _ = type(row)._default_manager.filter(pk=row.pk, version=version).delete()
    if not deleted:
        raise _conflict(row)


def _conflict(row: Model) -> Conflict:
    return Conflict(type(row)._default_manager.filter(pk=row.pk).first())
