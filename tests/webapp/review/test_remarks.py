"""Annotations and comments: who may write what, spans, exclusions, and two people who change one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.conftest import make_session
from tests.webapp.review.conftest import SECONDS, address
from webapp.records.models import AccessLog, Annotation, Comment, Session

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
SPAN = {"start_s": "2.5", "end_s": "4", "text": "coughs"}


@pytest.fixture
def cough(session: Session, reviewer: User) -> Annotation:
    return Annotation.objects.create(session=session, author=reviewer, text="coughs", start_s=2, end_s=4)


def of(annotation: Annotation, rest: str = "") -> str:
    return address(annotation.session, f"annotations/{annotation.pk}/{rest}")


def test_a_span_is_annotated(as_user: LogIn, reviewer: User, session: Session) -> None:
    answer = as_user(reviewer).post(address(session, "annotations/?q=P"), SPAN)
    assert answer.status_code == 302 and answer["Location"] == address(session) + "?q=P#annotations"
    kept = Annotation.objects.get()
    assert (kept.start_s, kept.end_s, kept.text, kept.excludes) == (2.5, 4.0, "coughs", False)
    assert kept.author == reviewer


def test_a_whole_session_is_excluded(as_user: LogIn, reviewer: User, session: Session) -> None:
    as_user(reviewer).post(address(session, "annotations/"), {"text": "wrong person", "excludes": "on"})
    kept = Annotation.objects.get()
    assert (kept.start_s, kept.end_s, kept.excludes) == (None, None, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "required"),
        ({"end_s": ""}, "Give both times"),
        ({"start_s": ""}, "Give both times"),
        ({"start_s": "5"}, "must end after it begins"),
        ({"end_s": str(SECONDS + 2)}, "The session ends at 20.0 s."),
        ({"start_s": "-1"}, "greater than or equal to 0"),
        ({"start_s": "x"}, "Enter a number"),
        ({"end_s": "inf"}, "Enter a number"),
    ],
)
def test_a_span_that_makes_no_sense_is_told_and_what_was_written_stays(
    as_user: LogIn, reviewer: User, session: Session, wrong: dict[str, str], said: str
) -> None:
    answer = as_user(reviewer).post(address(session, "annotations/"), {**SPAN, **wrong})
    assert answer.status_code == 400 and said in answer.content.decode()
    assert Annotation.objects.count() == 0


def test_an_onlooker_cannot_annotate(as_user: LogIn, onlooker: User, session: Session) -> None:
    assert as_user(onlooker).post(address(session, "annotations/"), SPAN).status_code == 403


def test_a_stranger_cannot_annotate(as_user: LogIn, other_coordinator: User, session: Session) -> None:
    assert as_user(other_coordinator).post(address(session, "annotations/"), SPAN).status_code == 404


def test_one_changes_the_own(as_user: LogIn, reviewer: User, cough: Annotation) -> None:
    client = as_user(reviewer)
    assert "coughs" in client.get(of(cough)).content.decode()
    assert client.post(of(cough), {**SPAN, "text": "sneezes", "version": "0"}).status_code == 302
    cough.refresh_from_db()
    assert (cough.text, cough.version) == ("sneezes", 1)


@pytest.mark.parametrize("rest", ["", "delete/"])
def test_another_reviewers_is_not_changed(as_user: LogIn, second: User, cough: Annotation, rest: str) -> None:
    assert as_user(second).post(of(cough, rest), {**SPAN, "version": "0"}).status_code == 403
    assert Annotation.objects.filter(text="coughs", version=0).exists()


def test_a_coordinator_changes_all(as_user: LogIn, coordinator: User, cough: Annotation) -> None:
    assert as_user(coordinator).post(of(cough), {**SPAN, "version": "0"}).status_code == 302


def test_one_deletes_the_own(as_user: LogIn, reviewer: User, cough: Annotation) -> None:
    assert as_user(reviewer).post(of(cough, "delete/"), {"version": "0"}).status_code == 302
    assert not Annotation.objects.exists()


def test_an_annotation_of_another_session_is_not_found(
    as_user: LogIn, reviewer: User, cough: Annotation, session: Session
) -> None:
    other = make_session(study=session.study)
    assert as_user(reviewer).get(address(other, f"annotations/{cough.pk}/")).status_code == 404


def test_of_two_who_change_one_the_second_sees_what_the_first_wrote(
    as_user: LogIn, reviewer: User, coordinator: User, cough: Annotation
) -> None:
    as_user(coordinator).post(of(cough), {**SPAN, "text": "laughs", "version": "0"})
    answer = as_user(reviewer).post(of(cough), {**SPAN, "text": "sneezes", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "laughs" in page and "sneezes" in page
    cough.refresh_from_db()
    assert cough.text == "laughs"


def test_having_seen_it_the_second_can_replace_it(
    as_user: LogIn, reviewer: User, coordinator: User, cough: Annotation
) -> None:
    as_user(coordinator).post(of(cough), {**SPAN, "text": "laughs", "version": "0"})
    page = as_user(reviewer).post(of(cough), {**SPAN, "text": "sneezes", "version": "0"}).content.decode()
    assert 'name="version" value="1"' in page
    as_user(reviewer).post(of(cough), {**SPAN, "text": "sneezes", "version": "1"})
    cough.refresh_from_db()
    assert (cough.text, cough.version) == ("sneezes", 2)


@pytest.mark.parametrize("version", ["0", "", "x", "-1"])
def test_what_was_changed_is_not_deleted_unseen(
    as_user: LogIn, reviewer: User, cough: Annotation, version: str
) -> None:
    Annotation.objects.filter(pk=cough.pk).update(version=1, text="laughs")
    answer = as_user(reviewer).post(of(cough, "delete/"), {"version": version})
    assert answer.status_code == 409 and "laughs" in answer.content.decode()
    assert Annotation.objects.exists()


def test_a_comment_is_kept(as_user: LogIn, reviewer: User, session: Session) -> None:
    as_user(reviewer).post(address(session, "comments/"), {"text": "Look at 0:12 <b>again</b>"})
    page = as_user(reviewer).get(address(session)).content.decode()
    assert Comment.objects.get().author == reviewer
    assert "&lt;b&gt;again&lt;/b&gt;" in page


@pytest.mark.parametrize("text", ["", " ", "x" * 2001])
def test_a_comment_says_something_and_not_too_much(
    as_user: LogIn, reviewer: User, session: Session, text: str
) -> None:
    assert as_user(reviewer).post(address(session, "comments/"), {"text": text}).status_code == 400


@pytest.mark.parametrize(
    ("rest", "body", "detail"),
    [
        ("annotations/", SPAN, "annotation added"),
        ("comments/", {"text": "hm"}, "comment added"),
        ("reading/", {"verdict": "usable"}, "reading kept"),
    ],
)
def test_each_change_is_written_down(
    as_user: LogIn, reviewer: User, session: Session, rest: str, body: dict[str, str], detail: str
) -> None:
    as_user(reviewer).post(address(session, rest), body)
    row = AccessLog.objects.get()
    assert (row.action, row.target, row.detail) == ("change", f"session:{session.pk}", detail)
