"""The load test's own parts: pictures, counting, percentiles, CPU time."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
import simplejpeg
from django.conf import settings
from django.core.management import CommandError, call_command

from webapp.stack import notes
from webapp.stack.load.cpu import cpu_s, stack_pids
from webapp.stack.load.patient import Visit
from webapp.stack.load.portrait import HEIGHT_PX, LOOP_S, WIDTH_PX, load, loop
from webapp.stack.load.report import report


@pytest.fixture
def no_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ADDRESS_NOTE", tmp_path / "address.url")


def test_a_patient_is_a_loop_of_pictures_whose_skin_follows_a_pulse() -> None:
    portrait = load(settings.BASE_DIR / "static" / "sample")
    pictures = [simplejpeg.decode_jpeg(jpeg) for jpeg in loop(portrait, fps=10.0)]
    assert len(pictures) == LOOP_S * 10
    assert {picture.shape for picture in pictures} == {(HEIGHT_PX, WIDTH_PX, 3)}
    green = np.array([(picture[..., 1] * portrait.skin).sum() / portrait.skin.sum() for picture in pictures])
    power = np.abs(np.fft.rfft(green - green.mean())) ** 2
    assert 6 * power.argmax() == 66  # bins of 0.1 Hz


def test_a_picture_is_as_large_as_those_of_the_page() -> None:
    sizes = [len(jpeg) for jpeg in loop(load(settings.BASE_DIR / "static" / "sample"), fps=1.0)]
    assert 8_000 < np.mean(sizes) < 40_000


def test_the_report_counts_over_all_patients() -> None:
    first = Visit(
        sent=90, processed=88, dropped=2, latencies_s=[0.1, 0.2], first_hr_s=8.5, seconds=3.0, result={}
    )
    second = Visit(sent=60, processed=60, latencies_s=[0.3], seconds=2.0, error="503 server_full: full")
    found = report([first, second], 30.0, stack_cpu_s=1.5)
    assert found["frames"] == {"sent": 150, "processed": 148, "dropped": 2}
    assert found["latency_ms"]["p50"] == 200.0
    assert found["first_heart_rate_s"] == {"median": 8.5, "worst": 8.5}
    assert (found["results"], found["cpu_s_per_session_s"]) == (1, 0.3)
    assert found["errors"] == ["503 server_full: full"]


def test_what_was_not_seen_is_null_and_not_0() -> None:
    found = report([Visit()], 30.0, stack_cpu_s=None)
    assert found["latency_ms"] == {"p50": None, "p95": None, "p99": None}
    assert found["cpu_s_per_session_s"] is None


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc")
def test_cpu_time_is_that_of_the_process() -> None:
    before = cpu_s([os.getpid()])
    while sum(os.times()[:2]) < before + 0.1:
        pass
    assert 0.05 < cpu_s([os.getpid()]) - before < 1.0


def test_a_process_that_is_gone_has_used_no_time() -> None:
    assert cpu_s([2**22 + 1]) == 0.0


def test_without_a_lock_no_process_is_the_stack(tmp_path: Path) -> None:
    assert stack_pids(tmp_path / "serve.lock") == []


def test_an_address_is_noted_for_commands_beside_the_stack(no_stack: None) -> None:
    assert notes.running_address() is None
    notes.note_address("http://127.0.0.1:8000/")
    assert notes.running_address() == "http://127.0.0.1:8000/"
    assert settings.ADDRESS_NOTE.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "no running stack"),
        ({"url": "host:8000"}, "must look like ws://"),
        ({"url": "ws://h", "sessions": 0}, "above 0"),
    ],
)
def test_a_load_test_that_cannot_begin_says_why(
    no_stack: None, options: dict[str, object], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command("loadtest", stdout=io.StringIO(), **options)
    assert refused.value.returncode == 2
