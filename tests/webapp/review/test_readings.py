"""Two readers: neither sees the other's judgement before the own one is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.review.conftest import address
from webapp.records.models import Annotation, Comment, Reading, Reference, Session, Study

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
SECRETS = ("arrhythmia?", "a cough", "hm, strange", "71 /min")


@pytest.fixture
def two_readers(study: Study) -> None:
    Study.objects.filter(pk=study.pk).update(readers=2)


@pytest.fixture
def judged(session: Session, second: User) -> Session:
    """The second reviewer has read it, annotated it and said something."""
    Reading.objects.create(session=session, reader=second, verdict="unsure", hr_bpm=70, text="arrhythmia?")
    Annotation.objects.create(session=session, author=second, text="a cough", start_s=1, end_s=2)
    Comment.objects.create(session=session, author=second, text="hm, strange")
    Reference.objects.create(session=session, kind="heart_rate", value_bpm=71)
    return session


def page_of(client: Client, session: Session) -> str:
    return str(client.get(address(session)).content.decode())


def read(client: Client, session: Session, **fields: str) -> int:
    body = {"verdict": "usable", "hr_bpm": "72.5", **fields}
    return client.post(address(session, "reading/"), body).status_code


def test_before_the_own_reading_nothing_of_the_other_is_seen(
    two_readers: None, as_user: LogIn, reviewer: User, judged: Session
) -> None:
    page = page_of(as_user(reviewer), judged)
    assert [secret for secret in SECRETS if secret in page] == []
    assert "You read without seeing" in page


def test_after_it_all_is_seen_and_how_far_both_agree(
    two_readers: None, as_user: LogIn, reviewer: User, judged: Session
) -> None:
    client = as_user(reviewer)
    assert read(client, judged) == 302
    page = page_of(client, judged)
    assert [secret for secret in SECRETS if secret not in page] == []
    assert "Different verdicts" in page and "HR 2.5/min apart." in page


def test_a_coordinator_who_could_read_is_blind_as_well(
    two_readers: None, as_user: LogIn, coordinator: User, judged: Session
) -> None:
    assert "arrhythmia?" not in page_of(as_user(coordinator), judged)


def test_who_cannot_read_is_not_blind(
    two_readers: None, as_user: LogIn, onlooker: User, judged: Session
) -> None:
    assert "arrhythmia?" in page_of(as_user(onlooker), judged)


def test_who_comes_third_sees_both(
    two_readers: None, as_user: LogIn, reviewer: User, coordinator: User, judged: Session
) -> None:
    Reading.objects.create(session=judged, reader=reviewer, verdict="unsure")
    page = page_of(as_user(coordinator), judged)
    assert "arrhythmia?" in page and "Same verdict" in page


def test_with_one_reader_nothing_is_hidden(as_user: LogIn, reviewer: User, judged: Session) -> None:
    assert "arrhythmia?" in page_of(as_user(reviewer), judged)


def test_the_others_annotation_cannot_be_opened_by_its_address(
    two_readers: None, as_user: LogIn, coordinator: User, judged: Session
) -> None:
    annotation = Annotation.objects.get()
    answer = as_user(coordinator).get(address(judged, f"annotations/{annotation.pk}/"))
    assert answer.status_code == 404


def test_the_own_reading_can_be_changed_while_it_is_the_only_one(
    two_readers: None, as_user: LogIn, reviewer: User, session: Session
) -> None:
    client = as_user(reviewer)
    read(client, session)
    assert read(client, session, verdict="unusable", version="0") == 302
    assert Reading.objects.get().verdict == "unusable"


def test_once_both_are_there_neither_is_changed(
    two_readers: None, as_user: LogIn, reviewer: User, second: User, judged: Session
) -> None:
    client = as_user(reviewer)
    read(client, judged)
    assert read(client, judged, verdict="unusable", version="0") == 403
    assert read(as_user(second), judged, verdict="unusable", version="0") == 403
    assert set(Reading.objects.values_list("verdict", flat=True)) == {"usable", "unsure"}


def test_a_third_reading_is_not_taken(
    two_readers: None, as_user: LogIn, reviewer: User, coordinator: User, judged: Session
) -> None:
    read(as_user(reviewer), judged)
    assert read(as_user(coordinator), judged) == 403


@pytest.mark.parametrize("version", ["", "7"])
def test_a_reading_that_was_changed_in_another_window_is_shown(
    as_user: LogIn, reviewer: User, session: Session, version: str
) -> None:
    Reading.objects.create(session=session, reader=reviewer, verdict="unsure", text="from the other window")
    answer = as_user(reviewer).post(
        address(session, "reading/"), {"verdict": "usable", "text": "from this one", "version": version}
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "from the other window" in page and "from this one" in page


@pytest.mark.parametrize("wrong", [{"verdict": ""}, {"verdict": "great"}, {"hr_bpm": "5"}, {"rr_bpm": "x"}])
def test_a_reading_that_makes_no_sense_is_told(
    as_user: LogIn, reviewer: User, session: Session, wrong: dict[str, str]
) -> None:
    assert read(as_user(reviewer), session, **wrong) == 400
    assert not Reading.objects.exists()


def test_an_onlooker_cannot_read(as_user: LogIn, onlooker: User, session: Session) -> None:
    assert read(as_user(onlooker), session) == 403
