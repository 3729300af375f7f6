"""Files of other devices for one session: seen before they are kept, and bad ones told in one sentence."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import edfio
import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.webapp.agreement.conftest import STARTED, Make
from webapp.agreement.references import found as found_module
from webapp.records.models import AccessLog, Estimate, Policy, Reference, ReferenceSeries, Session

pytestmark = pytest.mark.django_db
RATES = "t_s,heart_rate\n" + "".join(f"{t_s},{60 + t_s / 10:.1f}\n" for t_s in range(30))
OFFSET = {"synchronised": "given", "offset_s": "2"}


@pytest.fixture
def session(make: Make) -> Session:
    return make("P-1", 61.0)


def address(session: Session, what: str = "") -> str:
    return f"/studies/{session.study_id}/agreement/references/{session.pk}/{what}"


def upload(client: Client, session: Session, data: bytes | str, name: str = "a.csv", **given: str) -> Any:
    content = data.encode() if isinstance(data, str) else data
    file = SimpleUploadedFile(name, content)
    return client.post(address(session, "file/"), {"file": file, **(given or OFFSET)})


def keep(client: Client, session: Session, preview: Any) -> Any:
    sealed = re.search(r'name="found" value="([^"]+)"', preview.content.decode())
    assert sealed
    return client.post(address(session, "file/save/"), {"found": sealed[1]})


def test_a_preview_is_drawn_in_german_too(reviewer: Client, session: Session) -> None:
    Estimate.objects.create(session=session, t_s=7.5, hr_bpm=61.3, hr_withheld=None)
    reviewer.cookies["django_language"] = "de"
    page = upload(reviewer, session, RATES).text
    assert "<circle" in page and not re.search(r' c?[xy][12]?="\d+,', page)


def test_a_preview_shows_what_was_understood_and_keeps_nothing(reviewer: Client, session: Session) -> None:
    page = upload(reviewer, session, RATES).content.decode()
    assert "30 values (CSV of rates), mean 61." in page
    assert "Its time 0 is 2 s after the start" in page and "<polyline" in page
    assert not Reference.objects.exists() and not ReferenceSeries.objects.exists()


def test_what_was_seen_is_kept_on_the_sessions_time(reviewer: Client, session: Session) -> None:
    keep(reviewer, session, upload(reviewer, session, RATES, device="strap", **OFFSET))
    series = session.reference_series.get()
    assert (series.source, series.device, series.offset_s, series.offset_how) == (
        "rates",
        "strap",
        2.0,
        "given",
    )
    assert series.file_sha256 == hashlib.sha256(RATES.encode()).hexdigest()
    values = [(r.t_s, r.value_bpm) for r in series.references.order_by("t_s")]
    assert (len(values), values[0], values[-1]) == (30, (2.0, 60.0), (31.0, 62.9))
    assert all(row.by_staff for row in series.references.all())


def test_values_outside_the_session_are_told_and_left_out(reviewer: Client, session: Session) -> None:
    preview = upload(reviewer, session, RATES, synchronised="given", offset_s="-10")
    assert "10 values lie before or after the session" in preview.content.decode()
    keep(reviewer, session, preview)
    assert session.references.count() == 20


def test_a_time_of_day_in_the_file_places_it(reviewer: Client, session: Session) -> None:
    at = [STARTED + timedelta(seconds=5 + t_s) for t_s in range(20)]
    table = "time,hr\n" + "".join(f"{one.isoformat()},{60}\n" for one in at)
    preview = upload(reviewer, session, table, synchronised="start_time")
    keep(reviewer, session, preview)
    assert session.reference_series.get().offset_s == 5.0


def test_times_without_a_zone_are_those_that_are_named(reviewer: Client, session: Session) -> None:
    table = "time,hr\n" + "".join(f"2026-11-01 11:00:{s:02d},60\n" for s in range(10, 30))
    preview = upload(reviewer, session, table, synchronised="start_time", utc_h="1")
    assert "Its time 0 is 10 s after the start" in preview.content.decode()


def test_the_lag_is_found_from_the_rates(reviewer: Client, make: Make) -> None:
    session = make("P-1", 70.0, duration_s=120.0)
    true = 70 + 15 * np.exp(-np.arange(200) / 40) + 4 * np.sin(np.arange(200) / 7)
    mean = [float(true[t - 9 : t + 1].mean()) for t in range(10, 120)]
    Estimate.objects.bulk_create(
        Estimate(session=session, t_s=float(t), hr_bpm=v, hr_withheld=None)
        for t, v in zip(range(10, 120), mean, strict=True)
    )
    table = "t,hr\n" + "".join(f"{t + 33},{v:.2f}\n" for t, v in enumerate(true))
    preview = upload(reviewer, session, table, synchronised="matched").content.decode()
    assert re.search(r"Its time 0 is -33(\.5)? s after the start", preview)
    assert "The lag was found from the rates" in preview


def test_a_lag_that_cannot_be_found_is_said(reviewer: Client, session: Session) -> None:
    answer = upload(reviewer, session, RATES, synchronised="matched")
    assert answer.status_code == 422 and "give the offset in seconds" in answer.content.decode()


def test_a_wave_of_a_belt_becomes_breaths(reviewer: Client, session: Session) -> None:
    t_s = np.arange(0, 40, 0.1)
    wave = {"belt": {"t": t_s.tolist(), "v": np.sin(2 * np.pi * 0.25 * t_s).tolist()}}
    preview = upload(reviewer, session, json.dumps(wave), "a.json", synchronised="given")
    assert "Respiration belt" in preview.content.decode()
    keep(reviewer, session, preview)
    mean = np.mean([row.value_bpm for row in session.references.filter(kind="respiratory_rate")])
    assert mean == pytest.approx(15.0, abs=0.5)


def test_an_edf_is_read_by_its_channels_and_its_time_of_day(
    reviewer: Client, session: Session, tmp_path: Path
) -> None:
    belt = np.sin(2 * np.pi * 0.25 * np.arange(0, 60, 1 / 16))
    signals = [
        edfio.EdfSignal(np.full(60, 71.0), 1, label="Heart Rate", physical_range=(0, 300)),
        edfio.EdfSignal(belt, 16, label="Resp Thorax"),
    ]
    header = edfio.Recording(startdate=STARTED.date())
    edfio.Edf(signals, recording=header, starttime=time(9, 59, 50)).write(tmp_path / "night.edf")
    data = (tmp_path / "night.edf").read_bytes()
    preview = upload(reviewer, session, data, "no-ending", synchronised="start_time")
    assert "Its time 0 is -10 s after the start" in preview.content.decode()
    keep(reviewer, session, preview)
    assert sorted(session.reference_series.values_list("source", flat=True)) == ["belt", "rates"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 50, "a workbook or an archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "neither text nor EDF"),
        (b"\0" * 100, "neither text nor EDF"),
        (b"  \n", "The file is empty"),
        (b"hello", "is known"),
        (b"t_s,heart_rate\n1,abc\n", "heart_rate on line 2 is"),
        (b"t_s,heart_rate\n1,=cmd()\n", "give a number"),
        (b"t_s,heart_rate\n1,900\n", "heart_rate is 900"),
        (b"t_s,heart_rate\n500,60\n", "of a session of 40 s"),
        (b'{"belt": 3}', "belt"),
        (b"[" * 100_000, "JSON"),
        (b"0       " + b"x" * 300, "EDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    reviewer: Client, session: Session, data: bytes, said: str
) -> None:
    answer = upload(reviewer, session, data, "whatever.csv")
    assert answer.status_code == 422
    problems = re.findall(r'<ul class="errorlist"[^>]*>(.*?)</ul>', answer.content.decode(), re.DOTALL)
    assert len(problems) == 1 and said in problems[0]
    assert not Reference.objects.exists()


def test_a_file_over_the_policys_limit_is_refused(reviewer: Client, session: Session) -> None:
    Policy(max_upload_mib=1).save()
    answer = upload(reviewer, session, b"t_s,heart_rate\n" + b"1,60\n" * 300_000)
    assert answer.status_code == 422 and "give at most 1 MiB" in answer.content.decode()


def test_more_values_than_are_kept_are_refused(
    reviewer: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found_module, "MOST_VALUES", 10)
    answer = upload(reviewer, session, RATES)
    assert answer.status_code == 422 and "30 values for this session" in answer.content.decode()


def test_the_same_file_is_not_kept_twice(reviewer: Client, session: Session) -> None:
    preview = upload(reviewer, session, RATES)
    keep(reviewer, session, preview)
    assert (
        "This file is there already"
        in reviewer.get(keep(reviewer, session, preview)["Location"]).content.decode()
    )
    assert session.reference_series.count() == 1


@pytest.mark.parametrize("sealed", ["", "nonsense", "a:b:c"])
def test_only_what_this_server_has_shown_is_kept(reviewer: Client, session: Session, sealed: str) -> None:
    answer = reviewer.post(address(session, "file/save/"), {"found": sealed})
    assert "upload the file again" in reviewer.get(answer["Location"]).content.decode()
    assert not Reference.objects.exists()


def test_a_preview_of_another_session_is_not_kept(reviewer: Client, session: Session, make: Make) -> None:
    other = make("P-2", 61.0)
    answer = keep(reviewer, other, upload(reviewer, session, RATES))
    assert "This preview is of another page" in reviewer.get(answer["Location"]).content.decode()
    assert not Reference.objects.exists()


def test_a_series_is_deleted_as_a_whole(reviewer: Client, session: Session) -> None:
    keep(reviewer, session, upload(reviewer, session, RATES))
    reviewer.post(address(session, "delete/"), {"series": session.reference_series.get().pk})
    assert not Reference.objects.exists() and not ReferenceSeries.objects.exists()
    assert AccessLog.objects.latest("pk").detail == "references: one series"


def test_a_reader_uploads_nothing(reader: Client, session: Session) -> None:
    assert upload(reader, session, RATES).status_code == 403
