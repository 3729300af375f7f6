"""EDF+ files, read back with pyEDFlib, which shares no code with what wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyedflib
import pytest

from tests.vitals.synthetic import Person, capture_times, person, without_face
from vitals import edf, monitor
from vitals.errors import MethodError, TraceError
from vitals.review.stretches import from_zero
from vitals.review.waves import pulse_wave
from vitals.types import Estimate, Rate
from vitals.withheld import Withheld

START = datetime(2026, 11, 23, 9, 30, 1, 250_000, tzinfo=UTC)
TRACE = without_face(person(Person(), 1000.0 + capture_times(30, jitter_s=0.003)), 1020.0, 1022.0)
ESTIMATES = list(monitor.run(from_zero(TRACE)))


def recording(**changes: object) -> edf.Recording:
    usual = {
        "pseudonym": "P-01",
        "started_at": START,
        "method": "fused",
        "trace": TRACE,
        "estimates": ESTIMATES,
        "spans": [edf.Span(5.0, 10.0, "talks", excluded=True)],
    }
    return edf.Recording(**(usual | changes))  # type: ignore[arg-type]


@contextmanager
def opened(folder: Path, content: bytes) -> Iterator[pyedflib.EdfReader]:
    path = folder / "session.edf"
    path.write_bytes(content)
    with pyedflib.EdfReader(str(path)) as reader:
        yield reader


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pyedflib.EdfReader]:
    with opened(tmp_path_factory.mktemp("edf"), edf.write(recording())) as reader:
        yield reader


def channel(file: pyedflib.EdfReader, label: str) -> np.ndarray:
    return file.readSignal(file.getSignalLabels().index(label))


def test_a_reader_finds_the_channels_with_their_rates_and_units(file: pyedflib.EdfReader) -> None:
    units = [file.getPhysicalDimension(i) for i in range(file.signals_in_file)]
    found = dict(
        zip(file.getSignalLabels(), zip(file.getSampleFrequencies(), units, strict=True), strict=True)
    )
    assert found == {
        "Skin R": (30, "8bit"),
        "Skin G": (30, "8bit"),
        "Skin B": (30, "8bit"),
        "Pulse wave": (30, ""),
        "Breath wave": (10, "px"),
        "HR camera": (1, "/min"),
        "HR quality": (1, ""),
        "RR camera": (1, "/min"),
        "RR quality": (1, ""),
    }


def test_it_begins_when_the_session_began(file: pyedflib.EdfReader) -> None:
    assert file.getStartdatetime().replace(microsecond=0) == datetime(2026, 11, 23, 9, 30, 1)
    assert file.starttime_subsecond == 2_500_000  # in 100 ns


@pytest.mark.parametrize("microsecond", [118_000, 161_180, 360_000, 999_999])
def test_every_start_can_be_read_and_is_right_to_a_sixtieth_of_a_second(
    tmp_path: Path, microsecond: int
) -> None:
    spans = [edf.Span(3.1415926, 5.3589793, "odd")]
    content = edf.write(recording(started_at=START.replace(microsecond=microsecond), trace=None, spans=spans))
    with opened(tmp_path, content) as file:
        assert 0 <= microsecond - file.starttime_subsecond / 10 < 1e6 / 60
        found = {text: (t, d) for t, d, text in zip(*file.readAnnotations(), strict=True)}
    assert found["odd"] == pytest.approx((3.1416, 2.2174), abs=1 / 60)


def test_the_patient_field_holds_the_pseudonym_and_nothing_else(file: pyedflib.EdfReader) -> None:
    assert file.getPatientCode() == "P-01"
    assert (file.getPatientName(), file.getBirthdate(), file.getSex()) == ("X", "", "")


def test_colours_are_those_of_the_trace_to_a_few_thousandths(file: pyedflib.EdfReader) -> None:
    t_s = from_zero(TRACE).t_s
    whole = (t_s > 2) & (t_s < 19)
    for c, name in enumerate("RGB"):
        v = channel(file, f"Skin {name}")
        back = np.interp(t_s[whole], np.arange(len(v)) / 30, v)
        assert np.abs(back - TRACE.rgb[whole, 0, c]).mean() < 0.15  # half of the camera's own noise


def test_the_pulse_wave_comes_back_to_a_part_in_a_thousand(file: pyedflib.EdfReader) -> None:
    wave = pulse_wave(from_zero(TRACE), "fused").v
    back = channel(file, "Pulse wave")[: len(wave)]
    assert np.nanmax(np.abs(back - wave)) < 1e-3


def test_rates_stand_at_their_second_and_zero_where_withheld(file: pyedflib.EdfReader) -> None:
    heart, quality = channel(file, "HR camera"), channel(file, "HR quality")
    for estimate in ESTIMATES[:-1]:
        second = round(estimate.t_s)
        assert heart[second] == pytest.approx(estimate.heart_rate.value_bpm or 0.0, abs=0.005)
        assert quality[second] == pytest.approx(estimate.heart_rate.quality, abs=1e-4)


def test_nothing_is_where_no_face_was_seen(file: pyedflib.EdfReader) -> None:
    unseen = channel(file, "Skin G")[round(20.2 * 30) : round(21.8 * 30)]
    assert np.abs(unseen).max() < 0.01


def test_marked_spans_and_withheld_stretches_are_annotations(file: pyedflib.EdfReader) -> None:
    found = {(round(t, 2), round(d, 2), text) for t, d, text in zip(*file.readAnnotations(), strict=True)}
    assert (5.0, 5.0, "excluded: talks") in found
    assert (1.0, 7.0, "HR withheld: too_short") in found
    assert any(text == "HR withheld: no_face" for _, _, text in found)


def test_a_session_without_signals_has_its_rates(tmp_path: Path) -> None:
    with opened(tmp_path, edf.write(recording(trace=None))) as file:
        assert file.getSignalLabels() == ["HR camera", "HR quality", "RR camera", "RR quality"]


def test_letters_that_the_format_does_not_know_are_replaced(tmp_path: Path) -> None:
    content = edf.write(recording(pseudonym="Jörg 1/Ж", spans=[edf.Span(1, 2, "hört\x14 auf\nЖ")]))
    with opened(tmp_path, content) as file:
        assert file.getPatientCode() == "Jorg 1/"
        assert "hört auf Ж" in list(file.readAnnotations()[2])


def test_a_span_beyond_the_end_is_cut_to_it(tmp_path: Path) -> None:
    with opened(tmp_path, edf.write(recording(spans=[edf.Span(25, 1e6, "late")]))) as file:
        found = {text: (t, t + d) for t, d, text in zip(*file.readAnnotations(), strict=True)}
    assert found["late"] == (25.0, 31.0)


def test_nothing_to_write_is_an_error() -> None:
    with pytest.raises(TraceError, match="nothing to write"):
        edf.write(recording(trace=None, estimates=[]))


def test_a_session_that_was_never_measured_has_the_wave_of_the_default_method(tmp_path: Path) -> None:
    with opened(tmp_path, edf.write(recording(method=""))) as file:
        assert "Pulse wave" in file.getSignalLabels()


def test_a_method_that_is_not_known_here_is_an_error_of_ours() -> None:
    with pytest.raises(MethodError, match="unknown method 'magic'"):
        edf.write(recording(method="magic"))


def test_a_start_without_its_zone_is_refused() -> None:
    with pytest.raises(TraceError, match="no time zone"):
        edf.write(recording(started_at=START.replace(tzinfo=None)))


def test_a_year_that_the_format_does_not_know_is_refused() -> None:
    with pytest.raises(TraceError, match="1985"):
        edf.write(recording(started_at=START.replace(year=1980)))


def test_a_rate_of_a_session_that_lasts_days_is_refused() -> None:
    late = Estimate(1e6, Rate.none(Withheld.NO_PULSE), Rate.none(Withheld.NO_BREATH), None, None, None, None)
    with pytest.raises(TraceError, match="at most"):
        edf.write(recording(trace=None, estimates=[late]))
