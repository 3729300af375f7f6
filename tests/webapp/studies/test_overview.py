"""The progress of a study at a glance, at a fixed price."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Participant, Session, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(study: Study) -> str:
    return f"/studies/{study.pk}/"


def test_people_are_counted_where_they_are(desk: Client, study: Study, page: str) -> None:
    now = timezone.now()
    Study.objects.update(repeats=2, repeat_every_h=24)
    for name, joined_at, withdrawn_at in (
        ("P-1", None, None),
        ("P-2", now, None),
        ("P-3", now - timedelta(hours=30), None),
        ("P-4", now, now),
    ):
        Participant.objects.create(
            study=study, pseudonym=name, joined_at=joined_at, withdrawn_at=withdrawn_at
        )
    people = desk.get(page).context["people"]
    assert (people["enrolled"], people["joined"], people["withdrawn"], people["invited"]) == (4, 3, 1, 1)
    assert (people["due"], people["overdue"], people["done"], people["expected"]) == (1, 1, 0, 4)


def test_answers_and_reasons_are_shared_out(desk: Client, study: Study, page: str) -> None:
    done = {"study": study, "state": "done"}
    for _ in range(3):
        make_session(**done, hr_bpm=60.0, hr_withheld=None, hr_quality=0.95)
    make_session(**done, hr_withheld="motion")
    make_session(study=study, state="live")
    rows = desk.get(page).context["outcomes"]
    assert [(row.name.split(":")[0], row.count, row.percent) for row in rows] == [
        ("Answered", 3, 75),
        ("motion", 1, 25),
    ]


def test_quality_is_counted_in_tenths_with_both_ends(desk: Client, study: Study, page: str) -> None:
    for quality in (0.0, 0.05, 0.1, 0.95, 1.0):
        make_session(study=study, state="done", hr_bpm=60.0, hr_withheld=None, hr_quality=quality)
    bars = desk.get(page).context["quality"]
    assert [bar.count for bar in bars] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]


def test_days_are_those_of_the_last_month(desk: Client, study: Study, page: str) -> None:
    for days_ago in (0, 0, 29, 30):
        made = make_session(study=study)
        Session.objects.filter(pk=made.pk).update(started_at=timezone.now() - timedelta(days=days_ago))
    bars = desk.get(page).context["days"]
    assert (len(bars), bars[0].count, bars[-1].count, sum(bar.count for bar in bars)) == (30, 1, 2, 3)


def test_another_study_adds_nothing(desk: Client, outsider: Client, study: Study, page: str) -> None:
    make_session(study=Study.objects.get(name="Sport"), state="done")
    context = desk.get(page).context
    assert not context["newest"] and not context["outcomes"]
    assert outsider.get(page).status_code == 404


def test_looking_at_a_study_is_written_down(desk: Client, study: Study, page: str) -> None:
    desk.get(page)
    row = AccessLog.objects.get()
    assert (row.action, row.target) == ("view", f"study:{study.pk}")


@pytest.mark.parametrize("sessions", [0, 25])
def test_many_sessions_take_as_many_queries_as_none(
    desk: Client,
    study: Study,
    page: str,
    sessions: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(sessions):
        person = Participant.objects.create(study=study, pseudonym=f"P-{number}")
        make_session(study=study, participant=person, state="done")
    with django_assert_num_queries(
        10
    ):  # login, user, seat, people, progress, log, days, outcomes, quality, newest
        desk.get(page)


def test_the_newest_sessions_lead_to_their_pages_and_reasons_are_words(
    desk: Client, study: Study, page: str
) -> None:
    session = make_session(study=study, hr_bpm=None, hr_withheld="no_pulse")
    shown = desk.get(page).text
    assert f'href="{page}sessions/{session.pk}/"' in shown
    assert "(no pulse)" in shown


def test_pages_of_a_study_are_told_apart_by_their_titles(desk: Client, page: str) -> None:
    assert "<title>Overview ·" in desk.get(page).text
    assert "<title>Participants ·" in desk.get(f"{page}participants/").text
