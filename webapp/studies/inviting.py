"""Invitations on paper: made, shown once, revoked."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from webapp.enrolment import invitations
from webapp.enrolment.invitations import LIFE, Made
from webapp.records.access import log
from webapp.records.models import AccessLog, Invitation, Participant, Study
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.page import study_page

MOST_AT_ONCE = 200
WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one participant gets on paper."""

    pseudonym: str
    link: str
    code: str
    picture: SafeString


@require_POST
@never_cache
@login_required
def invite(request: HttpRequest, study: int) -> HttpResponse:
    """For the participants ticked, or for all who have neither joined nor an open invitation.

    The answer is the only place where links and codes ever stand.
    """
    seat = seat_for(request, study, Role.COORDINATOR)
    chosen = _chosen(seat.study, request.POST.getlist("participant"))
    if problem := _problem(seat.study, chosen):
        messages.error(request, problem)
        return redirect("studies:participants", study)
    made = invitations.invite(chosen, request.user)
    log(request, AccessLog.Action.CHANGE, f"participants:{study}", seat.study, f"{len(made)} invited")
    return _sheets(request, seat, made)


@require_POST
@login_required
def revoke(request: HttpRequest, study: int, invitation: int) -> HttpResponse:
    seat = seat_for(request, study, Role.COORDINATOR)
    found = Invitation.objects.filter(study=seat.study, pk=invitation).first()
    if found is None:
        raise Http404("no such invitation")
    if invitations.revoke(found):
        log(request, AccessLog.Action.CHANGE, f"participant:{found.participant_id}", seat.study, "revoked")
        messages.success(request, _("Revoked: link and code are of no use any more."))
    else:
        messages.info(request, _("It was used or revoked already."))
    return redirect("studies:participant", study, found.participant_id)


def _chosen(study: Study, asked: list[str]) -> list[Participant]:
    """Raises Http404 where a number is none of a participant of this study."""
    here = study.participants.filter(withdrawn_at=None)
    if asked == [WAITING]:
        open_ones = Invitation.objects.filter(study=study, used_at=None, revoked_at=None)
        invited = open_ones.values("participant")
        return list(here.filter(joined_at=None).exclude(pk__in=invited)[:MOST_AT_ONCE])
    numbers = {int(each) for each in asked if each.isascii() and each.isdigit() and len(each) < 19}
    found = list(here.filter(pk__in=numbers))
    if len(found) != len(set(asked)):
        raise Http404("no such participant")
    return found


def _problem(study: Study, chosen: list[Participant]) -> str:
    if not chosen:
        return _("Nobody is without an invitation. Choose who gets another one.")
    if len(chosen) > MOST_AT_ONCE:
        return _("Invite at most %s at once.") % MOST_AT_ONCE
    if study.state != Study.State.OPEN:
        return _("This study is closed: nobody can join.")
    if not study.consents.exists():
        return _("Write the consent text first: without one nobody can agree to it.")
    return ""


def _sheets(request: HttpRequest, seat: Seat, made: list[Made]) -> HttpResponse:
    shown = {
        "sheets": [_sheet(request, each) for each in made],
        "days": LIFE.days,
        "expires_at": made[0].invitation.expires_at,
        "address": request.build_absolute_uri(reverse("enrolment:code")),
    }
    return study_page(request, seat, "studies/invitations.html", shown)


def _sheet(request: HttpRequest, made: Made) -> Sheet:
    link = request.build_absolute_uri(reverse("enrolment:join", args=[made.secret.token]))
    picture = segno.make(link, error="m").svg_inline(border=4, light="white", omitsize=True)
    return Sheet(made.participant.pseudonym, link, made.secret.code, mark_safe(picture))
