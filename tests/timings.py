"""How long the pages of a large study take: `python -m tests.timings [--runs 15] [--only agreement]`.

The study is the one of `manage.py demo_data --sessions 100000`, in the database of the environment (`VAR_DIR`
or `DATABASE_URL`). Each page goes through all of Django but the network, as a logged-in coordinator, and
those of the admin panel as an administrator. Prints a table for docs/timings.md; ends with 1 where a page is
over 300 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webapp.settings")
django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from webapp.records.models import Analysis, Participant, Reference, Session, Study  # noqa: E402
from webapp.studies.demo import MANY  # noqa: E402

LIMIT_MS = 300
BACKEND = "django.contrib.auth.backends.ModelBackend"
IN_A_STUDY = (
    "studies:study",
    "studies:participants",
    "studies:settings",
    "studies:members",
    "studies:questions",
    "studies:consents",
    "jobs:list",
    "jobs:progress",
    "exports:page",
    "exports:keys",
    "agreement:references",
)
LIST_QUERIES = {
    "as it opens": "",
    "page 2": "page=2",
    "far back": "until=2025-06-01",
    "one participant": "q=DEMO-0007",
    "part of a pseudonym": "q=07",
    "heart rate 90 to 100": "hr_min=90&hr_max=100",
    "heart rate withheld: motion": "hr_withheld=motion",
    "quality from 0.9": "quality_min=0.9",
    "annotated": "annotated=yes",
    "excluded": "excluded=yes",
    "not excluded": "excluded=no",
    "with references": "reference=yes",
    "without references": "reference=no",
    "not read by me": "reading=mine",
    "by heart rate": "sort=hr",
    "by quality, worst first": "sort=-quality",
    "by participant": "sort=participant",
    "nothing fits": "hr_min=239",
    "several at once": "q=07&hr_min=60&hr_max=80&excluded=no&sort=-rr",
}
AGREEMENT_QUERIES = {
    "as it opens": "",
    "computed anew": "anew=1",
    "by skin tone, anew": "group=skin_tone&anew=1",
    "by method, anew": "group=method&anew=1",
    "latest analysis, anew": "result=latest&anew=1",
    "windows, anew": "over=windows&anew=1",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One address, and who opens it."""

    name: str
    path: str
    client: Client


@dataclass(frozen=True, slots=True)
class Times:
    """How a page did."""

    status: int
    queries: int
    first_ms: float
    median_ms: float
    p95_ms: float
    cpu_ms: float
    """Of this process and the database's, median: what it takes on a machine that does nothing else."""


def pages(study: Study, coordinator: Client, administrator: Client) -> Iterator[Page]:
    """All that is timed, in the order of the table."""
    yield Page("studies:list", reverse("studies:list"), coordinator)
    for name in IN_A_STUDY:
        yield Page(name, reverse(name, args=[study.pk]), coordinator)
    for name, queries in (("review:list", LIST_QUERIES), ("agreement:agreement", AGREEMENT_QUERIES)):
        for words, query in queries.items():
            yield Page(f"{name}, {words}", f"{reverse(name, args=[study.pk])}?{query}", coordinator)
    session = Session.objects.filter(study=study, references__isnull=False).latest("started_at")
    for name in ("review:session", "review:series", "review:methods", "agreement:session"):
        yield Page(name, reverse(name, args=[study.pk, session.pk]), coordinator)
    person = Participant.objects.filter(study=study).earliest("pk")
    yield Page("studies:participant", reverse("studies:participant", args=[study.pk, person.pk]), coordinator)
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        yield Page(name, reverse(name), administrator)
        yield Page(f"{name}, search", f"{reverse(name)}?q=DEMO-0007", administrator)
    for name in ("admin:index", "panel:state", "panel:checklist", "panel:retention"):
        yield Page(name, reverse(name), administrator)


def measure(page: Page, runs: int) -> Times:
    """The first opening, the number of queries of the second, and the time of `runs` more."""
    first_ms, _, _ = _open(page)
    with CaptureQueriesContext(connection) as captured:
        _, _, status = _open(page)
    queries = len(captured)
    opened = [_open(page) for _ in range(runs)]
    walls = sorted(wall for wall, _, _ in opened)
    p95_ms = walls[round(0.95 * (runs - 1))]
    cpu_ms = statistics.median(cpu for _, cpu, _ in opened)
    return Times(status, queries, first_ms, statistics.median(walls), p95_ms, cpu_ms)


def _open(page: Page) -> tuple[float, float, int]:
    """Milliseconds by the clock and of both processes, and the status."""
    begun, worked = time.perf_counter(), _worked_s()
    answer = page.client.get(page.path)
    if answer.streaming:
        for _ in answer:
            pass
    wall, cpu = time.perf_counter() - begun, _worked_s() - worked
    return 1000 * wall, 1000 * cpu, answer.status_code


def _worked_s() -> float:
    """Processor time so far: ours, and that of PostgreSQL's process for us if it is on this machine."""
    if connection.vendor != "postgresql":
        return time.process_time()  # SQLite works in our own process
    connection.ensure_connection()
    schedstat = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    theirs_ns = int(schedstat.read_text().split()[0]) if schedstat.exists() else 0
    return time.process_time() + theirs_ns / 1e9


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", help="part of a name")
    options = parser.parse_args()
    study = Study.objects.filter(name=MANY).first()
    if study is None:
        sys.exit("there is no large study: run `manage.py demo_data --sessions 100000` first")
    setup_test_environment()
    administrator, new = User.objects.get_or_create(
        username="demo-timings", defaults={"is_staff": True, "is_superuser": True}
    )
    try:
        return _table(study, _client(administrator), options.runs, options.only)
    finally:
        if new:
            administrator.delete()


def _table(study: Study, administrator: Client, runs: int, only: str) -> int:
    counts = [
        f"{model._meta.verbose_name_plural}: {model._base_manager.filter(**{path: study}).count()}"
        for model, path in (
            (Session, "study"),
            (Participant, "study"),
            (Reference, "session__study"),
            (Analysis, "session__study"),
        )
    ]
    print(f"{connection.vendor}; {', '.join(counts)}\n")
    print("| page | status | queries | first (ms) | median (ms) | p95 (ms) | CPU (ms) |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    coordinator = _client(User.objects.get(username="demo-coordinator"))
    slow = []
    for page in pages(study, coordinator, administrator):
        if only in page.name:
            found = measure(page, runs)
            over = found.median_ms > LIMIT_MS
            slow += [page.name] if over else []
            print(
                f"| {page.name}{' (!)' if over else ''} | {found.status} | {found.queries} "
                f"| {found.first_ms:.0f} | {found.median_ms:.0f} | {found.p95_ms:.0f} | {found.cpu_ms:.0f} |",
                flush=True,
            )
    print(f"\nover {LIMIT_MS} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
