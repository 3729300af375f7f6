"""The settings of a study, and two who edit them at once."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.webapp.studies.forms import opened, typed
from vitals.pulse import COLOUR_METHODS
from webapp.records.models import AccessLog, Study, StudyConsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(study: Study) -> str:
    return f"/studies/{study.pk}/settings/"


def test_the_protocol_is_saved(desk: Client, study: Study, page: str) -> None:
    fields = {"duration_s": 60, "mode": "high", "method": "pos", "required_quality": 0.8, "repeats": 7}
    answer = desk.post(page, typed(opened(desk, page), **fields, repeat_every_h=24, readers=2))
    assert answer.status_code == 302
    study.refresh_from_db()
    assert (study.duration_s, study.mode, study.method, study.required_quality) == (60, "high", "pos", 0.8)
    assert (study.repeats, study.repeat_every_h, study.readers, study.version) == (7, 24, 2, 1)


def test_what_was_changed_is_written_down(desk: Client, study: Study, page: str) -> None:
    desk.post(page, typed(opened(desk, page), mode="eco"))
    row = AccessLog.objects.filter(action="change").get()
    assert (row.target, row.study, row.detail) == (f"study:{study.pk}", study, "protocol: mode")


def test_saving_without_a_change_changes_nothing(desk: Client, study: Study, page: str) -> None:
    desk.post(page, opened(desk, page))
    study.refresh_from_db()
    assert study.version == 0
    assert not AccessLog.objects.filter(action="change").exists()


def test_the_methods_are_those_that_colours_are_enough_for(desk: Client, page: str) -> None:
    offered = [value for value, _ in desk.get(page).context["form"].fields["method"].choices]
    assert offered == ["", *COLOUR_METHODS]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("duration_s", 14),
        ("duration_s", 241),
        ("duration_s", "long"),
        ("method", "ssr"),
        ("method", "magic"),
        ("mode", "best"),
        ("required_quality", 1.1),
        ("required_quality", "nan"),
        ("repeats", 0),
        ("readers", 3),
        ("name", ""),
        ("name", "x" * 201),
        ("name", "a\0b"),
        ("activities", "rest\n" + "x" * 61),
        ("withdrawal", "sell"),
        ("state", "paused"),
        ("retention_days", -1),
        ("version", "old"),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    desk: Client, study: Study, page: str, field: str, value: object
) -> None:
    assert desk.post(page, typed(opened(desk, page), **{field: value})).status_code == 422
    study.refresh_from_db()
    assert study.version == 0


def test_signals_need_a_text_that_says_so(desk: Client, study: Study, text: StudyConsent, page: str) -> None:
    data = typed(opened(desk, page), requires_signals="on")
    assert desk.post(page, data).status_code == 422
    StudyConsent.objects.create(study=study, version=2, text="We keep signals.", signals=True)
    assert desk.post(page, data).status_code == 302
    study.refresh_from_db()
    assert study.requires_signals


def test_the_second_of_two_coordinators_is_told_and_nothing_is_lost(
    desk: Client, study: Study, page: str
) -> None:
    first, second = opened(desk, page), opened(desk, page)
    desk.post(page, typed(first, duration_s=60, mode="high"))
    answer = desk.post(page, typed(second, duration_s=90, repeats=5))
    assert answer.status_code == 409
    found = {each.label: each for each in answer.context["differences"]}
    duration, mode = found["Good seconds to measure"], found["Mode"]
    assert (duration.opened, duration.now, duration.mine, duration.is_conflict) == ("30", "60", "90", True)
    assert (mode.now, mode.is_conflict) == ("High", False)
    study.refresh_from_db()
    assert (study.duration_s, study.mode, study.repeats, study.version) == (60, "high", 1, 1)


def test_saving_again_puts_both_changes_together(desk: Client, study: Study, page: str) -> None:
    first, second = opened(desk, page), opened(desk, page)
    desk.post(page, typed(first, duration_s=60, mode="high"))
    again = desk.post(page, typed(second, duration_s=90, repeats=5)).context["form"].data.dict()
    assert desk.post(page, again).status_code == 302
    study.refresh_from_db()
    assert (study.duration_s, study.mode, study.repeats, study.version) == (90, "high", 5, 2)


def test_a_box_that_somebody_else_ticked_stays_ticked(
    desk: Client, study: Study, text: StudyConsent, page: str
) -> None:
    data = opened(desk, page)
    StudyConsent.objects.create(study=study, version=2, text="We keep signals.", signals=True)
    Study.objects.filter(pk=study.pk).update(requires_signals=True, version=1)
    answer = desk.post(page, typed(data, repeats=2))
    (difference,) = answer.context["differences"]
    assert (difference.opened, difference.now) == ("–", "✓")
    desk.post(page, answer.context["form"].data.dict())
    study.refresh_from_db()
    assert study.requires_signals and study.repeats == 2


def test_a_reader_may_not_open_the_settings(reader: Client, page: str) -> None:
    assert reader.get(page).status_code == 403
    assert reader.post(page, {"name": "Mine"}).status_code == 403


def test_for_others_they_do_not_exist(outsider: Client, page: str) -> None:
    assert outsider.get(page).status_code == 404
    assert outsider.post(page, {"name": "Mine"}).status_code == 404


def test_the_page_says_how_long_a_respiratory_rate_takes(desk: Client, study: Study) -> None:
    assert "below 20 there is none" in desk.get(f"/studies/{study.pk}/settings/").text
