"""Analyse the stored signals of sessions again. Each result is one more; none is overwritten."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import HttpRequest

from vitals.errors import VitalsError
from webapp import jobs
from webapp.jobs.methods import METHODS
from webapp.jobs.step import Handler, Step
from webapp.records import keep
from webapp.records.access import log
from webapp.records.json import estimate
from webapp.records.models import AccessLog, Analysis, Annotation, Job, Session, Trace
from webapp.records.software import SOFTWARE
from webapp.studies.access import Seat

if TYPE_CHECKING:  # the web server starts such jobs and needs none of the numerical libraries
    from vitals.monitor import Measurement
    from vitals.types import Trace as Samples

PKS_AT_ONCE = 100
Chosen = QuerySet[Session] | Iterable[uuid.UUID] | None


class UnknownMethod(ValueError):
    """Raised for a method that is not ours."""

    def __init__(self, method: str) -> None:
        super().__init__(f"unknown method {method!r}: choose one of {', '.join(METHODS)}")


def start_reanalysis(request: HttpRequest, seat: Seat, sessions: Chosen, method: str) -> Job:
    """Analyse sessions of the seat's study again; None means all of them.

    Those that belong to another study, have no signals, or are excluded as a whole are skipped.
    Raises UnknownMethod. Whether the seat may do it is the caller's to check.
    """
    if method not in METHODS:
        raise UnknownMethod(method)
    pks = None if sessions is None else sorted({pk.hex for pk in _pks_of(sessions)})
    job = jobs.start(Job.Kind.REANALYSIS, seat.study, {"method": method, "sessions": pks}, request.user)
    many = "all sessions" if pks is None else f"{len(pks)} sessions"
    log(request, AccessLog.Action.CHANGE, f"job:{job.pk}", seat.study, f"analyse {many} again, {method}")
    return job


def _pks_of(sessions: QuerySet[Session] | Iterable[uuid.UUID]) -> Iterable[uuid.UUID]:
    return sessions.values_list("pk", flat=True) if isinstance(sessions, QuerySet) else sessions


def _count(job: Job) -> int:
    chosen: list[str] | None = job.parameters["sessions"]
    return Session.objects.filter(study=job.study).count() if chosen is None else len(chosen)


def _steps(job: Job) -> Iterator[Step]:
    for pk in _pks(job):
        yield _again(job, pk)


def _pks(job: Job) -> Iterator[uuid.UUID]:
    """The sessions after the cursor; those that come while the job runs may be among them."""
    chosen: list[str] | None = job.parameters["sessions"]
    if chosen is not None:
        yield from (uuid.UUID(pk) for pk in chosen if pk > job.cursor)
        return
    of_study = Session.objects.filter(study=job.study).order_by("pk").values_list("pk", flat=True)
    last = uuid.UUID(job.cursor or uuid.UUID(int=0).hex)
    while batch := list(of_study.filter(pk__gt=last)[:PKS_AT_ONCE]):
        yield from batch
        last = batch[-1]


def _again(job: Job, pk: uuid.UUID) -> Step:
    trace = _signals(job, pk).select_related("session").first()
    if trace is None or _is_excluded(pk):
        return Step(pk.hex, done=0, skipped=1)
    try:
        measurement = _measure(trace, job.parameters["method"])
    except (VitalsError, ValueError, zlib.error) as error:
        return Step(pk.hex, done=0, skipped=1, problem=str(error))
    kept = _keep(job, pk, measurement)
    return Step(pk.hex, done=int(kept), skipped=int(not kept))


def _signals(job: Job, pk: uuid.UUID) -> QuerySet[Trace]:
    return Trace.objects.filter(session_id=pk, session__study=job.study)


def _is_excluded(pk: uuid.UUID) -> bool:
    return Annotation.objects.filter(session_id=pk, excludes=True, start_s=None).exists()


def _measure(trace: Trace, method: str) -> Measurement:
    from vitals.measuring import measure_trace

    return measure_trace(_from_zero(trace.samples()), method, trace.session.model or None)


def _from_zero(samples: Samples) -> Samples:
    """Its times from the first frame on, as all that is kept of a session has them."""
    return replace(samples, t_s=samples.t_s - samples.t_s[:1])


@transaction.atomic
def _keep(job: Job, pk: uuid.UUID, found: Measurement) -> bool:
    """Whether there was still something to keep it with: who withdrew in the meantime is gone."""
    if not (Session.objects.hold(pk) and _signals(job, pk).exists()):
        return False
    if Analysis.objects.filter(session_id=pk, job=job).exists():
        return True  # done before a break
    last = Analysis.objects.filter(session_id=pk).aggregate(last=Max("number"))["last"] or 0
    Analysis.objects.create(
        session_id=pk,
        number=last + 1,
        job=job,
        method=found.method,
        software=SOFTWARE,
        model=found.model or "",
        series=[estimate(keep.row(pk, second, first_t_s=0.0)) for second in found.series],
        created_by=job.created_by,
        **keep.rates(found),
    )
    return True


HANDLER = Handler(_count, _steps)
