"""What the database itself makes sure of."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from django.db import IntegrityError, connection
from django.db.models import ProtectedError

from tests.webapp.conftest import make_session
from vitals.types import ROW_LENGTH, ROW_LENGTH_1
from vitals.types import Trace as Samples
from vitals.withheld import Withheld
from webapp.records import keep
from webapp.records.models import Consent, Estimate, Study, Trace

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"hr_bpm": 60.0, "hr_withheld": "no_face"},
        {"hr_bpm": None, "hr_withheld": None},
        {"rr_bpm": 15.0, "rr_withheld": "too_short"},
    ],
)
def test_a_rate_is_a_value_or_a_reason_never_both_or_neither(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        make_session(**fields)


def test_a_new_session_has_measured_nothing() -> None:
    session = make_session()
    assert session.hr_withheld == session.rr_withheld == Withheld.NOT_MEASURED


def test_every_code_fits_into_its_column() -> None:
    length = Estimate._meta.get_field("hr_withheld").max_length
    assert length is not None and max(len(code) for code in Withheld) <= length


def test_a_moment_has_one_estimate() -> None:
    session = make_session()
    Estimate.objects.create(session=session, t_s=1.0)
    with pytest.raises(IntegrityError):
        Estimate.objects.create(session=session, t_s=1.0)


def test_signals_come_back_as_they_were_kept() -> None:
    rows = np.random.default_rng(1).normal(size=(50, ROW_LENGTH))
    rows[3, 4] = np.nan
    Trace.objects.create(session=make_session(), rows=Trace.pack(Samples.from_rows(rows)))
    assert np.array_equal(Trace.objects.get().samples().rows(), rows, equal_nan=True)


def test_signals_of_the_first_version_are_still_read() -> None:
    rows = np.random.default_rng(1).normal(size=(50, ROW_LENGTH_1))
    packed = zlib.compress(rows.astype("<f8").tobytes())
    Trace.objects.create(session=make_session(), rows=packed, row_length=ROW_LENGTH_1)
    samples = Trace.objects.get().samples()
    assert np.array_equal(samples.rows()[:, :ROW_LENGTH_1], rows)
    assert np.isnan(samples.moments).all()


def test_signals_that_are_kept_again_take_their_length_along() -> None:
    session = make_session()
    Consent.objects.filter(session=session).update(store_signals=True)
    Trace.objects.create(session=session, rows=b"", row_length=ROW_LENGTH_1)
    rows = np.random.default_rng(1).normal(size=(50, ROW_LENGTH))
    keep.signals(session.pk, Samples.from_rows(rows))
    assert np.array_equal(Trace.objects.get().samples().rows(), rows)


def test_a_study_with_sessions_cannot_vanish(study: Study) -> None:
    make_session(study=study)
    with pytest.raises(ProtectedError):
        study.delete()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_writers_wait_for_their_turn_from_the_beginning() -> None:
    options = connection.settings_dict["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
