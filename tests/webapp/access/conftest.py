"""The world of the matrix, made once for each file of tests; every request is undone.

The tests are marked `django_db`, so that each has a transaction of its own within that of the world.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from celery import Celery
from celery.app.task import Task
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.webapp.access.world import World
from webapp.accounts import standing
from webapp.api import throttle
from webapp.live import connections, registry


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, redis_url: str) -> Iterator[World]:
    layer = {**settings.CHANNEL_LAYERS["default"], "CONFIG": {"hosts": [redis_url], "prefix": "test"}}
    here = override_settings(REDIS_URL=redis_url, CHANNEL_LAYERS={"default": layer})
    with here, django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        _quieten(patch)
        connections.sync_redis.cache_clear()
        for queue in registry.QUEUES:
            registry.beat(queue)
        made = World()
        made.make_rows_of_the_panel()
        yield made
        transaction.set_rollback(True)
    connections.sync_redis().close()
    connections.sync_redis.cache_clear()


def _quieten(patch: pytest.MonkeyPatch) -> None:
    """Nothing is sent to a broker, and nobody asks too often."""

    def nothing(*args: Any, **kwargs: Any) -> None: ...

    patch.setattr(throttle, "PER_MINUTE", 10**6)
    patch.setattr(standing, "CHECK_EVERY_S", 3600.0)  # each request is undone: it would be due at each one
    patch.setattr(Celery, "send_task", nothing)
    patch.setattr(Task, "apply_async", nothing)
