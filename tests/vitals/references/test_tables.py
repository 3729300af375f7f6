"""Tables of other devices and of spreadsheets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest

from tests.vitals.evaluation.datasets.made_up import ecg, wave
from vitals.errors import ReferenceFileError
from vitals.kind import Kind
from vitals.references import Column, Hints, ReferenceSeries, Source, from_csv, read_reference, series

HEART, BREATH = Kind.HEART_RATE, Kind.RESPIRATORY_RATE


def read(text: str | bytes, hints: Hints | None = None) -> tuple[ReferenceSeries, ...]:
    return read_reference("table.csv", text.encode() if isinstance(text, str) else text, hints)


def refusal(text: str | bytes, name: str = "table.csv") -> str:
    with pytest.raises(ReferenceFileError) as caught:
        read_reference(name, text.encode() if isinstance(text, str) else text)
    return str(caught.value)


def test_a_table_of_time_and_both_rates_has_two_series() -> None:
    heart, breath = read("t_s,hr,respiratory_rate\n0,72,15\n1,73,\n2,74.5,16\n")
    assert (heart.kind, heart.source) == (HEART, Source.DEVICE)
    assert (heart.t_s.tolist(), heart.value_bpm.tolist()) == ([0, 1, 2], [72, 73, 74.5])
    assert (breath.kind, breath.t_s.tolist(), breath.value_bpm.tolist()) == (BREATH, [0, 2], [15, 16])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_as_a_german_excel_writes_it_is_read(encoding: str) -> None:
    text = "sep=;\r\nZeit (s);Puls (1/min);Gerät\r\n0,0;72,5;Brustgurt für Sport\r\n2,5;73;\r\n"
    (found,) = read(text.encode(encoding))
    assert (found.t_s.tolist(), found.value_bpm.tolist()) == ([0.0, 2.5], [72.5, 73.0])


@pytest.mark.parametrize("name", ["HR", "Heart Rate (bpm)", "pulse", "Pulse_rate[1/min]", "Herzfrequenz"])
def test_columns_of_a_heart_rate_are_known_by_many_names(name: str) -> None:
    (found,) = read(f"time;{name}\n0;72\n")
    assert found.kind is HEART


def test_times_of_day_give_the_start_and_seconds_from_it() -> None:
    (found,) = read("timestamp,hr\n2026-11-23T09:30:00+01:00,72\n2026-11-23T09:30:01.500+01:00,73\n")
    assert found.started_at == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert found.t_s.tolist() == [0.0, 1.5]


def test_times_without_a_zone_are_in_the_zone_that_is_given() -> None:
    zone = timezone(timedelta(hours=1))
    (found,) = read("timestamp;hr\n23.11.2026 09:30:00;72\n", Hints(zone=zone))
    assert found.started_at == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def test_clock_times_are_of_the_day_that_is_given() -> None:
    (found,) = read("time,hr\n14:03:05,72\n14:03:06,73\n", Hints(day=date(2026, 11, 23)))
    assert found.started_at == datetime(2026, 11, 23, 14, 3, 5, tzinfo=UTC)


def test_clock_times_without_a_day_are_seconds() -> None:
    (found,) = read("time,hr\n0:00:05,72\n0:01:05.5,73\n")
    assert (found.t_s.tolist(), found.started_at) == ([5.0, 65.5], None)


def test_empty_cells_dashes_and_zeros_are_silence() -> None:
    (found,) = read("t_s,hr\n0,72\n1,\n2,--\n3,0\n4,74\n")
    assert found.t_s.tolist() == [0, 4]


def test_a_column_without_a_value_does_not_stop_the_other() -> None:
    (found,) = read("t_s,hr,rr\n0,72,\n1,73,\n")
    assert found.kind is HEART


def test_rows_are_brought_into_order() -> None:
    (found,) = read("t_s,hr\n2,74\n0,72\n1,73\n")
    assert found.value_bpm.tolist() == [72, 73, 74]


def test_a_wave_becomes_the_rate_of_its_beats() -> None:
    t_s, v = np.arange(6000) / 100, wave(66, 100)
    (found,) = read("t_s,pleth\n" + "\n".join(f"{t:.3f},{x:.5f}" for t, x in zip(t_s, v, strict=True)))
    assert (found.kind, found.source) == (HEART, Source.PPG)
    assert np.abs(found.value_bpm - 66).max() < 1


def test_a_wave_without_times_needs_the_samples_per_second() -> None:
    text = "EKG\n" + "\n".join(f"{x:.3f}" for x in ecg(80, 200))
    assert "samples per second" in refusal(text)
    (found,) = read(text, Hints(fs_hz=200))
    assert (found.source, found.value_bpm.mean()) == (Source.ECG, pytest.approx(80, abs=0.5))


def test_a_belt_becomes_the_rate_of_its_breaths() -> None:
    text = "belt\n" + "\n".join(f"{x:.3f}" for x in wave(15, 25))
    (found,) = read(text, Hints(fs_hz=25))
    assert (found.kind, found.source) == (BREATH, Source.BELT)
    assert np.abs(found.value_bpm - 15).max() < 0.5


def test_a_column_of_another_name_is_read_when_it_is_given() -> None:
    (found,) = read("t_s,Kanal 3,hr\n0,15,72\n", Hints(channel="kanal 3", holds=Column.RESPIRATORY_RATE))
    assert (found.kind, found.value_bpm.tolist()) == (BREATH, [15])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("t_s,hr\n0,72\n1,nan\n", "hr on line 3 is 'nan'"),
        ("t_s,hr\n0,72\n1,inf\n", "hr on line 3 is 'inf'"),
        ("t_s,hr\n0,1e400\n", "hr on line 2 is '1e400'"),
        ("t_s;hr\n0;1.072,5\n", "hr on line 2 is '1.072,5'"),
        ("t_s,hr\n0,=1+1\n", "hr on line 2 is '=1+1'"),
        ("t_s,hr\n,72\n", "t_s on line 2 is empty"),
        ("t_s,hr\n0,72,1\n", "line 2 has 3 cells and not 2"),
        ('t_s,hr\n0,"72\n', "line 2 is no CSV"),
        ("t_s,rr\n0,850\n", "respiratory_rate is 850 at 0 s: give 1 to 100 per minute"),
        ("t_s,hr\n0,\n", "no rate in heart_rate"),
        ("t_s,hr\n", "no line after the names"),
        ("a,b\n1,2\n", "none of 'a', 'b' is known"),
        ("hr\n72\n", "no column of times"),
        ("time,hr\n0,72\n2026-11-23T09:30:00,73\n", "mixes seconds and times of day"),
        ("t_s,hr\n0,72\n99999,73\n", "at most 14400 s"),
        ("t_s,ecg\n0,1\n1,2\n2,1\n", "the ecg has 1 samples per second: give 50 or more"),
        ("", "the file is empty"),
        (b"\x00\x01\x02\xff", "no text"),
        ("\n\n", "begin with their names"),
        ("sep=x\nt_sxhr\n", "divided by 'x'"),
        ("t_s,hr\n" + "9" * 30_000 + ",72\n", "line 2 has 30003 letters"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str | bytes, told: str) -> None:
    assert told in refusal(text)


def test_a_file_of_another_kind_is_refused_by_its_name() -> None:
    assert "'.xlsx' is not read" in refusal("t_s,hr\n0,72\n", "values.xlsx")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitals.references.read.MAX_FILE_BYTES", 10)
    assert "at most 10" in refusal("t_s,hr\n0,72\n1,73\n")


def test_more_rows_than_a_session_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_csv, "MAX_ROWS", 3)
    assert "give at most 3" in refusal("t_s,hr\n0,72\n1,73\n2,74\n")


def test_no_series_holds_a_value_that_is_not_finite() -> None:
    with pytest.raises(ReferenceFileError, match="not finite"):
        series.ReferenceSeries(HEART, np.arange(2.0), np.array([72.0, np.nan]), Source.DEVICE, None)
