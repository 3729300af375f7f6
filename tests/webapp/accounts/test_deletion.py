"""Deleting an account leaves nothing of the person in any table."""

from __future__ import annotations

import json

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.auth.models import User
from django.core import serializers
from django.test import Client

from tests.webapp.accounts.conftest import PASSWORD, anonymous
from vitals.types import Trace as Samples
from webapp.live import registry
from webapp.records.models import (
    AccessLog,
    Annotation,
    Estimate,
    Membership,
    Participant,
    Reference,
    Session,
    Study,
    Trace,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def delete(client: Client, password: str = PASSWORD) -> int:
    return client.post("/accounts/delete/", {"password": password}).status_code


def whole_database() -> str:
    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    return serializers.serialize("json", rows)


def full_session(client: Client, user: User) -> Session:
    session = anonymous(client, user=user, note="the word of ada")
    Estimate.objects.create(session=session, t_s=1.0)
    Trace.objects.create(session=session, rows=Trace.pack(Samples.of([])))
    Reference.objects.create(session=session, kind="heart_rate", value_bpm=60, entered_by=user)
    Annotation.objects.create(session=session, author=user, text="a remark")
    return session


def test_nothing_is_left_in_any_table(at_home: Client, ada: User, study: Study) -> None:
    session = full_session(at_home, ada)
    Membership.objects.create(user=ada, study=study, role="reader")
    elsewhere = Client()
    for password in (PASSWORD, "wrong"):
        elsewhere.post("/accounts/login/", {"username": "ada", "password": password})
    assert AccessAttempt.objects.exists()
    assert delete(at_home) == 200
    left = whole_database()
    assert "ada" not in left and "a remark" not in left
    assert str(session.pk) not in left and str(session.visitor) not in left
    assert {row["model"] for row in json.loads(left)} & {
        "records.session", "records.estimate", "records.trace", "records.consent", "records.reference",
        "records.annotation", "records.membership", "auth.user", "sessions.session", "axes.accessattempt",
    } == set()  # fmt: skip


def test_what_runs_is_gone_from_redis_too(at_home: Client, ada: User) -> None:
    session = anonymous(at_home, user=ada)
    registry.begin(session.pk, {"mode": "standard"})
    delete(at_home)
    assert not registry.is_live(session.pk)


def test_the_log_of_accesses_stays_without_the_name(at_home: Client, ada: User) -> None:
    AccessLog.objects.create(user=ada, action="export", target="session:x")
    delete(at_home)
    assert AccessLog.objects.get().user is None


def test_others_keep_what_is_theirs(at_home: Client, ada: User, coordinator: User) -> None:
    theirs = full_session(at_home, coordinator)
    delete(at_home)
    assert Session.objects.get() == theirs and User.objects.get() == coordinator
    assert Estimate.objects.count() == Trace.objects.count() == Reference.objects.count() == 1


def test_a_study_that_keeps_its_data_has_no_way_to_the_person(
    at_home: Client, ada: User, study: Study
) -> None:
    Study.objects.update(withdrawal="keep")
    participant = Participant.objects.create(study=study, pseudonym="P-07", user=ada)
    fields = {"study": study, "participant": participant, "state": "done"}
    anonymous(at_home, user=ada, note="the word of ada", **fields)
    assert "for a study that keeps it" in at_home.get("/accounts/delete/").content.decode()
    delete(at_home)
    kept = Session.objects.get()
    assert (kept.user, kept.visitor, kept.note, kept.participant) == (None, None, "", participant)
    left = Participant.objects.get()
    assert left.user is None and left.withdrawn_at is not None


def test_a_study_that_deletes_keeps_the_pseudonym_only(at_home: Client, ada: User, study: Study) -> None:
    participant = Participant.objects.create(study=study, pseudonym="P-07", user=ada, skin_tone=4)
    session = full_session(at_home, ada)
    Session.objects.update(study=study, participant=participant)
    registry.begin(session.pk, {"mode": "standard"})
    assert "1 measurement in it are deleted" in at_home.get("/accounts/delete/").content.decode()
    delete(at_home)
    assert not Session.objects.exists() and not Trace.objects.exists()
    assert not registry.is_live(session.pk)
    left = Participant.objects.get()
    assert (left.pseudonym, left.user, left.skin_tone) == ("P-07", None, None) and left.withdrawn_at
    assert AccessLog.objects.get(action="delete").target == f"participant:{left.pk}"


def test_a_wrong_password_deletes_nothing(at_home: Client, ada: User) -> None:
    assert delete(at_home, "wrong") == 200
    assert User.objects.filter(pk=ada.pk).exists()


def test_guessing_the_password_here_locks_like_at_the_login(at_home: Client, ada: User) -> None:
    for _ in range(5):
        delete(at_home, "wrong")
    assert delete(at_home) == 429
    assert User.objects.filter(pk=ada.pk).exists()


def test_a_measurement_begun_meanwhile_goes_too(
    at_home: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.accounts.deletion.remove", lambda pks: anonymous(at_home, user=ada))
    delete(at_home)
    assert not Session.objects.exists()


def test_one_is_logged_out_afterwards(at_home: Client, ada: User) -> None:
    delete(at_home)
    assert "_auth_user_id" not in at_home.session


@pytest.mark.parametrize("action", ["delete_selected", "delete"])
def test_an_administrator_deletes_as_the_person_would(at_home: Client, ada: User, action: str) -> None:
    full_session(at_home, ada)
    root = Client()
    root.force_login(User.objects.create_superuser("root"), "django.contrib.auth.backends.ModelBackend")
    if action == "delete":
        root.post(f"/admin/auth/user/{ada.pk}/delete/", {"post": "yes"})
    else:
        root.post("/admin/auth/user/", {"action": action, "_selected_action": [ada.pk], "post": "yes"})
    assert not User.objects.filter(pk=ada.pk).exists() and not Session.objects.exists()
    assert "ada" not in whole_database()


def test_without_a_login_one_is_asked_for_it(visitor: Client) -> None:
    assert visitor.get("/accounts/delete/")["Location"].startswith("/accounts/login/")


def test_the_last_administrator_stays(at_home: Client, ada: User) -> None:
    ada.is_superuser = True
    ada.save()
    assert "last administrator" in at_home.post("/accounts/delete/", {"password": PASSWORD}).content.decode()
    assert User.objects.filter(pk=ada.pk).exists()


@pytest.mark.usefixtures("no_redis")
def test_while_redis_is_away_nothing_is_deleted(at_home: Client, ada: User) -> None:
    anonymous(at_home, user=ada)
    assert delete(at_home) == 503
    assert Session.objects.exists() and User.objects.filter(pk=ada.pk).exists()
