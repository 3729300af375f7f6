"""The page of the list: pages, counts, chips, roles, and how many queries it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Annotation, Participant, Reading, Session, Study
from webapp.review.sessions import listing

pytestmark = pytest.mark.django_db
QUERIES = 7  # session, user, membership, keys, rows, count, access log
LogIn = Callable[[User], Client]


@pytest.fixture
def many(study: Study, monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    monkeypatch.setattr(listing, "PER_PAGE", 5)
    return [
        make_session(
            study=study, participant=Participant.objects.create(study=study, pseudonym=f"P-{number:02}")
        )
        for number in range(12)
    ]


def page_of(client: Client, study: Study, query: str = "") -> str:
    answer = client.get(f"/studies/{study.pk}/sessions/?{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_stranger_finds_no_list(as_user: LogIn, other_coordinator: User, study: Study) -> None:
    assert as_user(other_coordinator).get(f"/studies/{study.pk}/sessions/").status_code == 404


def test_pages_follow_each_other(as_user: LogIn, reviewer: User, study: Study, many: list[Session]) -> None:
    client = as_user(reviewer)
    assert "P-11" in page_of(client, study) and "P-06" not in page_of(client, study)
    assert "P-06" in page_of(client, study, "page=2")
    assert "page 3 of 3" in page_of(client, study, "page=3")


def test_a_page_that_is_not_there_leads_to_the_first(
    as_user: LogIn, reviewer: User, study: Study, many: list[Session]
) -> None:
    assert "There is no such page" in page_of(as_user(reviewer), study, "page=9")


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 40])
def test_a_page_that_makes_no_sense_does_no_harm(
    as_user: LogIn, reviewer: User, study: Study, many: list[Session], page: str
) -> None:
    page_of(as_user(reviewer), study, f"page={page}")


def test_counting_stops_where_nobody_cares(
    as_user: LogIn, reviewer: User, study: Study, many: list[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MAX_COUNTED", 10)
    assert "More than 10 sessions" in page_of(as_user(reviewer), study)


def test_each_filter_in_use_can_be_taken_away(
    as_user: LogIn, reviewer: User, study: Study, many: list[Session]
) -> None:
    page = page_of(as_user(reviewer), study, "q=P-0&hr_withheld=any&hr_min=&page=1")
    assert "10 sessions" in page
    assert 'href="?hr_withheld=any"' in page and 'href="?q=P-0"' in page
    assert page.count("remove this filter") == 2


def test_a_search_goes_along_to_the_session(
    as_user: LogIn, reviewer: User, study: Study, many: list[Session]
) -> None:
    assert f"{many[3].pk}/?q=P-03" in page_of(as_user(reviewer), study, "q=P-03")


def test_a_pseudonym_is_text_and_not_markup(as_user: LogIn, reviewer: User, study: Study) -> None:
    evil = Participant.objects.create(study=study, pseudonym="<script>alert(1)</script>")
    make_session(study=study, participant=evil)
    assert "<script>alert" not in page_of(as_user(reviewer), study)


def test_what_is_with_a_session_is_marked(as_user: LogIn, reviewer: User, study: Study) -> None:
    session = make_session(study=study)
    Annotation.objects.create(session=session, author=reviewer, text="cough", excludes=True)
    Reading.objects.create(session=session, reader=reviewer, verdict="usable")
    page = page_of(as_user(reviewer), study)
    assert ">excluded<" in page and ">read by me<" in page and ">1 reading<" in page


def test_the_list_does_not_tell_a_reader_what_the_other_one_excluded(
    as_user: LogIn, reviewer: User, second: User, study: Study
) -> None:
    Study.objects.filter(pk=study.pk).update(readers=2)
    session = make_session(study=study)
    Annotation.objects.create(session=session, author=second, text="cough", excludes=True)
    client = as_user(reviewer)
    assert ">excluded<" not in page_of(client, study)
    assert "No session matches" in page_of(client, study, "excluded=yes")
    Reading.objects.create(session=session, reader=reviewer, verdict="usable")
    assert ">excluded<" in page_of(client, study)


def test_an_onlooker_is_not_offered_an_analysis(as_user: LogIn, onlooker: User, study: Study) -> None:
    make_session(study=study)
    assert "Analyse again" not in page_of(as_user(onlooker), study)


def test_looking_at_the_list_is_written_down(as_user: LogIn, reviewer: User, study: Study) -> None:
    page_of(as_user(reviewer), study)
    row = AccessLog.objects.get()
    assert (row.user, row.action, row.target) == (reviewer, "view", f"study:{study.pk}")


@pytest.mark.parametrize(
    "query",
    ["", "page=2", "q=P&sort=participant", "reading=mine&annotated=no&excluded=no&reference=no&sort=-hr"],
)
def test_many_sessions_take_as_many_queries_as_few(
    as_user: LogIn,
    reviewer: User,
    study: Study,
    many: list[Session],
    django_assert_num_queries: DjangoAssertNumQueries,
    query: str,
) -> None:
    client = as_user(reviewer)
    with django_assert_num_queries(QUERIES):
        page_of(client, study, query)


def test_a_last_page_needs_no_count(
    as_user: LogIn,
    reviewer: User,
    study: Study,
    many: list[Session],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = as_user(reviewer)
    with django_assert_num_queries(QUERIES - 1):
        assert "12 sessions" in page_of(client, study, "page=3")
