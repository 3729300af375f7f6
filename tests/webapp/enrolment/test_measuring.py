"""The patient page in a study: the protocol holds, answers are kept, and what is not due is refused."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.webapp.conftest import make_session
from webapp.enrolment.progress import EARLY_SHARE
from webapp.live import keys
from webapp.live.connections import sync_redis
from webapp.records.models import Answer, Participant, Question, Session, Study, StudyConsent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"


def address(study: Study) -> str:
    return f"/join/study/{study.pk}/measure/sessions/"


def begin(client: Client, study: Study, wish: dict[str, Any], **more: Any) -> Any:
    body = json.dumps({**wish, **more})
    return client.post(address(study), body, content_type="application/json", headers={"User-Agent": PHONE})


def ask(study: Study, **fields: Any) -> Question:
    return Question.objects.create(study=study, **{"when": "before", "text": "Slept well?", **fields})


def measured(joined: Participant, **fields: Any) -> Session:
    """A finished session of the participant, good unless said otherwise."""
    good = {"state": "done", "hr_bpm": 60.0, "hr_withheld": None, "hr_quality": 0.95}
    owner = {"study": joined.study, "participant": joined, "visitor": joined.visitor}
    return make_session(**{**owner, **good, **fields})


def test_a_session_of_a_study_has_all_that_the_protocol_says(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    Study.objects.update(mode="eco", method="pos", activities="rest\nstairs")
    answer = begin(visitor, study, wish, activity="stairs")
    assert answer.status_code == 201
    made = Session.objects.get(pk=answer.json()["id"])
    assert (made.study, made.participant, made.visitor) == (study, joined, joined.visitor)
    assert (made.mode, made.activity, made.device) == ("eco", "stairs", "Chrome on Android")
    assert sync_redis().hget(keys.Keys(made.pk).meta, "method") == b"pos"


def test_outside_of_a_study_nothing_of_it_is_kept(
    visitor: Client, joined: Participant, wish: dict[str, Any]
) -> None:
    answer = visitor.post("/sessions/", json.dumps(wish), content_type="application/json")
    made = Session.objects.get(pk=answer.json()["id"])
    assert (made.study, made.participant, made.device) == (None, None, "")
    assert not sync_redis().hexists(keys.Keys(made.pk).meta, "method")


def test_the_plain_page_takes_no_answers(visitor: Client, joined: Participant, wish: dict[str, Any]) -> None:
    body = json.dumps({**wish, "answers": {}})
    assert visitor.post("/sessions/", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("requires", "says", "chosen", "kept"),
    [
        (True, True, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, True),
    ],
)
def test_signals_are_kept_where_protocol_and_text_say_so_or_the_person_wants_it(
    visitor: Client,
    joined: Participant,
    study: Study,
    wish: dict[str, Any],
    requires: bool,
    says: bool,
    chosen: bool,
    kept: bool,
) -> None:
    Study.objects.update(requires_signals=requires)
    StudyConsent.objects.update(signals=says)
    begin(visitor, study, wish, store_signals=chosen)
    assert Session.objects.get().consent.store_signals is kept


def test_the_page_has_study_text_and_questions(visitor: Client, joined: Participant, study: Study) -> None:
    ask(study, kind="choice", choices="well\nbadly")
    ask(study, when="after", text="Was it hard?")
    ask(study, text="Old one?", retired=True)
    page = visitor.get(f"/join/study/{study.pk}/measure/").content.decode()
    assert "Sleep" in page and "We measure &lt;at&gt; night." in page
    assert "Slept well?" in page and 'value="badly"' in page and "Was it hard?" in page
    assert "Old one?" not in page


def test_the_page_offers_only_what_the_protocol_allows(
    visitor: Client, joined: Participant, study: Study
) -> None:
    Study.objects.update(mode="high", duration_s=45)
    page = visitor.get(f"/join/study/{study.pk}/measure/").content.decode()
    assert '<option value="high">' in page and '<option value="45">' in page
    assert '<option value="eco">' not in page


def test_answers_are_kept_with_the_session(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    slept, hours = ask(study), ask(study, text="How long?", kind="number")
    free = ask(study, text="Anything else?", kind="text", required=False)
    given = {str(slept.pk): "yes", str(hours.pk): "7.5", str(free.pk): "  "}
    made = begin(visitor, study, wish, answers=given).json()["id"]
    kept = Answer.objects.filter(session=made).values_list("question", "value")
    assert dict(kept) == {slept.pk: "yes", hours.pk: "7.5"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("yes_no", ""),
        ("yes_no", "maybe"),
        ("number", "seven"),
        ("number", "nan"),
        ("number", "1_0"),
        ("number", "٣"),
        ("number", "1e12"),
        ("choice", "so-so"),
        ("text", " \t "),
        ("text", "x" * 501),
    ],
)
def test_what_is_no_answer_is_refused_by_its_question(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any], kind: str, value: str
) -> None:
    question = ask(study, kind=kind, choices="well\nbadly")
    answer = begin(visitor, study, wish, answers={str(question.pk): value})
    assert answer.status_code == 422
    assert answer.json()["question"] == question.pk and "Slept well?" in answer.json()["message"]
    assert not Session.objects.exists()


def test_an_answer_to_a_question_of_another_study_is_refused(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    foreign = ask(Study.objects.create(name="Sport"))
    assert begin(visitor, study, wish, answers={str(foreign.pk): "yes"}).status_code == 409


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"source": "sample"}, 400),
        ({"source": "file"}, 400),
        ({"answers": []}, 400),
        ({"answers": {"1": 7}}, 400),
        ({"activity": "flying"}, 422),
        ({"participant": 1}, 400),
        ({"consent": "1999-01-01"}, 400),
    ],
)
def test_a_wish_that_is_not_in_order_is_refused(
    visitor: Client,
    joined: Participant,
    study: Study,
    wish: dict[str, Any],
    change: dict[str, Any],
    status: int,
) -> None:
    assert begin(visitor, study, wish, **change).status_code == status
    assert not Session.objects.exists()


def test_before_the_next_one_is_due_it_says_when(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    Study.objects.update(repeats=3, repeat_every_h=24)
    measured(joined)
    answer = begin(visitor, study, wish)
    assert (answer.status_code, answer.json()["error"]) == (409, "waiting")
    assert "due from" in answer.json()["message"]
    assert visitor.get(f"/join/study/{study.pk}/measure/")["Location"] == f"/join/study/{study.pk}/"


def test_a_little_early_is_not_too_early(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    Study.objects.update(repeats=3, repeat_every_h=10)
    done = measured(joined)
    Session.objects.filter(pk=done.pk).update(
        started_at=timezone.now() - timedelta(hours=10 * (1 - EARLY_SHARE), seconds=5)
    )
    assert begin(visitor, study, wish).status_code == 201


def test_when_all_is_done_nothing_more_is_measured(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    measured(joined)
    assert begin(visitor, study, wish).json()["error"] == "complete"


def test_a_session_below_the_required_quality_does_not_count(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    Study.objects.update(required_quality=0.9)
    weak = measured(joined, hr_quality=0.85)
    told = visitor.get(f"{address(study)}{weak.pk}/").json()
    assert told["again"] and "measure again" in told["words"]
    assert begin(visitor, study, wish).status_code == 201


def test_a_good_session_is_thanked_for(visitor: Client, joined: Participant, study: Study) -> None:
    Study.objects.update(repeats=2)
    told = visitor.get(f"{address(study)}{measured(joined).pk}/").json()
    assert told["again"] and told["words"].startswith("Thank you: 1 of 2")


def test_the_page_tells_by_its_own_clock_when_the_next_one_is_due(
    visitor: Client, joined: Participant, study: Study
) -> None:
    Study.objects.update(repeats=2, repeat_every_h=24)
    told = visitor.get(f"{address(study)}{measured(joined).pk}/").json()
    assert not told["again"] and "{at}" in told["words"] and told["due_at"]


def test_questions_after_are_answered_once(visitor: Client, joined: Participant, study: Study) -> None:
    question, done = ask(study, when="after"), measured(joined)
    here = f"{address(study)}{done.pk}/"
    assert visitor.get(here).json()["asks"]
    body = json.dumps({"answers": {str(question.pk): "no"}})
    assert not visitor.post(here, body, content_type="application/json").json()["asks"]
    assert not visitor.get(here).json()["asks"]
    assert visitor.post(here, body, content_type="application/json").status_code == 409
    assert Answer.objects.get().value == "no"


@pytest.mark.parametrize(
    ("change", "status"),
    [({"withdrawn_at": timezone.now()}, 410), ({"study__state": "closed"}, 410)],
)
def test_after_leaving_or_closing_nothing_is_measured(
    visitor: Client,
    joined: Participant,
    study: Study,
    wish: dict[str, Any],
    change: dict[str, Any],
    status: int,
) -> None:
    if "study__state" in change:
        Study.objects.update(state="closed")
    else:
        Participant.objects.update(**change)
    assert begin(visitor, study, wish).status_code == status
    assert not Session.objects.exists()


def test_a_new_text_is_agreed_to_first(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    StudyConsent.objects.create(study=study, version=2, text="At day, too.")
    assert begin(visitor, study, wish).json()["error"] == "consent_outdated"
    visitor.post(f"/join/study/{study.pk}/agree/", {"version": "2", "agree": "yes"})
    assert begin(visitor, study, wish).status_code == 201


def test_who_takes_no_part_finds_nothing(
    stranger: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    done = measured(joined)
    assert begin(stranger, study, wish).status_code == 404
    for path in ("", "measure/", "leave/", f"measure/sessions/{done.pk}/"):
        assert stranger.get(f"/join/study/{study.pk}/{path}").status_code == 404


def test_the_sessions_of_another_participant_do_not_exist(
    visitor: Client, joined: Participant, study: Study
) -> None:
    other = Participant.objects.create(study=study, pseudonym="P-002")
    foreign = make_session(study=study, participant=other)
    assert visitor.get(f"{address(study)}{foreign.pk}/").status_code == 404


def test_somebody_who_leaves_at_this_very_moment_is_not_measured(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave_after_the_check(participant: Participant) -> None:
        Participant.objects.update(withdrawn_at=timezone.now())

    monkeypatch.setattr("webapp.enrolment.measuring.check_may_begin", leave_after_the_check)
    assert begin(visitor, study, wish).status_code == 410
    assert not Session.objects.exists()
    assert not sync_redis().zcard(keys.DEADLINES)


@pytest.mark.parametrize("signals", [True, False])
def test_the_page_says_which_choice_is_left_where_signals_are_kept(
    visitor: Client, joined: Participant, study: Study, signals: bool
) -> None:
    Study.objects.update(requires_signals=signals)
    StudyConsent.objects.update(signals=signals)
    page = visitor.get(f"/join/study/{study.pk}/measure/").text
    assert ("only the use for research is still your choice" in page) is signals


def test_nobody_measures_twice_at_once(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    assert begin(visitor, study, wish).status_code == 201
    second = begin(visitor, study, wish)
    assert (second.status_code, second.json()["error"]) == (409, "still_running")


def test_a_session_without_a_heart_rate_does_not_count(
    visitor: Client, joined: Participant, study: Study, wish: dict[str, Any]
) -> None:
    measured(joined, hr_bpm=None, hr_withheld="no_pulse", hr_quality=0.0)
    assert begin(visitor, study, wish).status_code == 201
