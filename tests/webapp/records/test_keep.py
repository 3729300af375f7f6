"""What goes into the database can be shown as JSON."""

from __future__ import annotations

import math
import uuid

import pytest
from django.test import Client

from tests.webapp.conftest import make_session
from vitals.monitor import Measurement
from vitals.types import Estimate, Rate, Trace
from vitals.withheld import Withheld
from webapp.records import keep, models
from webapp.records.access import COOKIE, visitor_of_cookie

NONE = Rate(None, 0.0, Withheld.TOO_SHORT)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_number_that_is_not_finite_is_kept_as_one_that_is(visitor: Client, value: float) -> None:
    session = make_session(visitor=visitor_of_cookie(visitor.cookies[COOKIE].value))
    estimate = Estimate(
        t_s=value,
        heart_rate=Rate(value, value, None),
        respiratory_rate=NONE,
        snr_db=value,
        pulse=None,
        breath=None,
        instruction=None,
    )
    keep.estimates(session.pk, [estimate], first_t_s=0.0)
    keep.result(session.pk, Measurement(value, value, 2, NONE, NONE, (), "POS", None), keep.Frames(2, 2, 0))
    shown = visitor.get(f"/sessions/{session.pk}/").json()
    assert (shown["duration_s"], shown["fps"]) == (0.0, 0.0)
    assert shown["estimates"][0]["heart_rate"]["value"] is None
    assert (shown["estimates"][0]["t_s"], shown["estimates"][0]["snr_db"]) == (0.0, 0.0)


@pytest.mark.django_db
def test_a_rate_is_kept_with_its_interval_and_a_withheld_one_without(visitor: Client) -> None:
    session = make_session(visitor=visitor_of_cookie(visitor.cookies[COOKIE].value))
    estimate = Estimate(
        t_s=10.0,
        heart_rate=Rate(71.0, 0.9, None),
        respiratory_rate=NONE,
        snr_db=None,
        pulse=None,
        breath=None,
        instruction=None,
        heart_interval_bpm=(69.04, 73.0),
        breath_interval_bpm=(6.0, 40.0),
    )
    keep.estimates(session.pk, [estimate], first_t_s=0.0)
    shown = visitor.get(f"/sessions/{session.pk}/").json()["estimates"][0]
    assert (shown["heart_rate"]["interval"], shown["respiratory_rate"]["interval"]) == ([69.0, 73.0], None)


@pytest.mark.django_db
def test_of_a_session_that_was_deleted_meanwhile_nothing_is_kept() -> None:
    keep.estimates(gone := uuid.uuid4(), [Estimate(1.0, NONE, NONE, None, None, None, None)], first_t_s=0.0)
    keep.signals(gone, Trace.of([]))
    assert not models.Estimate.objects.exists() and not models.Trace.objects.exists()
