"""Joining: with a link or a code, once, and one clear sentence where it cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.utils import timezone

from webapp.enrolment import join, texts
from webapp.enrolment.attempts import MOST_MISSES
from webapp.enrolment.invitations import Made, invite
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import AccessLog, Agreement, Invitation, Participant, Study, StudyConsent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]

AGREED = {"version": "1", "agree": "yes"}


def link(made: Made) -> str:
    return f"/join/{made.secret.token}/"


def test_the_page_shows_both_texts_and_uses_nothing_up(client: Client, invited: Made) -> None:
    for _ in range(2):
        page = client.get(link(invited))
        assert page.status_code == 200
    shown = page.content.decode()
    assert "Sleep" in shown and "We measure &lt;at&gt; night." in shown and "not a medical device" in shown
    assert Invitation.objects.get().used_at is None


def test_whoever_joins_is_bound_to_the_browser(visitor: Client, invited: Made, text: StudyConsent) -> None:
    answer = visitor.post(link(invited), AGREED)
    assert answer["Location"] == f"/join/study/{text.study_id}/"
    joined = Participant.objects.get()
    assert joined.visitor == visitor_of_cookie(visitor.cookies[COOKIE].value)
    assert joined.joined_at and joined.user is None
    assert Agreement.objects.get().consent == text
    assert AccessLog.objects.get(action="change").target == f"participant:{joined.pk}"


def test_whoever_is_logged_in_joins_with_the_account(visitor: Client, invited: Made, patient: User) -> None:
    visitor.force_login(patient)
    visitor.post(link(invited), AGREED)
    joined = Participant.objects.get()
    assert (joined.user, joined.visitor) == (patient, None)


@pytest.mark.parametrize("change", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_code_is_read_however_it_is_typed(visitor: Client, invited: Made, change: Any) -> None:
    answer = visitor.post("/join/", {"code": change(invited.secret.code)})
    assert answer.status_code == 302
    assert visitor.post(answer["Location"], AGREED).status_code == 302
    assert Participant.objects.get().joined_at


def test_neither_link_nor_code_is_in_the_database(invited: Made) -> None:
    kept = " ".join(str(value) for value in Invitation.objects.values().get().values())
    assert invited.secret.token not in kept
    assert invited.secret.code not in kept and invited.secret.code.replace("-", "") not in kept


def test_without_the_tick_nobody_joins(visitor: Client, invited: Made) -> None:
    assert visitor.post(link(invited), {"version": "1"}).status_code == 422
    assert Participant.objects.get().joined_at is None


def test_a_text_that_changed_meanwhile_is_shown_first(visitor: Client, invited: Made, study: Study) -> None:
    StudyConsent.objects.create(study=study, version=2, text="At day, too.")
    answer = visitor.post(link(invited), AGREED)
    assert answer.status_code == 409 and "At day, too." in answer.content.decode()
    assert Participant.objects.get().joined_at is None


def test_a_browser_without_cookies_is_told_so(client: Client, invited: Made) -> None:
    answer = client.post(link(invited), AGREED)
    assert answer.status_code == 400 and str(texts.NO_COOKIE.text) in answer.content.decode()
    assert Invitation.objects.get().used_at is None


def use(made: Made) -> None:
    made.invitation.used_at = timezone.now()
    made.invitation.save()


def expire(made: Made) -> None:
    made.invitation.expires_at = timezone.now() - timedelta(seconds=1)
    made.invitation.save()


def revoke(made: Made) -> None:
    made.invitation.revoked_at = timezone.now()
    made.invitation.save()


def close(made: Made) -> None:
    Study.objects.update(state="closed")


def withdraw(made: Made) -> None:
    Participant.objects.update(withdrawn_at=timezone.now())


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (use, "used already"),
        (expire, "has expired"),
        (revoke, "not valid any more"),
        (close, "is closed"),
        (withdraw, "has left the study"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_invitation_that_is_no_good_says_why(
    visitor: Client, invited: Made, spoil: Any, words: str, method: str
) -> None:
    spoil(invited)
    answer = getattr(visitor, method)(link(invited), AGREED)
    assert answer.status_code == 410 and words in answer.content.decode()
    assert Participant.objects.get().joined_at is None


@pytest.mark.parametrize("secret", ["x", "0000-0000-0000", "a" * 500, "ü", "..", "%00"])
def test_an_unknown_invitation_does_not_exist(client: Client, secret: str) -> None:
    answer = client.get(f"/join/{secret}/")
    assert answer.status_code == 404


def test_a_link_works_once(visitor: Client, stranger: Client, invited: Made) -> None:
    visitor.post(link(invited), AGREED)
    answer = stranger.post(link(invited), AGREED)
    assert answer.status_code == 410
    assert Participant.objects.get().visitor == visitor_of_cookie(visitor.cookies[COOKIE].value)


def test_of_two_browsers_at_once_one_joins(
    visitor: Client, stranger: Client, invited: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen an open invitation; the other one is quicker by a hair."""
    real = join.use_up

    def second(invitation: Invitation) -> bool:
        real(invitation)
        return real(invitation)

    monkeypatch.setattr(join, "use_up", second)
    assert visitor.post(link(invited), AGREED).status_code == 410
    assert Participant.objects.get().visitor is None


def test_whoever_opens_the_used_link_again_comes_to_the_own_page(visitor: Client, invited: Made) -> None:
    visitor.post(link(invited), AGREED)
    answer = visitor.get(link(invited))
    assert answer["Location"] == f"/join/study/{invited.participant.study_id}/"


def test_a_second_person_cannot_join_in_the_browser_of_the_first(
    visitor: Client, invited: Made, study: Study
) -> None:
    visitor.post(link(invited), AGREED)
    other = Participant.objects.create(study=study, pseudonym="P-002")
    (again,) = invite([other], AnonymousUser())
    answer = visitor.post(link(again), AGREED)
    assert answer.status_code == 409
    other.refresh_from_db()
    assert other.joined_at is None and Invitation.objects.get(participant=other).used_at is None


def test_another_device_takes_over_with_a_new_invitation(
    visitor: Client, stranger: Client, invited: Made
) -> None:
    visitor.post(link(invited), AGREED)
    first = Participant.objects.get().joined_at
    (again,) = invite([invited.participant], AnonymousUser())
    assert stranger.post(link(again), AGREED).status_code == 302
    moved = Participant.objects.get()
    assert moved.visitor == visitor_of_cookie(stranger.cookies[COOKIE].value) and moved.joined_at == first


def test_a_new_invitation_ends_the_older_one(visitor: Client, invited: Made) -> None:
    invite([invited.participant], AnonymousUser())
    assert visitor.get(link(invited)).status_code == 410


def test_guesses_are_counted_by_address(client: Client, invited: Made) -> None:
    for _ in range(MOST_MISSES):
        assert client.post("/join/", {"code": "0000-0000-0000"}).status_code == 404
    answer = client.post("/join/", {"code": invited.secret.code})
    assert answer.status_code == 429 and answer["Retry-After"] == "600"
    assert client.get(link(invited)).status_code == 429
    assert client.get(link(invited), REMOTE_ADDR="192.0.2.9").status_code == 200


@pytest.mark.usefixtures("no_redis")
def test_without_redis_one_is_told_to_come_back(client: Client, invited: Made) -> None:
    assert client.get(link(invited)).status_code == 503


def test_without_a_text_nobody_can_agree(visitor: Client, participant: Participant) -> None:
    (made,) = invite([participant], AnonymousUser())
    assert "has no text yet" in visitor.get(link(made)).content.decode()
    assert visitor.post(link(made), AGREED).status_code == 409
