"""The jobs and the results of a study, as its page shows them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from redis.exceptions import RedisError

from webapp.jobs.rows import OPEN
from webapp.jobs.wake import QUEUE
from webapp.live import registry
from webapp.records.models import Analysis, Job, Session, Study, Trace

SHOWN = 20  # the newest jobs


@dataclass(frozen=True, slots=True)
class Line:
    """How far one job is, in words and numbers."""

    id: str
    state: str
    words: str
    part: int
    """Of `whole`, done or skipped."""
    whole: int
    is_open: bool


def jobs_of(study: Study) -> list[Job]:
    newest = study.jobs.select_related("created_by").defer("cursor")
    return list(newest[:SHOWN])


def line(job: Job) -> Line:
    part = job.done + job.skipped
    return Line(str(job.pk), str(job.state), _words(job), part, max(job.total, part, 1), job.state in OPEN)


def progress(study: Study) -> list[dict[str, Any]]:
    newest = study.jobs.only("kind", "state", "total", "done", "skipped", "started_at")
    return [asdict(line(job)) for job in newest[:SHOWN]]


def what(job: Job) -> str:
    """What the job is about. Whom it is about is not said."""
    if job.kind != Job.Kind.REANALYSIS:
        return str(job.get_kind_display())
    chosen = job.parameters.get("sessions")
    many = _("all sessions") if chosen is None else _number_of_sessions(len(chosen))
    return _("Analyse again: %(many)s with %(method)s") % {"many": many, "method": job.parameters["method"]}


def _number_of_sessions(count: int) -> str:
    return ngettext("%(count)s session", "%(count)s sessions", count) % {"count": count}


def versions(study: Study) -> list[dict[str, Any]]:
    """Which results there are beside those measured live: method, software, network, and of how many."""
    of_study = Analysis.objects.filter(session__study=study).order_by("method", "software", "model")
    named = of_study.values("method", "software", "model")
    return [dict(row) for row in named.annotate(count=Count("session", distinct=True))]


def counts(study: Study) -> dict[str, int]:
    """How many sessions there are, and how many of them can be analysed again."""
    return {
        "sessions": Session.objects.filter(study=study).count(),
        "signals": Trace.objects.filter(session__study=study).count(),
    }


def has_worker() -> bool:
    try:
        return registry.is_heard(QUEUE)
    except (RedisError, OSError):
        return False


def _words(job: Job) -> str:
    state = Job.State(job.state)
    if state is Job.State.QUEUED and job.started_at is None:
        return _("waits")
    numbers = _("%(part)s of %(total)s") % {"part": job.done + job.skipped, "total": job.total}
    if job.skipped:
        numbers += _(", %(skipped)s of them skipped") % {"skipped": job.skipped}
    names = {
        Job.State.QUEUED: _("runs"),
        Job.State.RUNNING: _("runs"),
        Job.State.DONE: _("done"),
        Job.State.FAILED: _("failed"),
        Job.State.CANCELLED: _("cancelled"),
    }
    return f"{names[state]}: {numbers}"
