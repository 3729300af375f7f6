"""The page of the patient in a study: measured by the protocol, with the study's questions.

It is the same page as `/`, whose contracts stay as they are; only its sessions are made here.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from pydantic import BaseModel, ConfigDict, Field

from webapp.enrolment import answers
from webapp.enrolment.access import participant_for
from webapp.enrolment.device import device_of
from webapp.enrolment.enrolled import (
    Measured,
    check_activity,
    check_may_begin,
    next_one,
    signals_are_kept,
)
from webapp.enrolment.own import agreed_to
from webapp.enrolment.progress import Step, counting, standing_of
from webapp.measure.begin import begin
from webapp.measure.body import read
from webapp.measure.refusal import Refusal, answering, own_session
from webapp.measure.views import made, page
from webapp.measure.wish import Wish, parse_as
from webapp.records.access import viewer_of
from webapp.records.models import Participant, Question, Session
from webapp.studies.forms import lines_of

When = Question.When
LOCAL_TIME = "{at}"
"""The page puts in when the next one is due, by its own clock."""


class StudyWish(Wish):
    """What a participant asks to be measured; mode and method are the protocol's."""

    answers: dict[str, str] = Field(default_factory=dict)
    """By number of the question."""
    activity: str = Field(default="", max_length=60)


class Afterwards(BaseModel):
    """The body of `POST …/sessions/<id>/`."""

    model_config = ConfigDict(strict=True, extra="forbid")

    answers: dict[str, str]


@require_GET
@never_cache
@ensure_csrf_cookie
def measure(request: HttpRequest, study: int) -> HttpResponse:
    participant = participant_for(request, study)
    try:
        check_may_begin(participant)
    except Refusal:
        return redirect("enrolment:study", study)  # where it says why, and what comes next
    shown: dict[str, Any] = {
        "study": participant.study,
        "text": agreed_to(participant),
        "before": _with_choices(_asked(participant, When.BEFORE)),
        "afterwards": _with_choices(_asked(participant, When.AFTER)),
        "activities": lines_of(participant.study.activities),
        "signals_are_kept": signals_are_kept(participant),
        "begin": reverse("enrolment:sessions", args=[study]),
    }
    return page(request, "enrolment/measure.html", shown)


@require_POST
@never_cache
@answering
def sessions(request: HttpRequest, study: int) -> HttpResponseBase:
    """As `POST /sessions/`, with the answers."""
    participant = participant_for(request, study)
    wish = parse_as(StudyWish, request.body)
    if wish.source != "camera":
        raise Refusal(400, "bad_request", _("In a study the camera is measured, nothing else."))
    check_may_begin(participant)
    measured = Measured(
        participant=participant,
        method=participant.study.method,
        device=device_of(request.headers.get("User-Agent", "")),
        activity=check_activity(participant.study, wish.activity),
        given=answers.check(_asked(participant, When.BEFORE), wish.answers),
    )
    keeps = wish.store_signals or signals_are_kept(participant)
    wish = wish.model_copy(update={"mode": participant.study.mode, "store_signals": keeps})
    viewer = viewer_of(request)
    if viewer.visitor is None:
        text = _("Your browser sent no cookie: allow cookies and reload the page.")
        raise Refusal(400, "bad_request", text)
    return made(begin(viewer, wish, request.META.get("REMOTE_ADDR", ""), measured))


@require_http_methods(["GET", "POST"])
@never_cache
@answering
def session(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponseBase:
    """What the study makes of one measurement; with POST the questions after it are answered."""
    participant = participant_for(request, study)
    found = own_session(request, pk)
    if found.participant_id != participant.pk:
        raise Refusal(404, "not_found", _("There is no such measurement."))
    if request.method == "POST":
        given = read(Afterwards, request.body).answers
        answers.keep(found, answers.check(_asked(participant, When.AFTER), given))
        return JsonResponse(_outcome(participant, found, answered=True))
    return JsonResponse(_outcome(participant, found))


def _outcome(participant: Participant, found: Session, answered: bool = False) -> dict[str, Any]:
    """In words, whether questions are left, and whether one may measure again now."""
    counts = Session.objects.filter(counting(participant.study), pk=found.pk).exists()
    standing = standing_of(participant)
    afterwards = _asked(participant, When.AFTER)
    asks = bool(afterwards) and not answered and not found.answers.filter(question__in=afterwards).exists()
    if counts:
        text = _("Thank you: %(done)s of %(expected)s measurements are done.")
        thanks = text % {"done": standing.done, "expected": standing.expected}
        words = f"{thanks} {next_one(standing, LOCAL_TIME)}"
    else:
        words = _("This measurement was not good enough for the study. Please measure again.")
    due_at = standing.opens_at.isoformat() if standing.opens_at else None
    again = standing.step in (Step.DUE, Step.OVERDUE)
    return {"words": words, "due_at": due_at, "asks": asks, "again": again}


def _asked(participant: Participant, when: Question.When) -> list[Question]:
    return list(participant.study.questions.filter(when=when, retired=False).order_by("position", "pk"))


def _with_choices(questions: list[Question]) -> list[tuple[Question, list[str]]]:
    return [(question, lines_of(question.choices)) for question in questions]
