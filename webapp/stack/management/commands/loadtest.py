"""Virtual patients over real WebSockets against a running stack; prints JSON."""

from __future__ import annotations

import asyncio
import json
import ssl
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from webapp.stack import notes
from webapp.stack.load.browser import Browser
from webapp.stack.load.cpu import cpu_s, stack_pids
from webapp.stack.load.patient import Patient, Visit
from webapp.stack.load.portrait import load, loop
from webapp.stack.load.report import report

SPREAD_S = 1.0  # patients come one after the other within this time, not in step


class Command(BaseCommand):
    help = "Measure throughput and latency of a running stack with virtual patients."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sessions", type=int, default=1, help="patients at once")
        parser.add_argument("--fps", type=float, default=30.0)
        parser.add_argument("--seconds", type=float, default=30.0, help="of pictures per patient")
        parser.add_argument("--url", help="ws://HOST:PORT/ of the stack; default: the one that runs here")

    def handle(self, *args: Any, **options: Any) -> None:
        base = _http(options["url"]) if options["url"] else notes.running_address()
        if base is None:
            raise CommandError("no running stack is found: start ./run, or name one with --url", returncode=2)
        if options["sessions"] < 1 or options["fps"] <= 0 or options["seconds"] <= 0:
            raise CommandError("--sessions, --fps and --seconds must be above 0", returncode=2)
        pictures = loop(load(settings.BASE_DIR / "static" / "sample"), options["fps"])
        pids = [] if options["url"] else stack_pids(settings.VAR_DIR / "serve.lock")
        before_s = cpu_s(pids)
        visits = asyncio.run(_visit(base, pictures, options))
        used_s = cpu_s(pids) - before_s if pids else None
        found = report(visits, options["fps"], used_s)
        self.stdout.write(json.dumps(found, indent=2))
        if found["errors"]:
            raise CommandError("; ".join(found["errors"]), returncode=1)


async def _visit(base: str, pictures: list[bytes], options: dict[str, Any]) -> list[Visit]:
    tls = ssl._create_unverified_context() if base.startswith("https") else None  # a test sends nobody's data
    socket_base = base.replace("http", "ws", 1)

    async def one(number: int) -> Visit:
        await asyncio.sleep(SPREAD_S * number / options["sessions"])
        patient = Patient(Browser(base, tls), socket_base, pictures, options["fps"])
        return await patient.measure(options["seconds"], offset=37 * number, tls=tls)

    return list(await asyncio.gather(*(one(number) for number in range(options["sessions"]))))


def _http(url: str) -> str:
    """The address of the pages behind the socket's: ws to http, wss to https."""
    parts = urlsplit(url)
    schemes = {"ws": "http", "wss": "https", "http": "http", "https": "https"}
    if parts.scheme not in schemes or not parts.netloc:
        raise CommandError(f"--url must look like ws://HOST:PORT/, not {url!r}", returncode=2)
    return f"{schemes[parts.scheme]}://{parts.netloc}/"
