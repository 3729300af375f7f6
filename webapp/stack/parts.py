"""The processes of the stack and how each is started."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django.conf import settings

from vitals.limits import MAX_MESSAGE_BYTES
from webapp.stack import redis_server
from webapp.stack.child import Child


def redis(socket: Path) -> Child:
    return _child("redis", redis_server.command(socket))


def workers(env: dict[str, str]) -> list[Child]:
    """Vision workers by settings.VISION_WORKERS, one estimate worker, one for jobs in the background."""
    # Solo: a worker that forked would carry a loaded ONNX session into its children, where it hangs.
    vision = [_worker("vision", number, env) for number in range(1, settings.VISION_WORKERS + 1)]
    return [*vision, _worker("estimate", 1, env), _worker("jobs", 1, env)]


def web(env: dict[str, str]) -> Child:
    address = ["--host", settings.HOST, "--port", str(settings.PORT)]
    # The size is checked before a message is put together; JPEG does not get smaller by deflate.
    sockets = ["--ws", "websockets-sansio", "--ws-max-size", str(MAX_MESSAGE_BYTES)]
    sockets += ["--ws-per-message-deflate", "false"]
    # Access lines would carry addresses and session ids.
    quiet = ["--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "3"]
    tls = (
        ["--ssl-certfile", settings.TLS_CERT, "--ssl-keyfile", settings.TLS_KEY] if settings.TLS_CERT else []
    )
    command = [sys.executable, "-m", "uvicorn", "webapp.asgi:application", *address, *sockets, *quiet, *tls]
    return _child("web", command, env)


def given_redis() -> bool:
    """Whether the environment names a Redis; else we start our own."""
    return bool(os.environ.get("REDIS_URL"))


def environment(redis_url: str) -> dict[str, str]:
    """What the children get: our own environment and the address of Redis."""
    return {**os.environ, "REDIS_URL": redis_url, "DJANGO_SETTINGS_MODULE": "webapp.settings"}


def _worker(queue: str, number: int, env: dict[str, str]) -> Child:
    pool = ["--pool", "solo", "--concurrency", "1", "--queues", queue, "--hostname", f"{queue}{number}@%h"]
    quiet = ["--loglevel", "warning", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    command = [sys.executable, "-m", "celery", "--quiet", "--app", "webapp", "worker", *pool, *quiet]
    # One core for each: numerical libraries would start a thread per core in every worker.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # Django's checks load every page; `migrate` has just run them. It saves 70 MB in each worker.
    lean = {"CELERY_SKIP_CHECKS": "1"}
    return _child(f"{queue} worker {number}", command, {**threads, **lean, **env})


def _child(name: str, command: list[str], env: dict[str, str] | None = None) -> Child:
    return Child(name, command, settings.BASE_DIR, env or dict(os.environ))
