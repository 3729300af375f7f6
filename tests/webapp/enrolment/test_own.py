"""A participant's own page: own progress, own sessions, nobody else's."""

from __future__ import annotations

import io
import json
import uuid
import zipfile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from webapp.records.access import COOKIE
from webapp.records.models import Answer, Participant, Question, Study, StudyConsent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def test_it_shows_progress_and_own_sessions(visitor: Client, joined: Participant, study: Study) -> None:
    Study.objects.update(repeats=2)
    own = {"study": study, "participant": joined, "visitor": joined.visitor, "hr_withheld": None}
    make_session(**own, hr_bpm=61.2, state="done")
    make_session(study=study, participant=joined, hr_bpm=99.0, hr_withheld=None, state="done")
    page = visitor.get(f"/join/study/{study.pk}/").content.decode()
    assert "P-001" in page and "2 of 2" in page and "<td>61</td>" in page and "<td>99</td>" not in page


@pytest.mark.parametrize("language", ["en", "de"])
def test_own_rates_are_whole_numbers_in_every_language(
    visitor: Client, joined: Participant, study: Study, language: str
) -> None:
    own = {"study": study, "participant": joined, "visitor": joined.visitor, "hr_withheld": None}
    make_session(**own, hr_bpm=71.39, state="done")
    page = visitor.get(f"/join/study/{study.pk}/", headers={"accept-language": language}).text
    assert "<td>71</td>" in page


def test_my_data_names_the_studies(visitor: Client, stranger: Client, joined: Participant) -> None:
    address = f'href="/join/study/{joined.study_id}/"'
    assert address in visitor.get("/accounts/").content.decode()
    assert address not in stranger.get("/accounts/").content.decode()


def test_a_new_text_stands_there_to_be_agreed_to(visitor: Client, joined: Participant, study: Study) -> None:
    StudyConsent.objects.create(study=study, version=2, text="At day, too.")
    page = visitor.get(f"/join/study/{study.pk}/").content.decode()
    assert "At day, too." in page and "/agree/" in page and "/measure/" not in page


@pytest.mark.parametrize("data", [{}, {"agree": "yes"}, {"version": "1", "agree": "yes"}, {"version": "2"}])
def test_agreeing_to_something_else_is_no_agreement(
    visitor: Client, joined: Participant, study: Study, data: dict[str, str]
) -> None:
    StudyConsent.objects.create(study=study, version=2, text="At day, too.")
    assert visitor.post(f"/join/study/{study.pk}/agree/", data).status_code == 409
    assert joined.agreements.count() == 1


def test_the_archive_of_everything_has_what_was_agreed_to_and_answered(
    visitor: Client, stranger: Client, joined: Participant, study: Study
) -> None:
    question = Question.objects.create(study=study, when="before", text="Slept well?")
    own = make_session(study=study, participant=joined, visitor=joined.visitor)
    older = make_session(study=study, participant=joined, visitor=uuid.uuid4())
    for session, value in ((own, "yes"), (older, "no")):
        Answer.objects.create(session=session, question=question, value=value)
    (about,) = json.loads(files(visitor).read("studies.json"))
    assert (about["study"], about["pseudonym"]) == ("Sleep", "P-001")
    assert about["agreed_to"][0]["text"] == "We measure <at> night."
    assert [(each["question"], each["answer"]) for each in about["answers"]] == [("Slept well?", "yes")]
    assert "studies.json" not in files(stranger).namelist()


def files(client: Client) -> zipfile.ZipFile:
    answer = client.get("/accounts/export/")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]


def test_many_sessions_take_as_many_queries_as_one(
    visitor: Client, joined: Participant, study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        make_session(study=study, participant=joined, visitor=joined.visitor, state="done")
    with django_assert_num_queries(6):  # participant, two texts, progress, sessions that count, sessions
        visitor.get(f"/join/study/{study.pk}/")


def test_what_joined_in_the_browser_comes_into_the_account_with_its_sessions(
    visitor: Client, joined: Participant, study: Study, patient: User
) -> None:
    made = make_session(study=study, participant=joined, visitor=joined.visitor)
    visitor.force_login(patient)
    visitor.post("/accounts/claim/")
    joined.refresh_from_db()
    made.refresh_from_db()
    assert (joined.user, joined.visitor, made.user) == (patient, None, patient)
    elsewhere = Client()
    elsewhere.force_login(patient)
    shown = elsewhere.get(f"/join/study/{study.pk}/")
    assert [session.pk for session, _ in shown.context["sessions"]] == [made.pk]


def test_the_next_person_at_this_browser_is_not_the_accounts_participant(
    visitor: Client, joined: Participant, study: Study, patient: User
) -> None:
    Participant.objects.update(user=patient)
    assert COOKIE in visitor.cookies
    assert visitor.get(f"/join/study/{study.pk}/").status_code == 404
