"""`/api/studies/<study>/jobs/`: analyse stored signals again, in the background, and see how far it is."""

from __future__ import annotations

import uuid

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from webapp.api.auth import caller_of
from webapp.api.door import read_study, seat_of
from webapp.api.errors import Invalid
from webapp.api.parameters import StudyNumber
from webapp.api.schemas.job import JobOut, ReanalysisIn
from webapp.jobs.reanalysis import UnknownMethod, start_reanalysis
from webapp.records.models import AccessLog, Job
from webapp.studies.access import Role

SHOWN = 50

router = Router()


@router.get("", response=list[JobOut], summary="Jobs of a study")
def list_jobs(request: HttpRequest, study: StudyNumber) -> list[Job]:
    """The newest 50, newest first."""
    seat = read_study(request, study, "jobs")
    return list(Job.objects.filter(study=seat.study)[:SHOWN])


@router.get("{uuid:job}/", response=JobOut, summary="One job")
def show_job(request: HttpRequest, study: StudyNumber, job: uuid.UUID) -> Job:
    """Ask again every few seconds until `ended_at` is there."""
    seat = read_study(request, study, "job")
    return get_object_or_404(Job, study=seat.study, pk=job)


@router.post("", response={202: JobOut}, summary="Analyse sessions again")
def start_analysis(request: HttpRequest, study: StudyNumber, body: ReanalysisIn) -> Status[Job]:
    """Adds a result to each session with signals; nothing is overwritten. Not for those who only read."""
    seat = seat_of(request, study, Role.REVIEWER)
    try:
        job = start_reanalysis(request, seat, body.sessions, body.method)
    except UnknownMethod as error:
        raise Invalid(f"body.method: {error}") from error
    caller = caller_of(request)
    if caller.key:  # the row of the job itself names nobody
        caller.log(AccessLog.Action.CHANGE, f"job:{job.pk}", seat.study, "api, analyse again")
    return Status(202, job)
