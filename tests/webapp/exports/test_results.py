"""Live, latest, or that of one method."""

from __future__ import annotations

import pytest

from webapp.exports.results import LATEST, LIVE, chosen, labels, name_of
from webapp.records.models import Analysis, Session, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def analysed(session: Session) -> Session:
    for number, (method, software) in enumerate(
        [("pos", "vitals 1"), ("chrom", "vitals 1"), ("pos", "vitals 1")]
    ):
        values = {"hr_bpm": 60.0 + number, "hr_withheld": None}
        Analysis.objects.create(
            session=session, number=number + 1, method=method, software=software, **values
        )
    return session


@pytest.mark.parametrize(
    ("which", "name", "hr_bpm"),
    [(LIVE, "live", 72.44), (LATEST, "3", 62.0), ("chrom vitals 1", "2", 61.0), ("pos vitals 1", "3", 62.0)],
)
def test_the_result_that_is_asked_for(analysed: Session, which: str, name: str, hr_bpm: float) -> None:
    found = chosen([analysed], which)[analysed.pk]
    assert (name_of(found), found.hr_bpm) == (name, hr_bpm)


def test_the_latest_one_is_the_live_one_where_nothing_was_analysed(session: Session) -> None:
    assert chosen([session], LATEST)[session.pk] is session


def test_an_analysis_that_was_not_made_has_no_rates(session: Session) -> None:
    found = chosen([session], "pos vitals 1")[session.pk]
    assert (name_of(found), found.hr_bpm, found.hr_withheld) == ("0", None, "not_measured")


def test_labels_are_told_once(analysed: Session, study: Study) -> None:
    assert labels(study) == ["chrom vitals 1", "pos vitals 1"]
