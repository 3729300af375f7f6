"""Joining a study with a link or a code. Looking does not use up an invitation: mail scanners look too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods
from redis.exceptions import RedisError

from webapp.enrolment import attempts, texts
from webapp.enrolment.access import participations_of
from webapp.enrolment.invitations import Condition, condition, find, use_up
from webapp.enrolment.secrets import normal
from webapp.enrolment.texts import No, say
from webapp.measure import consent
from webapp.records.access import give_cookie, log, viewer_of
from webapp.records.models import AccessLog, Agreement, Invitation, Participant, Study, StudyConsent

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class _Refused(Exception):
    """Raised inside the transaction of joining, so that nothing of it stays."""

    def __init__(self, no: No) -> None:
        super().__init__(str(no.text))
        self.no = no


def patient_with_guesses(view: View[P]) -> View[P]:
    """Refuses an address that has tried too much; says so when Redis, which counts, is away."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            if attempts.wait_s(_address(request)):
                return say(request, texts.TOO_MANY)
            return view(request, *args, **kwargs)
        except RedisError:
            return say(request, texts.UNAVAILABLE)

    return answer


@require_http_methods(["GET", "POST"])
@never_cache
@patient_with_guesses
def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code that stands on the paper."""
    if request.method == "GET":
        return render(request, "enrolment/code.html")
    typed = request.POST.get("code", "")[:100]
    if find(normal(typed)) is None:
        attempts.miss(_address(request))
        return render(
            request, "enrolment/code.html", {"problem": texts.UNKNOWN.text, "typed": typed}, status=404
        )
    return redirect("enrolment:join", normal(typed))


@require_http_methods(["GET", "POST"])
@never_cache
@ensure_csrf_cookie
@patient_with_guesses
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """The study, its text and the installation's; with POST one joins."""
    invitation = find(secret)
    if invitation is None:
        attempts.miss(_address(request))
        return say(request, texts.UNKNOWN)
    if _is_own(request, invitation):
        return redirect("enrolment:study", invitation.study_id)
    if (found := condition(invitation)) != Condition.OPEN:
        return say(request, texts.OF_CONDITION[found])
    if request.method == "POST":
        return _join(request, invitation)
    return _page(request, invitation)


def newest_consent(study: Study) -> StudyConsent | None:
    return study.consents.order_by("-version").first()


def agree(participant: Participant, to: StudyConsent) -> None:
    """Once more after leaving and coming back is a new agreement to the same words."""
    given = {"withdrawn_at": None}
    Agreement.objects.update_or_create(participant=participant, consent=to, defaults=given)


def _join(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    newest = newest_consent(invitation.study)
    if newest is None or request.POST.get("version") != str(newest.version):
        return _page(request, invitation, changed=True, status=409)
    if request.POST.get("agree") != "yes":
        return _page(request, invitation, unticked=True, status=422)
    if viewer_of(request).visitor is None:
        return say(request, texts.NO_COOKIE)
    try:
        _bind(request, invitation, newest)
    except _Refused as refused:
        return say(request, refused.no)
    target = f"participant:{invitation.participant_id}"
    log(request, AccessLog.Action.CHANGE, target, invitation.study, "joined")
    return redirect("enrolment:study", invitation.study_id)


@transaction.atomic
def _bind(request: HttpRequest, invitation: Invitation, newest: StudyConsent) -> None:
    """Raises _Refused: of two browsers at once, one joins."""
    study = Study.objects.select_for_update().get(pk=invitation.study_id)
    if study.state != Study.State.OPEN:
        raise _Refused(texts.OF_CONDITION[Condition.CLOSED])
    if not use_up(invitation):
        raise _Refused(texts.OF_CONDITION[Condition.USED])
    viewer = viewer_of(request)
    others = participations_of(viewer).filter(study=study, withdrawn_at=None)
    if others.exclude(pk=invitation.participant_id).exists():
        raise _Refused(texts.SOMEBODY_ELSE)
    participant = Participant.objects.select_for_update().get(pk=invitation.participant_id)
    if participant.withdrawn_at:
        raise _Refused(texts.OF_CONDITION[Condition.WITHDRAWN])
    participant.user_id = request.user.pk
    participant.visitor = None if participant.user_id else viewer.visitor
    participant.joined_at = participant.joined_at or timezone.now()
    participant.save(update_fields=["user", "visitor", "joined_at"])
    agree(participant, newest)


def _page(
    request: HttpRequest,
    invitation: Invitation,
    changed: bool = False,
    unticked: bool = False,
    status: int = 200,
) -> HttpResponse:
    study = invitation.study
    shown = {
        "study": study,
        "text": newest_consent(study),
        "installation": consent.CURRENT,
        "questions": study.questions.filter(retired=False),
        "changed": changed,
        "unticked": unticked,
    }
    response = render(request, "enrolment/join.html", shown, status=status)
    give_cookie(request, response)
    return response


def _is_own(request: HttpRequest, invitation: Invitation) -> bool:
    """Whoever opens the used link again comes to the own page."""
    own = participations_of(viewer_of(request)).filter(pk=invitation.participant_id, withdrawn_at=None)
    return invitation.used_at is not None and own.exists()


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
