"""Analysing again: the one on the page, the ticked ones, all that match, the whole study."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.conftest import make_session
from webapp.records.models import Job, Participant, Session, Study

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]


def start(client: Client, study: Study, query: str = "", **body: object) -> int:
    return client.post(f"/studies/{study.pk}/sessions/analyse/?{query}", body).status_code


def chosen() -> object:
    return Job.objects.get().parameters["sessions"]


def test_ticked_sessions_are_analysed(as_user: LogIn, reviewer: User, session: Session) -> None:
    make_session(study=session.study)
    assert start(as_user(reviewer), session.study, which="ticked", session=[session.pk], method="pos") == 302
    assert chosen() == [session.pk.hex]
    assert Job.objects.get().parameters["method"] == "pos"


def test_all_that_match_are_analysed(as_user: LogIn, reviewer: User, session: Session, study: Study) -> None:
    other = Participant.objects.create(study=study, pseudonym="Q-1")
    make_session(study=study, participant=other)
    assert start(as_user(reviewer), study, "q=P-07", which="matching", method="pos") == 302
    assert chosen() == [session.pk.hex]


def test_without_a_search_it_is_the_whole_study(
    as_user: LogIn, reviewer: User, session: Session, study: Study
) -> None:
    assert start(as_user(reviewer), study, "sort=hr", which="matching", method="pos") == 302
    assert chosen() is None


@pytest.mark.parametrize(
    ("query", "body", "said"),
    [
        ("", {"which": "ticked", "method": "pos"}, "No session is ticked"),
        ("", {"which": "ticked", "session": "x", "method": "pos"}, "No session is ticked"),
        ("", {"which": "matching", "method": "magic"}, "unknown method"),
        ("hr_min=x", {"which": "matching", "method": "pos"}, "makes no sense"),
    ],
)
def test_what_makes_no_sense_starts_nothing(
    as_user: LogIn, reviewer: User, study: Study, query: str, body: dict[str, str], said: str
) -> None:
    answer = as_user(reviewer).post(f"/studies/{study.pk}/sessions/analyse/?{query}", body)
    assert answer.status_code == 400 and said in answer.content.decode()
    assert not Job.objects.exists()


def test_an_onlooker_starts_nothing(as_user: LogIn, onlooker: User, study: Study) -> None:
    assert start(as_user(onlooker), study, which="matching", method="pos") == 403


def test_a_stranger_starts_nothing(as_user: LogIn, other_coordinator: User, study: Study) -> None:
    assert start(as_user(other_coordinator), study, which="matching", method="pos") == 404
