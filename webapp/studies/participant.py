"""One participant: what is known, how far the measurements are, the invitations, and leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from webapp.enrolment.invitations import condition
from webapp.enrolment.progress import standing_of
from webapp.enrolment.withdrawal import withdraw
from webapp.records.access import log
from webapp.records.models import AccessLog, Participant
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.forms import ParticipantForm
from webapp.studies.merging import differences, merged, typed_in
from webapp.studies.page import study_page

TEMPLATE = "studies/participant.html"
SESSIONS = 20


def participant_of(seat: Seat, pk: int) -> Participant:
    """A participant of this study. Raises Http404 for those of others."""
    found: Participant | None = (
        Participant.objects.select_related("study").filter(study=seat.study, pk=pk).first()
    )
    if found is None:
        raise Http404("no such participant")
    return found


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def participant(request: HttpRequest, study: int, participant: int) -> HttpResponse:
    """Everybody in the study may look; a coordinator may change."""
    seat = seat_for(request, study, Role.COORDINATOR if request.method == "POST" else Role.READER)
    found = participant_of(seat, participant)
    if request.method == "POST":
        return _save(request, seat, found)
    log(request, AccessLog.Action.VIEW, f"participant:{found.pk}", seat.study)
    return _page(request, seat, found, ParticipantForm(instance=found))


@require_POST
@login_required
def leave(request: HttpRequest, study: int, participant: int) -> HttpResponse:
    """The participant has asked to leave: by the study's rule, at once and for good."""
    seat = seat_for(request, study, Role.COORDINATOR)
    found = participant_of(seat, participant)
    if withdraw(found, request.user):
        log(request, AccessLog.Action.DELETE, f"participant:{found.pk}", seat.study, "withdrawn")
        messages.success(request, _("Withdrawn."))
    else:
        messages.info(request, _("This participant had left already."))
    return redirect("studies:participant", study, participant)


def _save(request: HttpRequest, seat: Seat, found: Participant) -> HttpResponse:
    form = ParticipantForm(request.POST, instance=participant_of(seat, found.pk))
    if not form.is_valid():
        return _page(request, seat, found, form, status=422)
    changed = typed_in(form)
    with transaction.atomic():
        now = Participant.objects.select_for_update().get(pk=found.pk)
        current = ParticipantForm(instance=now)
        changes = differences(form, current)
        if changes:
            again = ParticipantForm(merged(form, current), instance=participant_of(seat, found.pk))
            return _page(request, seat, found, again, status=409, changes=changes)
        for name, value in changed.items():
            setattr(now, name, value)
        now.save(update_fields=list(changed))
    if changed:
        log(request, AccessLog.Action.CHANGE, f"participant:{found.pk}", seat.study, ", ".join(changed))
    return redirect("studies:participant", seat.study.pk, found.pk)


def _page(
    request: HttpRequest,
    seat: Seat,
    found: Participant,
    form: ParticipantForm,
    status: int = 200,
    changes: object = (),
) -> HttpResponse:
    invitations = found.invitations.select_related("study", "participant")
    shown = {
        "participant": found,
        "standing": standing_of(found),
        "form": form,
        "differences": changes,
        "invitations": [(each, condition(each)) for each in invitations],
        "sessions": found.sessions.order_by("-started_at")[:SESSIONS],
        "agreements": found.agreements.select_related("consent"),
    }
    return study_page(request, seat, TEMPLATE, shown, status=status)
