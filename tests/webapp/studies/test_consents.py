"""The versions of a study's text: published one after the other, never edited."""

from __future__ import annotations

import pytest
from django.test import Client

from webapp.records.models import AccessLog, Study, StudyConsent
from webapp.studies.consents import sha256

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(study: Study) -> str:
    return f"/studies/{study.pk}/settings/consent/"


def test_each_text_is_a_version_of_its_own(desk: Client, study: Study, page: str) -> None:
    desk.post(page, {"text": "First.", "version": 0})
    desk.post(page, {"text": "Second.", "version": 1, "signals": "on"})
    versions = study.consents.order_by("version").values_list("version", "text", "signals")
    assert list(versions) == [(1, "First.", False), (2, "Second.", True)]
    assert AccessLog.objects.filter(action="change", study=study).count() == 2


def test_the_hash_of_each_is_shown(desk: Client, text: StudyConsent, page: str) -> None:
    assert sha256(text) in desk.get(page).content.decode()


def test_the_hash_tells_texts_versions_and_signals_apart() -> None:
    texts = [
        StudyConsent(version=version, text=words, signals=signals)
        for version in (1, 2)
        for words in ("a", "b")
        for signals in (False, True)
    ]
    assert len({sha256(each) for each in texts}) == len(texts)


def test_of_two_who_publish_at_once_the_second_sees_both_texts(
    desk: Client, study: Study, text: StudyConsent, page: str
) -> None:
    desk.post(page, {"text": "Mine.", "version": 1})
    answer = desk.post(page, {"text": "Yours.", "version": 1})
    shown = answer.content.decode()
    assert answer.status_code == 409 and "Mine." in shown and "Yours." in shown
    assert study.consents.count() == 2
    desk.post(page, {"text": "Both.", "version": 2})
    assert study.consents.order_by("version").last().text == "Both."


@pytest.mark.parametrize(
    "data", [{}, {"text": " ", "version": 0}, {"text": "a\0b", "version": 0}, {"text": "a"}]
)
def test_what_is_no_text_is_refused(desk: Client, study: Study, page: str, data: dict[str, object]) -> None:
    assert desk.post(page, data).status_code == 422
    assert not study.consents.exists()


def test_a_text_without_signals_ends_the_keeping_of_signals(
    desk: Client, study: Study, text: StudyConsent, page: str
) -> None:
    Study.objects.update(requires_signals=True)
    desk.post(page, {"text": "None are kept.", "version": 1})
    study.refresh_from_db()
    assert not study.requires_signals


def test_a_text_is_shown_as_text(desk: Client, page: str) -> None:
    desk.post(page, {"text": "<script>alert(1)</script>", "version": 0})
    assert "<script>alert" not in desk.get(page).content.decode()
