"""A participant's own page of a study: what is next, what was agreed to and measured, and leaving."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from webapp.enrolment.access import participant_for, participations_of
from webapp.enrolment.join import agree, newest_consent
from webapp.enrolment.progress import Step, counting, standing_of
from webapp.enrolment.withdrawal import withdraw
from webapp.records.access import give_cookie, log, viewer_of
from webapp.records.models import AccessLog, Participant, Session, Study, StudyConsent
from webapp.records.visibility import Viewer

SESSIONS = 50


def agreed_to(participant: Participant) -> StudyConsent | None:
    """The newest text that the participant agreed to and has not taken back."""
    given = participant.agreements.filter(withdrawn_at=None).select_related("consent")
    newest = given.order_by("-consent__version").first()
    return newest.consent if newest else None


@require_GET
@never_cache
@ensure_csrf_cookie
def study(request: HttpRequest, study: int) -> HttpResponse:
    return _page(request, participant_for(request, study))


@require_POST
@never_cache
def agree_again(request: HttpRequest, study: int) -> HttpResponse:
    """To a newer version of the text, which stands above the button."""
    participant = participant_for(request, study)
    newest = newest_consent(participant.study)
    is_that = newest is not None and request.POST.get("version") == str(newest.version)
    if newest is None or participant.withdrawn_at or not is_that or request.POST.get("agree") != "yes":
        return _page(request, participant, status=409)
    agree(participant, newest)
    log(request, AccessLog.Action.CHANGE, f"participant:{participant.pk}", participant.study, "agreed")
    return redirect("enrolment:study", study)


@require_http_methods(["GET", "POST"])
@never_cache
@ensure_csrf_cookie
def leave(request: HttpRequest, study: int) -> HttpResponse:
    """The second of two presses; what it does stands above it."""
    participant = participant_for(request, study)
    if request.method == "GET" and participant.withdrawn_at is None:
        count = participant.sessions.count()
        return render(request, "enrolment/leave.html", {"study": participant.study, "count": count})
    if withdraw(participant, request.user):
        log(request, AccessLog.Action.DELETE, f"participant:{participant.pk}", participant.study, "withdrew")
    return render(request, "enrolment/left.html", {"study": participant.study})


def studies_of(request: HttpRequest) -> list[Participant]:
    """In which studies whoever asks takes part: for the page of one's own data."""
    return list(participations_of(viewer_of(request)).filter(withdrawn_at=None))


def _page(request: HttpRequest, participant: Participant, status: int = 200) -> HttpResponse:
    if participant.withdrawn_at:
        return render(request, "enrolment/left.html", {"study": participant.study}, status=status)
    newest, agreed = newest_consent(participant.study), agreed_to(participant)
    is_open = participant.study.state == Study.State.OPEN
    standing = standing_of(participant)
    may_now = is_open and newest == agreed and standing.step in (Step.DUE, Step.OVERDUE)
    shown: dict[str, Any] = {
        "study": participant.study,
        "participant": participant,
        "standing": standing,
        "text": newest,
        "must_agree": is_open and newest != agreed,
        "may_measure": may_now,
        "sessions": _sessions(viewer_of(request), participant),
    }
    response = render(request, "enrolment/study.html", shown, status=status)
    give_cookie(request, response)  # whoever comes regularly does not lose the study with the cookie
    return response


def _sessions(viewer: Viewer, participant: Participant) -> list[tuple[Any, bool]]:
    """The newest ones that belong to whoever asks, with whether each counts."""
    own = Session.objects.owned_by(viewer).filter(participant=participant)
    counted = set(own.filter(counting(participant.study)).values_list("pk", flat=True))
    return [(each, each.pk in counted) for each in own.order_by("-started_at")[:SESSIONS]]
