"""Removing sessions with all that belongs to them, in Redis and in the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction

from webapp.live import registry
from webapp.records.models import Session


def remove(pks: Iterable[uuid.UUID]) -> None:
    """Redis first, so that nothing is left there when the row is gone. Raises RedisError without it."""
    for pk in pks:
        registry.forget(pk)
        delete_row(pk)


@transaction.atomic
def delete_row(pk: uuid.UUID) -> None:
    """Without Redis: what runs there ends by itself.

    Estimates, trace, consent, references go with it; held, so that no worker adds one meanwhile.
    """
    if Session.objects.hold(pk):
        Session.objects.filter(pk=pk).delete()
