"""Values that staff type in for one session."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from tests.webapp.agreement.conftest import Make
from webapp.agreement.references import typed
from webapp.records.models import AccessLog, Reference, Session, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(make: Make) -> Session:
    return make("P-1", 61.0)


def address(session: Session, what: str = "type/") -> str:
    return f"/studies/{session.study_id}/agreement/references/{session.pk}/{what}"


def test_both_rates_are_kept_as_those_of_staff(reviewer: Client, session: Session) -> None:
    given = {"heart_rate": "60", "respiratory_rate": "14.5", "t_s": "", "device": " oximeter "}
    assert reviewer.post(address(session), given).status_code == 302
    rows = [(r.kind, r.value_bpm, r.t_s, r.device, r.by_staff) for r in session.references.all()]
    assert rows == [
        ("heart_rate", 60.0, None, "oximeter", True),
        ("respiratory_rate", 14.5, None, "oximeter", True),
    ]
    page = reviewer.get(address(session, "")).content.decode()
    assert "oximeter" in page and "typed in by reviewer" in page


def test_a_value_may_be_about_a_moment(reviewer: Client, session: Session) -> None:
    reviewer.post(address(session), {"heart_rate": "60", "t_s": "12.5"})
    assert session.references.get().t_s == 12.5


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Type in a heart rate, a respiratory rate, or both."),
        ({"heart_rate": "19"}, "greater than or equal to 20"),
        ({"heart_rate": "301"}, "less than or equal to 300"),
        ({"heart_rate": "nan"}, "Enter a number."),
        ({"respiratory_rate": "0"}, "greater than or equal to 1"),
        ({"heart_rate": "60", "t_s": "41"}, "The session lasts 40 s: give a time within it."),
        ({"heart_rate": "60", "t_s": "-1"}, "greater than or equal to 0"),
        ({"heart_rate": "60", "device": "x" * 101}, "at most 100 characters"),
        ({"heart_rate": "60", "device": "a\tb"}, "Name the device in one line."),
    ],
)
def test_what_cannot_be_right_is_said_and_not_kept(
    reviewer: Client, session: Session, given: dict[str, str], said: str
) -> None:
    answer = reviewer.post(address(session), given)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Reference.objects.exists()


def test_the_number_of_values_is_bounded(
    reviewer: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "MOST_TYPED", 1)
    reviewer.post(address(session), {"heart_rate": "60"})
    answer = reviewer.post(address(session), {"heart_rate": "60"})
    assert answer.status_code == 422 and "too many values already" in answer.content.decode()
    assert Reference.objects.count() == 1


def test_each_step_leaves_a_row_in_the_log(reviewer: Client, session: Session) -> None:
    reviewer.get(address(session, ""))
    reviewer.post(address(session), {"heart_rate": "60"})
    reviewer.post(address(session, "delete/"), {"value": session.references.get().pk})
    rows = AccessLog.objects.order_by("pk").values_list("action", "target", "detail")
    target = f"session:{session.pk}"
    assert list(rows) == [
        ("view", target, "references"),
        ("change", target, "references: 1 typed in"),
        ("delete", target, "references: one value"),
    ]


def test_a_value_of_another_session_is_not_deleted(reviewer: Client, session: Session, make: Make) -> None:
    other = make("P-2", 70.0, (70.0, None))
    reviewer.post(address(session, "delete/"), {"value": other.references.get().pk})
    assert other.references.count() == 1 and not AccessLog.objects.filter(action="delete").exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40])
def test_deleting_nothing_changes_nothing(reviewer: Client, make: Make, number: str) -> None:
    session = make("P-1", 61.0, (60.0, None))
    assert reviewer.post(address(session, "delete/"), {"value": number}).status_code == 302
    assert session.references.count() == 1


def test_a_reader_sees_values_and_no_form(reader: Client, make: Make) -> None:
    session = make("P-1", 61.0, (60.0, None))
    page = reader.get(address(session, "")).content.decode()
    assert "60" in page and "<form class" not in page
    assert reader.post(address(session), {"heart_rate": "60"}).status_code == 403


def test_sessions_of_another_study_do_not_exist_here(reviewer: Client, study: Study) -> None:
    other = Session.objects.create(study=Study.objects.create(name="Other"))
    for pk in (other.pk, uuid.uuid4()):
        path = f"/studies/{study.pk}/agreement/references/{pk}/"
        assert reviewer.get(path).status_code == 404
        assert reviewer.post(f"{path}type/", {"heart_rate": "60"}).status_code == 404
