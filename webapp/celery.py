"""Celery: the queues `vision` and `estimate` for what is live, `jobs` for what may wait.

Results go to our tables and to the socket, not to Celery.
"""

from __future__ import annotations

import os
import warnings

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webapp.settings")

# Its warning about running as root is about pickle, which is not accepted here.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")

app = Celery("webapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_serializer="msgpack",  # bytes without pickle
    accept_content=["msgpack"],
    task_ignore_result=True,
    task_acks_late=False,  # a live batch that is repeated later is worth nothing
    worker_cancel_long_running_tasks_on_connection_loss=True,  # those that are acknowledged late: none
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # Without a bound `delay()` hangs when the broker is away (celery/celery#4296).
    broker_transport_options={"max_retries": 1, "socket_timeout": 5, "socket_connect_timeout": 2},
    task_publish_retry=False,
    task_routes={
        "live.see": {"queue": "vision"},
        "live.estimate": {"queue": "estimate"},
        "jobs.*": {"queue": "jobs"},
    },
    timezone="UTC",
    # Every jobs worker has the clock; what it asks for, a lease in Redis lets one of them do.
    beat_schedule={
        "retention": {"task": "jobs.retention", "schedule": 600.0, "options": {"queue": "jobs"}},
        "tidy": {"task": "jobs.tidy", "schedule": 3600.0, "options": {"queue": "jobs"}},
    },
)
app.autodiscover_tasks()
