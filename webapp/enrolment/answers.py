"""Answers to a study's questions: checked against the question, kept as text."""

from __future__ import annotations

import math
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from webapp.measure.plain import plain
from webapp.measure.refusal import Refusal
from webapp.records.models import Answer, Question, Session
from webapp.studies.forms import lines_of

LENGTH = 500  # letters
LARGEST = 1e9
YES_NO = ("yes", "no")
Given = list[tuple[Question, str]]


def check(questions: Iterable[Question], given: dict[str, str]) -> Given:
    """What is to be kept. Raises Refusal that names the question, or says that there is none."""
    asked = {str(question.pk): question for question in questions}
    if set(given) - set(asked):
        text = _("The questions of the study have changed: reload the page.")
        raise Refusal(409, "questions_changed", text)
    found = [(question, _value(question, given.get(key, ""))) for key, question in asked.items()]
    return [(question, value) for question, value in found if value]


def keep(session: Session, given: Given) -> None:
    """Raises Refusal where the same was answered before: the first answer stays."""
    rows = [Answer(session=session, question=question, value=value) for question, value in given]
    try:
        with transaction.atomic():
            Answer.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refusal(409, "answered", _("That was answered already.")) from error


def _value(question: Question, typed: str) -> str:
    value = plain(typed)
    if not value and question.required:
        raise _wrong(question, _("an answer is needed"))
    if value and (fault := _fault(question, value)):
        raise _wrong(question, fault)
    return value


def _fault(question: Question, value: str) -> str:
    """Why this is no answer; empty where it is one."""
    if len(value) > LENGTH:
        return _("use at most %(most)s letters") % {"most": LENGTH}
    if question.kind == Question.Kind.YES_NO and value not in YES_NO:
        return _("answer with yes or no")
    if question.kind == Question.Kind.CHOICE and value not in lines_of(question.choices):
        return _("choose one of the list")
    if question.kind == Question.Kind.NUMBER and not _is_number(value):
        return _("type in a number")
    return ""


def _is_number(value: str) -> bool:
    """In the digits of a spreadsheet: Python alone would read 1_0 and ٣ as well."""
    if not value.isascii() or "_" in value:
        return False
    try:
        return math.isfinite(float(value)) and abs(float(value)) <= LARGEST
    except ValueError:
        return False


def _wrong(question: Question, fault: str) -> Refusal:
    return Refusal(422, "answer", f"{question.text} {fault}.", question=question.pk)
