"""What a study asks before and after each measurement. Answers stay with the words they were given to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from webapp.records.access import log
from webapp.records.models import AccessLog, Answer, Question, Study
from webapp.studies.access import Role, seat_for
from webapp.studies.forms import QuestionForm
from webapp.studies.page import study_page

MOST = 50  # questions that are asked


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def questions(request: HttpRequest, study: int) -> HttpResponse:
    """All of them in their order, and a form for one more."""
    seat = seat_for(request, study, Role.COORDINATOR)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _add(seat.study, form):
            log(request, AccessLog.Action.CHANGE, f"study:{study}", seat.study, "question added")
            return redirect("studies:questions", study)
        form.add_error(None, _("This study asks %s questions already: stop asking one first.") % MOST)
    answered = Exists(Answer.objects.filter(question=OuterRef("pk")))
    shown = {"form": form, "questions": seat.study.questions.annotate(is_answered=answered)}
    return study_page(request, seat, "studies/questions.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def change(request: HttpRequest, study: int, question: int) -> HttpResponse:
    """Move it up or down, stop asking it, or ask it again."""
    seat = seat_for(request, study, Role.COORDINATOR)
    what = request.POST.get("what", "")
    if what not in CHANGES:
        raise Http404("no such change")
    with transaction.atomic():
        _hold(seat.study)
        found = seat.study.questions.filter(pk=question).first()
        if found is None:
            raise Http404("no such question")
        told = CHANGES[what](found)
    log(request, AccessLog.Action.CHANGE, f"question:{question}", seat.study, what)
    if told:
        messages.success(request, told)
    return redirect("studies:questions", study)


def _up(question: Question) -> str:
    return _swap(question, -1)


def _down(question: Question) -> str:
    return _swap(question, 1)


def _stop(question: Question) -> str:
    """Answers are data: a question that has some is only asked no more."""
    if question.answers.exists():
        question.retired = True
        question.save(update_fields=["retired"])
        return _("It is not asked any more; its answers stay.")
    question.delete()
    return _("It is removed.")


def _ask(question: Question) -> str:
    question.retired = False
    question.save(update_fields=["retired"])
    return ""


CHANGES = {"up": _up, "down": _down, "stop": _stop, "ask": _ask}


@transaction.atomic
def _add(study: Study, form: QuestionForm) -> bool:
    _hold(study)
    if study.questions.filter(retired=False).count() >= MOST:
        return False
    last = study.questions.aggregate(last=Max("position"))["last"]
    form.instance.study = study
    form.instance.position = 0 if last is None else last + 1
    form.save()
    return True


def _swap(question: Question, step: int) -> str:
    """Change places with its neighbour among those of the same time."""
    row = list(question.study.questions.filter(when=question.when).order_by("position", "pk"))
    here = row.index(question)
    there = here + step
    if 0 <= there < len(row):
        row[here], row[there] = row[there], row[here]
        for position, each in enumerate(row):
            each.position = position
        Question.objects.bulk_update(row, ["position"])
    return ""


def _hold(study: Study) -> None:
    """One at a time changes the questions; who edits the protocol meanwhile is told."""
    Study.objects.select_for_update().get(pk=study.pk)
    Study.objects.filter(pk=study.pk).update(version=F("version") + 1)
