"""Participants: found, made in bulk, changed by two at once, invited."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from tests.webapp.studies.forms import opened, typed
from webapp.enrolment import secrets
from webapp.records.models import AccessLog, Invitation, Participant, Session, Study, StudyConsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(study: Study) -> str:
    return f"/studies/{study.pk}/participants/"


def names(desk: Client, address: str) -> list[str]:
    return [row.participant.pseudonym for row in desk.get(address).context["rows"]]


def add(desk: Client, study: Study, **fields: object) -> int:
    data = {"beginning": "P-", "count": 3, "group": "", **fields}
    return desk.post(f"/studies/{study.pk}/participants/add/", data).status_code


def test_pseudonyms_are_numbered_on(desk: Client, study: Study, page: str) -> None:
    add(desk, study, count=2, group="A")
    Participant.objects.create(study=study, pseudonym="P-x9")
    Participant.objects.create(study=study, pseudonym="P-41")
    add(desk, study, count=2)
    assert names(desk, page) == ["P-001", "P-002", "P-042", "P-043", "P-41", "P-x9"]
    assert study.participants.filter(group="A").count() == 2
    assert AccessLog.objects.filter(action="change", study=study).count() == 2


@pytest.mark.parametrize(
    "wrong", [{"count": 0}, {"count": 501}, {"count": "many"}, {"beginning": "x" * 21}, {"beginning": "a\nb"}]
)
def test_what_cannot_be_made_is_refused(desk: Client, study: Study, wrong: dict[str, object]) -> None:
    assert add(desk, study, **wrong) == 422
    assert not study.participants.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=p-1", ["P-1"]), ("q=control", ["P-2"]), ("q=zz", []), ("q=%27", []), ("q=%00p-1", ["P-1"])],
)
def test_they_are_found_by_pseudonym_and_group(
    desk: Client, study: Study, page: str, query: str, found: list[str]
) -> None:
    Participant.objects.create(study=study, pseudonym="P-1", group="night")
    Participant.objects.create(study=study, pseudonym="P-2", group="Control")
    assert names(desk, f"{page}?{query}") == found


@pytest.mark.parametrize(
    ("who", "found"),
    [("invited", ["P-1"]), ("joined", ["P-2"]), ("withdrawn", ["P-3"]), ("x", ["P-1", "P-2", "P-3"])],
)
def test_they_are_found_by_state(desk: Client, study: Study, page: str, who: str, found: list[str]) -> None:
    now = timezone.now()
    Participant.objects.create(study=study, pseudonym="P-1")
    Participant.objects.create(study=study, pseudonym="P-2", joined_at=now)
    Participant.objects.create(study=study, pseudonym="P-3", joined_at=now, withdrawn_at=now)
    assert names(desk, f"{page}?who={who}") == found


def test_progress_counts_what_is_good_enough(desk: Client, study: Study, page: str) -> None:
    Study.objects.update(repeats=3, repeat_every_h=24, required_quality=0.8)
    person = Participant.objects.create(study=study, pseudonym="P-1", joined_at=timezone.now())
    good = {"study": study, "participant": person, "state": "done", "hr_bpm": 60.0, "hr_withheld": None}
    make_session(**good, hr_quality=0.9)
    make_session(**good, hr_quality=0.7)
    make_session(**{**good, "state": "failed"}, hr_quality=0.9)
    make_session(study=study, participant=person, state="done", hr_quality=0.9)
    (row,) = desk.get(page).context["rows"]
    assert (row.done, row.expected, row.step) == (1, 3, "waiting")


@pytest.mark.parametrize(("hours_ago", "step"), [(1, "waiting"), (23, "due"), (25, "due"), (49, "overdue")])
def test_the_next_one_is_due_by_the_schedule(
    desk: Client, study: Study, page: str, hours_ago: int, step: str
) -> None:
    Study.objects.update(repeats=3, repeat_every_h=24)
    person = Participant.objects.create(study=study, pseudonym="P-1", joined_at=timezone.now())
    make_session(study=study, participant=person, state="done", hr_bpm=60.0, hr_withheld=None)
    Session.objects.update(started_at=timezone.now() - timedelta(hours=hours_ago))
    (row,) = desk.get(page).context["rows"]
    assert row.step == step and row.due_at is not None


def test_a_page_takes_as_many_queries_for_many_as_for_one(
    desk: Client, study: Study, page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        person = Participant.objects.create(study=study, pseudonym=f"P-{number}", joined_at=timezone.now())
        make_session(study=study, participant=person)
    with django_assert_num_queries(7):  # login, user, seat, count, participants, progress, access log
        desk.get(page)


def test_a_page_that_is_none_is_the_nearest_one(desk: Client, participant: Participant, page: str) -> None:
    assert names(desk, f"{page}?page=99") == names(desk, f"{page}?page=x") == ["P-001"]


def test_everybody_in_the_study_may_look_and_it_is_written_down(
    reader: Client, participant: Participant, page: str
) -> None:
    assert names(reader, page) == ["P-001"]
    one = reader.get(f"{page}{participant.pk}/")
    assert one.status_code == 200 and "withdraw" not in one.content.decode()
    targets = {row.target for row in AccessLog.objects.filter(action="view")}
    assert targets == {f"participants:{participant.study_id}", f"participant:{participant.pk}"}


def test_a_reader_changes_nothing(reader: Client, study: Study, participant: Participant, page: str) -> None:
    assert add(reader, study) == 403
    assert reader.post(f"{page}{participant.pk}/", {"pseudonym": "Me"}).status_code == 403
    assert reader.post(f"{page}{participant.pk}/withdraw/").status_code == 403
    assert reader.post(f"{page}invitations/", {"participant": participant.pk}).status_code == 403


def test_for_others_nothing_of_it_exists(outsider: Client, participant: Participant, page: str) -> None:
    for address in (page, f"{page}{participant.pk}/"):
        assert outsider.get(address).status_code == 404


def test_the_participants_of_another_study_are_out_of_reach(desk: Client, page: str) -> None:
    foreign = Participant.objects.create(study=Study.objects.create(name="Far"), pseudonym="F")
    assert desk.get(f"{page}{foreign.pk}/").status_code == 404
    assert desk.post(f"{page}{foreign.pk}/withdraw/").status_code == 404
    assert desk.post(f"{page}invitations/", {"participant": foreign.pk}).status_code == 404


def test_skin_tone_and_group_are_entered(desk: Client, participant: Participant, page: str) -> None:
    here = f"{page}{participant.pk}/"
    assert desk.post(here, typed(opened(desk, here), skin_tone=7, group="night")).status_code == 302
    participant.refresh_from_db()
    assert (participant.skin_tone, participant.group) == (7, "night")


@pytest.mark.parametrize(
    ("field", "value"), [("skin_tone", 11), ("skin_tone", "dark"), ("pseudonym", ""), ("pseudonym", "P-2")]
)
def test_what_cannot_be_is_refused(
    desk: Client, study: Study, participant: Participant, page: str, field: str, value: object
) -> None:
    Participant.objects.create(study=study, pseudonym="P-2")
    here = f"{page}{participant.pk}/"
    assert desk.post(here, typed(opened(desk, here), **{field: value})).status_code == 422
    participant.refresh_from_db()
    assert (participant.pseudonym, participant.skin_tone) == ("P-001", None)


def test_of_two_who_edit_a_participant_the_second_is_told(
    desk: Client, participant: Participant, page: str
) -> None:
    here = f"{page}{participant.pk}/"
    first, second = opened(desk, here), opened(desk, here)
    desk.post(here, typed(first, skin_tone=3))
    answer = desk.post(here, typed(second, skin_tone=5, group="night"))
    assert answer.status_code == 409
    (difference,) = answer.context["differences"]
    assert (difference.now, difference.mine, difference.is_conflict) == ("3", "5", True)
    desk.post(here, answer.context["form"].data.dict())
    participant.refresh_from_db()
    assert (participant.skin_tone, participant.group) == (5, "night")


def test_links_and_codes_are_shown_once(
    desk: Client, participant: Participant, text: StudyConsent, page: str
) -> None:
    answer = desk.post(f"{page}invitations/", {"participant": participant.pk})
    (sheet,) = answer.context["sheets"]
    kept = Invitation.objects.get()
    token = sheet.link.rstrip("/").rsplit("/", 1)[1]
    assert kept.token_hash == secrets.hash_of_token(token) and kept.code_hash == secrets.hash_of_code(
        sheet.code
    )
    assert sheet.code in answer.content.decode() and "<svg" in sheet.picture
    assert "no-store" in answer["Cache-Control"]
    assert sheet.code not in desk.get(f"{page}{participant.pk}/").content.decode()


def test_all_who_have_none_are_invited(desk: Client, study: Study, text: StudyConsent, page: str) -> None:
    add(desk, study, count=3)
    first = study.participants.first()
    assert first is not None
    desk.post(f"{page}invitations/", {"participant": first.pk})
    answer = desk.post(f"{page}invitations/", {"participant": "waiting"})
    assert [sheet.pseudonym for sheet in answer.context["sheets"]] == ["P-002", "P-003"]
    assert desk.post(f"{page}invitations/", {"participant": "waiting"}).status_code == 302


@pytest.mark.parametrize("asked", ["x", "-1", "99999999", "9" * 30, ""])
def test_nobody_is_invited_by_a_number_that_is_none(
    desk: Client, text: StudyConsent, page: str, asked: str
) -> None:
    assert desk.post(f"{page}invitations/", {"participant": asked}).status_code == 404


@pytest.mark.parametrize("missing", ["text", "open"])
def test_nobody_is_invited_into_a_study_that_cannot_be_joined(
    desk: Client, participant: Participant, page: str, missing: str
) -> None:
    if missing == "open":
        StudyConsent.objects.create(study=participant.study, version=1, text="a")
        Study.objects.update(state="closed")
    assert desk.post(f"{page}invitations/", {"participant": participant.pk}).status_code == 302
    assert not Invitation.objects.exists()


def test_an_invitation_is_revoked(
    desk: Client, participant: Participant, text: StudyConsent, page: str
) -> None:
    desk.post(f"{page}invitations/", {"participant": participant.pk})
    made = Invitation.objects.get()
    desk.post(f"{page}invitations/{made.pk}/revoke/")
    made.refresh_from_db()
    assert made.revoked_at
    assert AccessLog.objects.filter(detail="revoked", target=f"participant:{participant.pk}").exists()
