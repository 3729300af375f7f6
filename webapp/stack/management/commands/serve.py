"""Start everything that a measurement needs, and keep it running: what `./run` calls."""

from __future__ import annotations

import json
import os
import ssl
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from vitals.errors import ModelError
from vitals.segmentation.manifest import read_verified
from webapp.stack import first_start, notes, parts, redis_server
from webapp.stack.preflight import CannotStart, check_cuda, check_tls
from webapp.stack.single import Taken, check_port, lock
from webapp.stack.supervisor import Supervisor

READY_S = 120.0
ASK_EVERY_S = 0.5


class Command(BaseCommand):
    help = "Start the web server, Redis and the workers; stop all with Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            read_verified()
            check_tls(settings.TLS_CERT, settings.TLS_KEY)
            check_port(settings.HOST, settings.PORT)
            check_cuda()
            os.umask(0o077)  # what is written from here on is health data
            held = lock(settings.VAR_DIR)
            with held:
                self._serve()
        except (CannotStart, ModelError, Taken, redis_server.NoRedis) as error:
            raise CommandError(str(error), returncode=2) from error

    def _serve(self) -> None:
        self._supervisor = Supervisor(self._say)
        self._supervisor.listen()
        try:
            url = self._redis()
            notes.note_redis(url)
            first_start.prepare(self._say)
            env = parts.environment(url)
            settings.REDIS_URL = url
            call_command("purge", stdout=self.stdout)
            for child in (*parts.workers(env), parts.web(env)):
                if not self._supervisor.stopping:
                    self._supervisor.start(child)
            self._until_ready()
            self._supervisor.patient = True
            self._supervisor.run()
        finally:
            self._supervisor.stop()
            notes.remove()

    def _redis(self) -> str:
        """The address of the Redis to use; ours is started where none is given."""
        if parts.given_redis():
            if not redis_server.answers(settings.REDIS_URL):
                raise CannotStart(
                    "REDIS_URL does not answer: start that Redis, or unset REDIS_URL to use our own"
                )
            if redis_server.persists(settings.REDIS_URL):
                self._say(
                    "warning: this Redis writes pictures to disk: set its save to '' and appendonly to no"
                )
            return settings.REDIS_URL
        socket = redis_server.private_socket(settings.VAR_DIR)
        url = f"unix://{socket}"
        self._supervisor.start(parts.redis(socket))
        deadline = time.monotonic() + redis_server.WAIT_S
        if not self._supervisor.run(until=lambda: redis_server.answers(url) or time.monotonic() > deadline):
            return url
        if not redis_server.answers(url):
            raise redis_server.NoRedis(
                "redis-server does not answer: see redis.log in var/redis, or set REDIS_URL"
            )
        return url

    def _until_ready(self) -> None:
        deadline = time.monotonic() + READY_S
        scheme = "https" if settings.TLS_CERT else "http"
        if self._supervisor.run(until=lambda: self._healthy(scheme) or time.monotonic() > deadline):
            if time.monotonic() > deadline:
                raise CannotStart(f"not ready after {READY_S:.0f} s: see the lines above")
            notes.note_address(f"{scheme}://{self._reachable_host()}:{settings.PORT}/")
            self._say(f"ready {scheme}://{settings.HOST}:{settings.PORT}/")

    def _healthy(self, scheme: str) -> bool:
        trust = ssl._create_unverified_context() if scheme == "https" else None  # our own, on this machine
        try:
            with urllib.request.urlopen(
                f"{scheme}://{self._reachable_host()}:{settings.PORT}/healthz", timeout=5, context=trust
            ) as answer:
                return bool(json.load(answer)["status"] == "ok")
        except (urllib.error.URLError, OSError, ValueError):
            time.sleep(ASK_EVERY_S)
            return False

    def _reachable_host(self) -> str:
        """A server that listens everywhere is reached on this machine by its loopback address."""
        return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.HOST, settings.HOST)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
