"""The report, read back."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import numpy as np
import pytest
from django.test import Client
from pypdf import PdfReader

from tests.webapp.records.downloads.conftest import fetch, skin
from vitals.types import Trace as Samples
from webapp.records.downloads.report.chart import Chart, runs, ticks
from webapp.records.downloads.report.words import coverage
from webapp.records.models import Estimate, Session, Trace

NO_FACE = Samples.of_skin(np.arange(300) / 30, np.full((300, 3), np.nan))


def read(client: Client, session: Session) -> str:
    pages = PdfReader(io.BytesIO(fetch(client, session, "pdf"))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.django_db
def test_it_says_the_result_and_how_good_it_is(visitor: Client, session: Session) -> None:
    text = read(visitor, session)
    assert "72 per minute" in text and "Quality: good (0.81 of 1)" in text


@pytest.mark.django_db
def test_it_says_why_there_is_no_number(visitor: Client, session: Session) -> None:
    text = read(visitor, session)
    assert "No result: No clear breath in the picture" in text
    assert "A number in 13 of 20 seconds." in text and "7 seconds without one" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("?zone=Asia/Tokyo", "Nov. 23, 2026, 5:30 a.m. (JST)"),
        ("", "Nov. 22, 2026, 8:30 p.m. (UTC)"),
        ("?zone=../../etc/passwd", "Nov. 22, 2026, 8:30 p.m. (UTC)"),
        ("?zone=Europe", "Nov. 22, 2026, 8:30 p.m. (UTC)"),
    ],
)
def test_its_time_is_that_of_the_reader_and_says_of_which_zone(
    visitor: Client, session: Session, zone: str, told: str
) -> None:
    Session.objects.update(started_at=datetime(2026, 11, 22, 20, 30, tzinfo=UTC))
    body = visitor.get(f"/sessions/{session.pk}/download/pdf{zone}").content
    assert told in " ".join(PdfReader(io.BytesIO(body)).pages[0].extract_text().split())


def test_a_single_second_is_one_second() -> None:
    told = coverage(["no_face", "dark", "dark"])
    assert "1 second without one" in told and "2 seconds without one" in told


@pytest.mark.django_db
def test_every_page_says_that_it_is_no_medical_device(visitor: Client, stored: Session) -> None:
    pages = PdfReader(io.BytesIO(fetch(visitor, stored, "pdf"))).pages
    assert len(pages) > 1
    assert all("not a medical device" in page.extract_text() for page in pages)


@pytest.mark.django_db
def test_it_says_how_it_was_measured(visitor: Client, session: Session) -> None:
    text = read(visitor, session)
    assert "fasenet 1.1.0" in text and "fused" in text and "320 × 240" in text


@pytest.mark.django_db
def test_stored_signals_give_the_pulse_wave(visitor: Client, session: Session) -> None:
    assert "Pulse wave" not in read(visitor, session)
    Trace.objects.create(session=session, rows=Trace.pack(skin()))
    assert "Pulse wave of the last seconds" in read(visitor, session)


@pytest.mark.django_db
def test_where_a_rate_was_withheld_no_wave_is_drawn(visitor: Client, stored: Session) -> None:
    assert "Breath wave" not in read(visitor, stored)
    Session.objects.update(hr_bpm=None, hr_withheld="no_pulse", rr_bpm=15.0, rr_withheld=None)
    text = read(visitor, stored)
    assert "Pulse wave" not in text and "Breath wave of the last seconds" in text


@pytest.mark.django_db
def test_it_holds_the_note_and_typed_in_values(visitor: Client, stored: Session) -> None:
    text = read(visitor, stored)
    assert "after coffee" in text and "71 /min at 5 s, own count" in text


@pytest.mark.django_db
@pytest.mark.parametrize("note", ["你好", "مرحبا", "<b>&amp;", "**bold**", "x" * 500, "a\nb"])
def test_a_note_in_any_script_makes_a_report(visitor: Client, session: Session, note: str) -> None:
    session.note = note
    session.save()
    assert "Note" in read(visitor, session)


@pytest.mark.django_db
def test_a_session_without_any_estimate_makes_a_report(visitor: Client, session: Session) -> None:
    Estimate.objects.all().delete()
    assert "Measurement report" in read(visitor, session)


@pytest.mark.django_db
@pytest.mark.parametrize("samples", [Samples.of([]), NO_FACE], ids=["no frame", "no face"])
def test_signals_without_a_face_make_a_report(visitor: Client, session: Session, samples: Samples) -> None:
    Trace.objects.create(session=session, rows=Trace.pack(samples))
    assert "Pulse wave" not in read(visitor, session)


@pytest.mark.django_db
def test_it_is_in_the_readers_language(visitor: Client, session: Session) -> None:
    body = visitor.get(f"/sessions/{session.pk}/download/pdf", headers={"accept-language": "de"}).content
    document = PdfReader(io.BytesIO(body))
    text = document.pages[0].extract_text()
    assert "Messbericht" in text and "0,81 von 1" in text
    assert document.root_object["/Lang"] == "de"


def test_a_second_without_a_number_is_a_gap() -> None:
    assert runs([(1, 60.0), (2, None), (3, 61.0), (4, 62.0)]) == [[(1, 60.0)], [(3, 61.0), (4, 62.0)]]


def test_a_steady_rate_has_an_axis_of_its_own_width() -> None:
    assert Chart([(0, 70.0), (1, 71.0)], 20.0).values() == (60.5, 80.5)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 30), (8, 300), (40, 180), (-1, 1), (0, 2e9)])
def test_an_axis_has_a_few_round_numbers(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 7 and low <= found[0] and found[-1] <= high
