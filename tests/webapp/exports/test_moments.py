"""Estimates are alike, whether measured live or computed again."""

from __future__ import annotations

import pytest

from webapp.exports.as_json import estimate as as_json
from webapp.exports.moments import moments
from webapp.records.json import estimate
from webapp.records.models import Analysis, Estimate, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def sure(session: Session) -> Session:
    """Its estimates know their interval."""
    Estimate.objects.update(hr_low_bpm=68.0, hr_high_bpm=75.0)
    return session


def test_an_estimate_is_told_as_on_the_page(sure: Session) -> None:
    found = [as_json(moment) for _, moment in moments({sure.pk: sure})]
    assert found == [estimate(row) for row in sure.estimates.order_by("t_s")]


def test_a_series_of_an_analysis_comes_out_as_it_went_in(sure: Session) -> None:
    series = [estimate(row) for row in sure.estimates.order_by("t_s")]
    analysis = Analysis.objects.create(session=sure, number=1, method="pos", software="v", series=series)
    assert [as_json(moment) for _, moment in moments({sure.pk: analysis})] == series


def test_an_earlier_series_has_no_intervals(session: Session) -> None:
    rate = {"value": 60.0, "unit": "/min", "quality": 0.5, "withheld": None}
    row = {"t_s": 8.0, "heart_rate": rate, "respiratory_rate": rate, "snr_db": None, "instruction": None}
    analysis = Analysis.objects.create(session=session, number=1, method="pos", software="v", series=[row])
    ((pk, moment),) = moments({session.pk: analysis})
    assert (pk, moment.hr_bpm, moment.hr_low_bpm) == (session.pk, 60.0, None)
