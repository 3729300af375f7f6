"""Recordings and objects of other devices."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache

import edfio
import numpy as np
import pytest

from tests.vitals.evaluation.datasets.made_up import ecg, wave
from vitals import edf
from vitals.errors import ReferenceFileError
from vitals.kind import Kind
from vitals.references import Column, Hints, ReferenceSeries, Source, read_reference
from vitals.types import Estimate, Rate
from vitals.withheld import Withheld


@cache
def recording() -> bytes:
    signals = [
        edfio.EdfSignal(ecg(72, 256), 256, label="ECG II", physical_dimension="uV"),
        edfio.EdfSignal(wave(15, 32), 32, label="Resp Thorax"),
        edfio.EdfSignal(np.full(60, 71.0), 1, label="PR", physical_range=(0, 300)),
        edfio.EdfSignal(wave(90, 64), 64, label="Chan 4"),
    ]
    header = edfio.Recording(startdate=date(2026, 11, 23))
    file = io.BytesIO()
    edfio.Edf(signals, recording=header, starttime=time(9, 30, 1), annotations=[]).write(file)
    return file.getvalue()


def refusal(name: str, data: bytes, hints: Hints | None = None) -> str:
    with pytest.raises(ReferenceFileError) as caught:
        read_reference(name, data, hints)
    return str(caught.value)


def test_channels_of_an_edf_are_known_by_their_labels() -> None:
    found = {s.source: s for s in read_reference("night.EDF", recording())}
    assert found[Source.ECG].value_bpm.mean() == pytest.approx(72, abs=0.5)
    assert found[Source.BELT].value_bpm.mean() == pytest.approx(15, abs=0.3)
    assert found[Source.DEVICE].value_bpm == pytest.approx(71, abs=0.01)
    assert {s.kind for s in found.values()} == set(Kind)


def test_the_start_of_an_edf_is_in_the_zone_that_is_given() -> None:
    zone = timezone(timedelta(hours=1))
    first, *_ = read_reference("night.edf", recording(), Hints(zone=zone))
    assert first.started_at == datetime(2026, 11, 23, 8, 30, 1, tzinfo=UTC)


def test_another_channel_is_read_when_it_is_given() -> None:
    (found,) = read_reference("night.edf", recording(), Hints(channel="Chan 4", holds=Column.PPG))
    assert found.value_bpm.mean() == pytest.approx(90, abs=0.5)


def test_a_channel_that_is_not_there_is_told_with_those_that_are() -> None:
    told = refusal("night.edf", recording(), Hints(channel="EEG"))
    assert "'EEG' is not in the file: the file has 'ECG II', 'Resp Thorax'" in told


def test_a_channel_that_says_not_what_it_holds_is_refused() -> None:
    assert "says not what it holds" in refusal("night.edf", recording(), Hints(channel="Chan 4"))


@pytest.mark.parametrize("length", [8, 255, 256, 600, 5000, -100])
def test_a_cut_edf_is_refused(length: int) -> None:
    assert "export" in refusal("night.edf", recording()[:length])


@pytest.mark.parametrize("place", range(0, 256 * 5, 16))
def test_a_damaged_header_is_refused_or_harmless(place: int) -> None:
    damaged = bytearray(recording())
    damaged[place : place + 8] = b"\xff\x00-1e9999"[:8]
    try:
        found: tuple[ReferenceSeries, ...] = read_reference("night.edf", bytes(damaged))
    except ReferenceFileError:
        return
    assert all(np.isfinite(series.value_bpm).all() for series in found)


def test_a_recording_with_gaps_is_refused() -> None:
    damaged = bytearray(recording())
    damaged[192:197] = b"EDF+D"
    assert "has gaps" in refusal("night.edf", bytes(damaged))


def test_the_cameras_own_export_is_no_reference() -> None:
    none = Rate.none(Withheld.NO_PULSE)
    rows = [Estimate(float(t), Rate.answered(72.0, 0.9), none, None, None, None, None) for t in range(1, 20)]
    content = edf.write(edf.Recording("P1", datetime(2026, 11, 23, tzinfo=UTC), "fused", None, rows))
    assert "camera's own" in refusal(
        "session.edf", content, Hints(channel="HR camera", holds=Column.HEART_RATE)
    )


def test_an_object_of_waves_and_rates_is_read() -> None:
    content = {
        "ecg": {"fs_hz": 250, "v": ecg(72, 250).tolist()},
        "respiratory_rate": {"t_s": [0, 1, 2], "value": [15, None, 16]},
        "started_at": "2026-11-23T09:30:00+01:00",
        "device": "belt",
    }
    heart, breath = read_reference("session.json", json.dumps(content).encode())
    assert heart.value_bpm.mean() == pytest.approx(72, abs=0.5)
    assert (breath.t_s.tolist(), breath.device) == ([0, 2], "belt")
    assert heart.started_at == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def test_the_contact_trace_of_a_measurement_fits() -> None:
    content = {"ppg": {"t": (np.arange(3600) / 60).tolist(), "v": wave(84, 60).tolist()}}
    (found,) = read_reference("ppg.json", json.dumps(content).encode())
    assert (found.source, found.value_bpm.mean()) == (Source.PPG, pytest.approx(84, abs=0.5))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"hr":{"t":[0],"v":[NaN]}}', "NaN is no number of JSON"),
        ('{"hr":{"t":[0],"v":[1e999]}}', "hr.v[0] is 'inf'"),
        ('{"hr":{"t":[0],"v":["72"]}}', "hr.v[0] is '72'"),
        ('{"hr":{"t":[0,1],"v":[72]}}', "2 times for 1 values"),
        ('{"hr":{"t":[1,0],"v":[72,73]}}', "in order"),
        ('{"hr":{"v":[72]}}', "neither t_s nor fs_hz"),
        ('{"hr":{"fs_hz":0,"v":[72]}}', "0 samples per second"),
        ('{"hr":{"fs_hz":1' + "0" * 400 + ',"v":[72]}}', "neither t_s nor fs_hz"),
        ('{"hr":{"fs_hz":1,"v":[]}}', "no list v"),
        ('{"x":{"fs_hz":1,"v":[1]}}', "none of 'x' is known"),
        ('{"hr":{"t":[0],"v":[72]},"started_at":"noon"}', "started_at is 'noon'"),
        ('{"hr":{"t":[0],"v":[72]},"started_at":"0001-01-01T00:00:00+14:00"}', "begins in the year 1"),
        ("[1]", "holds a list"),
        ("[" * 100_000, "no JSON"),
        ("", "empty"),
        ("{", "no JSON"),
    ],
)
def test_what_is_wrong_in_an_object_is_told(text: str, told: str) -> None:
    assert told in refusal("session.json", text.encode())
