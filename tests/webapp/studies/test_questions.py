"""The questions of a study: in order, and answers keep their words."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Answer, Question, Study

pytestmark = pytest.mark.django_db

NEW = {"when": "before", "text": "Slept well?", "kind": "yes_no", "required": "on", "choices": ""}


@pytest.fixture
def page(study: Study) -> str:
    return f"/studies/{study.pk}/settings/questions/"


def change(desk: Client, question: Question, what: str) -> int:
    return desk.post(
        f"/studies/{question.study_id}/settings/questions/{question.pk}/", {"what": what}
    ).status_code


def order(study: Study) -> list[str]:
    return [question.text for question in study.questions.filter(when="before").order_by("position", "pk")]


def test_questions_are_added_at_the_end(desk: Client, study: Study, page: str) -> None:
    for text in ("One?", "Two?", "Three?"):
        assert desk.post(page, {**NEW, "text": text}).status_code == 302
    assert order(study) == ["One?", "Two?", "Three?"]
    assert AccessLog.objects.filter(action="change", study=study).count() == 3


def test_they_are_moved_up_and_down(desk: Client, study: Study, page: str) -> None:
    for text in ("One?", "Two?", "Three?"):
        desk.post(page, {**NEW, "text": text})
    one, _, three = study.questions.order_by("position")
    change(desk, three, "up")
    assert order(study) == ["One?", "Three?", "Two?"]
    change(desk, one, "up")
    change(desk, three, "down")
    assert order(study) == ["One?", "Two?", "Three?"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 301},
        {"kind": "poem"},
        {"when": "during"},
        {"kind": "choice", "choices": "only one"},
        {"kind": "choice", "choices": "same\n same \n\n"},
        {"kind": "choice", "choices": "well\n" + "x" * 501},
    ],
)
def test_what_is_no_question_is_refused(desk: Client, page: str, wrong: dict[str, str]) -> None:
    assert desk.post(page, {**NEW, **wrong}).status_code == 422
    assert not Question.objects.exists()


def test_choices_lose_empty_lines_repetitions_and_what_no_answer_keeps(desk: Client, page: str) -> None:
    desk.post(page, {**NEW, "kind": "choice", "choices": " well \r\n\r\nbad\tly\r\nwell"})
    assert Question.objects.get().choices == "well\nbadly"


def test_a_question_without_answers_is_removed(desk: Client, study: Study) -> None:
    question = Question.objects.create(study=study, when="before", text="Slept well?")
    change(desk, question, "stop")
    assert not Question.objects.exists()


def test_a_question_with_answers_is_asked_no_more_and_may_be_asked_again(desk: Client, study: Study) -> None:
    question = Question.objects.create(study=study, when="before", text="Slept well?")
    Answer.objects.create(session=make_session(study=study), question=question, value="yes")
    change(desk, question, "stop")
    question.refresh_from_db()
    assert question.retired and Answer.objects.get().value == "yes"
    change(desk, question, "ask")
    question.refresh_from_db()
    assert not question.retired


def test_a_change_that_is_none_does_not_exist(desk: Client, study: Study) -> None:
    question = Question.objects.create(study=study, when="before", text="Slept well?")
    assert change(desk, question, "shout") == 404


def test_the_questions_of_another_study_are_out_of_reach(desk: Client, study: Study) -> None:
    foreign = Question.objects.create(study=Study.objects.create(name="Far"), when="before", text="?")
    assert (
        desk.post(f"/studies/{study.pk}/settings/questions/{foreign.pk}/", {"what": "stop"}).status_code
        == 404
    )
    assert Question.objects.filter(pk=foreign.pk).exists()


def test_whoever_edits_the_protocol_meanwhile_is_told(desk: Client, study: Study, page: str) -> None:
    desk.post(page, NEW)
    study.refresh_from_db()
    assert study.version == 1
