"""The page of one session: what it says, who may see it, and what is written down of that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from tests.webapp.review.conftest import address
from webapp.records.models import (
    AccessLog,
    Agreement,
    Analysis,
    Answer,
    Estimate,
    Question,
    Reference,
    Session,
    Study,
    StudyConsent,
    Trace,
)

pytestmark = pytest.mark.django_db
QUERIES = 19
LogIn = Callable[[User], Client]


def page_of(client: Client, session: Session, query: str = "") -> str:
    answer = client.get(address(session) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("rest", ["", "series.json", "waves.json", "methods/"])
def test_a_stranger_finds_nothing(
    as_user: LogIn, other_coordinator: User, signals: Trace, session: Session, rest: str
) -> None:
    assert as_user(other_coordinator).get(address(session, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["", "series.json", "waves.json", "methods/"])
def test_a_session_of_another_study_is_not_found_under_this_one(
    as_user: LogIn, reviewer: User, study: Study, rest: str
) -> None:
    foreign = make_session(study=Study.objects.create(name="Elsewhere"))
    assert as_user(reviewer).get(f"/studies/{study.pk}/sessions/{foreign.pk}/{rest}").status_code == 404


def test_a_look_is_written_down_once_and_not_for_each_chart(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    client = as_user(onlooker)
    page_of(client, session)
    client.get(address(session, "series.json"))
    client.get(address(session, "waves.json"))
    row = AccessLog.objects.get()
    assert (row.user, row.action, row.target) == (onlooker, "view", f"session:{session.pk}")


@pytest.mark.parametrize("rest", ["series.json", "waves.json"])
def test_who_asks_for_the_data_without_the_page_is_written_down_once(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace, rest: str
) -> None:
    client = as_user(onlooker)
    client.get(address(session, rest))
    client.get(address(session, rest))
    assert AccessLog.objects.get().target == f"session:{session.pk}"


def test_result_consent_and_answers_are_shown(as_user: LogIn, onlooker: User, session: Session) -> None:
    consent = StudyConsent.objects.create(study=session.study, version=3, text="We measure.")
    Agreement.objects.create(participant=session.participant, consent=consent)
    question = Question.objects.create(study=session.study, when="before", text="Coffee today?")
    Answer.objects.create(session=session, question=question, value="two cups")
    page = page_of(as_user(onlooker), session)
    for said in ("P-07", "<b>72</b>", "not measured", "study text 3", "Coffee today?", "two cups"):
        assert said in page


def test_the_charts_are_also_a_text_and_a_table(as_user: LogIn, onlooker: User, session: Session) -> None:
    page = page_of(as_user(onlooker), session)
    assert "72 to 72/min, median 72; a number in 13 of 20 seconds." in page
    assert "0 to 7 s: no heart rate (too short)" in page
    assert "0 to 7 s: the person was told (motion)" in page
    assert page.count('<th scope="row">') >= Estimate.objects.filter(session=session).count()


def test_without_signals_the_page_says_so(as_user: LogIn, onlooker: User, session: Session) -> None:
    page = page_of(as_user(onlooker), session)
    assert "No signals are stored" in page and 'id="pulse"' not in page


def test_with_signals_there_are_waves(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    page = page_of(as_user(onlooker), session)
    assert "No signals are stored" not in page and 'id="pulse"' in page


def test_a_reference_is_shown(as_user: LogIn, onlooker: User, session: Session) -> None:
    Reference.objects.create(session=session, kind="heart_rate", value_bpm=71, device="oximeter")
    assert "71 /min (oximeter)" in page_of(as_user(onlooker), session)


def test_the_search_leads_to_the_next_and_the_one_before(
    as_user: LogIn, onlooker: User, session: Session
) -> None:
    newer = make_session(study=session.study, participant=session.participant)
    make_session(study=session.study)
    newest = make_session(study=session.study, participant=session.participant)
    page = page_of(as_user(onlooker), newer, "?q=P-07")
    assert f'id="before" href="{address(newest)}?q=P-07"' in page
    assert f'id="after" href="{address(session)}?q=P-07"' in page


def test_a_search_that_makes_no_sense_does_no_harm(as_user: LogIn, onlooker: User, session: Session) -> None:
    assert 'id="after"' not in page_of(as_user(onlooker), session, "?hr_min=abc")


@pytest.mark.parametrize("query", ["?result=7", "?result=x", "?against=2", "?result=²"])
def test_a_result_that_is_not_there_is_not_found(
    as_user: LogIn, onlooker: User, session: Session, query: str
) -> None:
    assert as_user(onlooker).get(address(session) + query).status_code == 404


def analysed(session: Session, number: int = 1, hr_bpm: float = 75.0) -> Analysis:
    rate = {"value": hr_bpm, "unit": "/min", "quality": 0.8, "withheld": None, "interval": [70.0, 80.0]}
    none = {"value": None, "unit": "/min", "quality": 0.0, "withheld": "no_breath", "interval": None}
    second = {"t_s": 8.0, "heart_rate": rate, "respiratory_rate": none, "snr_db": 3.0, "instruction": None}
    return Analysis.objects.create(
        session=session,
        number=number,
        method="pos",
        software="vitals 9",
        series=[second],
        hr_bpm=hr_bpm,
        hr_quality=0.8,
        hr_withheld=None,
    )


def test_versions_are_listed_and_one_is_chosen(as_user: LogIn, onlooker: User, session: Session) -> None:
    analysed(session)
    page = page_of(as_user(onlooker), session, "?result=1")
    assert "75 to 75/min, median 75; a number in 1 of 1 seconds." in page and "vitals 9" in page


def test_two_versions_are_compared(as_user: LogIn, onlooker: User, session: Session) -> None:
    analysed(session)
    page = page_of(as_user(onlooker), session, "?result=1&against=live")
    assert "Heart rate: +2.6/min." in page
    assert "Respiratory rate: withheld by both." in page


def test_more_of_everything_takes_no_more_queries(
    as_user: LogIn, onlooker: User, session: Session, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 2, 3):
        analysed(session, number)
        Reference.objects.create(session=session, kind="heart_rate", value_bpm=71)
        question = Question.objects.create(study=session.study, when="before", text=f"{number}?")
        Answer.objects.create(session=session, question=question, value="yes")
    client = as_user(onlooker)
    with django_assert_num_queries(QUERIES):
        page_of(client, session, "?q=P")
