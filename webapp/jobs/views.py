"""The analyses of a study: start one, see how far it is, stop it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from webapp.jobs import overview, rows
from webapp.jobs.forms import StartForm
from webapp.jobs.reanalysis import start_reanalysis
from webapp.jobs.wake import wake
from webapp.records.access import log
from webapp.records.models import AccessLog, Job
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.page import study_page


@require_GET
@never_cache
@login_required
def analyses(request: HttpRequest, study: int) -> HttpResponse:
    seat = seat_for(request, study)
    log(request, AccessLog.Action.VIEW, f"study:{study}", seat.study, "analyses")
    return _page(request, seat, StartForm(initial={"method": seat.study.method or None}))


@require_GET
@never_cache
@login_required
def progress(request: HttpRequest, study: int) -> JsonResponse:
    """How far the jobs are; the page asks for it while one runs."""
    return JsonResponse({"jobs": overview.progress(seat_for(request, study).study)})


@require_POST
@login_required
def start(request: HttpRequest, study: int) -> HttpResponse:
    """Analyse the whole study again."""
    seat = seat_for(request, study, Role.REVIEWER)
    form = StartForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, form, status=400)
    start_reanalysis(request, seat, None, form.cleaned_data["method"])
    messages.success(request, _("The analysis is started. You can leave this page: it goes on."))
    return redirect("jobs:list", study)


@require_POST
@login_required
def cancel(request: HttpRequest, study: int, job: uuid.UUID) -> HttpResponse:
    found = _job_of(seat_for(request, study, Role.REVIEWER), job)
    if found.kind != Job.Kind.REANALYSIS:
        raise PermissionDenied(_("A person has asked for this: it cannot be cancelled."))
    if rows.cancel(found.pk):
        log(request, AccessLog.Action.CHANGE, f"job:{job}", found.study, "cancelled")
        messages.success(request, _("The job is cancelled. What it has done stays."))
    else:
        messages.info(request, _("The job was over already."))
    return redirect("jobs:list", study)


@require_POST
@login_required
def again(request: HttpRequest, study: int, job: uuid.UUID) -> HttpResponse:
    found = _job_of(seat_for(request, study, Role.REVIEWER), job)
    if rows.again(found.pk):
        log(request, AccessLog.Action.CHANGE, f"job:{job}", found.study, "tried again")
        wake(found.pk)
        messages.success(request, _("The job goes on where it stopped."))
    else:
        messages.info(request, _("Only a job that failed can be tried again."))
    return redirect("jobs:list", study)


def _job_of(seat: Seat, pk: uuid.UUID) -> Job:
    found = Job.objects.filter(study=seat.study, pk=pk).first()
    if found is None:
        raise Http404("no such job")
    return found


def _page(request: HttpRequest, seat: Seat, form: StartForm, status: int = 200) -> HttpResponse:
    jobs = [(job, overview.what(job), overview.line(job)) for job in overview.jobs_of(seat.study)]
    shown = {
        "form": form,
        "jobs": jobs,
        "is_working": any(line.is_open for _, _, line in jobs),
        "has_worker": overview.has_worker(),
        "versions": overview.versions(seat.study),
        **overview.counts(seat.study),
    }
    return study_page(request, seat, "jobs/list.html", shown, status)
