import json
import math

import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals.errors import TraceError
from vitals.measuring import measure, measure_trace
from vitals.types import Trace
from vitals.withheld import Withheld


def saved(folder, trace: Trace):
    path = folder / "trace.json"
    columns = dict(zip("trgb", [trace.t_s, *trace.rgb[:, 0].T], strict=True))
    path.write_text(json.dumps({"rgb": {k: v.tolist() for k, v in columns.items()}}))
    return path


def finite(value: object) -> bool:
    """Whether every number in nested JSON is finite."""
    if isinstance(value, dict):
        return all(map(finite, value.values()))
    if isinstance(value, list):
        return all(map(finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def test_a_trace_file_is_measured(tmp_path):
    result = measure(saved(tmp_path, person(Person(96), capture_times(20))))
    assert result.heart_rate.value_bpm == pytest.approx(96, abs=0.5)
    assert (result.method, result.model) == ("fused", None)


def test_a_contact_wave_is_measured(tmp_path):
    t_s = np.arange(0, 40, 0.01)
    breath = np.sin(2 * np.pi * 12 / 60 * t_s)
    v = (1 + 0.2 * breath) * np.cos(2 * np.pi * (66 / 60 * t_s + 0.04 * breath)) + 0.2 * breath - 4
    path = tmp_path / "ppg.json"
    path.write_text(json.dumps({"ppg": {"t": t_s.tolist(), "v": v.tolist()}}))
    result = measure(path)
    assert result.method == "contact"
    assert result.heart_rate.value_bpm == pytest.approx(66, abs=0.5)
    assert result.respiratory_rate.value_bpm == pytest.approx(12, abs=1)


def test_the_json_has_the_fields_of_the_contract(tmp_path):
    found = measure(saved(tmp_path, person(Person(), capture_times(22)))).as_json()
    assert list(found) == [
        "duration_s", "fps", "frames", "heart_rate", "respiratory_rate", "hrv", "series", "method", "model"
    ]  # fmt: skip
    assert set(found["heart_rate"]) == {"value", "unit", "quality", "withheld"}
    assert {"t", "heart_rate", "respiratory_rate", "snr_db", "withheld"} <= set(found["series"][0])
    assert set(found["series"][0]["withheld"]) == {"heart_rate", "respiratory_rate"}
    assert found["frames"] == 661
    assert found["fps"] == pytest.approx(30)
    assert found["duration_s"] == pytest.approx(22)


@pytest.mark.parametrize("seconds", [0, 0.5, 3, 12])
def test_no_nan_and_no_infinity_reach_the_json(seconds):
    trace = person(Person(), capture_times(seconds))
    found = measure_trace(Trace.of_skin(trace.t_s, np.where(trace.t_s[:, None] > 6, np.nan, 100.0))).as_json()
    json.dumps(found, allow_nan=False)
    assert finite(found)


def test_values_are_null_exactly_where_there_is_a_reason():
    for second in measure_trace(person(Person(), capture_times(25))).as_json()["series"]:
        for rate in ("heart_rate", "respiratory_rate"):
            assert (second[rate] is None) == (second["withheld"][rate] is not None)


def test_the_series_is_in_the_time_of_the_file():
    trace = person(Person(), capture_times(10.5) + 1234.25)
    assert [e.t_s for e in measure_trace(trace).series] == pytest.approx([1234.25 + i for i in range(1, 11)])


def test_ten_seconds_of_frames_end_with_a_tenth_estimate():
    trace = person(Person(), capture_times(10)[:-1])
    assert [e.t_s for e in measure_trace(trace).series] == pytest.approx(range(1, 11))


def test_one_sample_is_too_short():
    result = measure_trace(Trace.of_skin(np.zeros(1), np.full((1, 3), 100.0)))
    assert result.heart_rate.withheld is Withheld.TOO_SHORT
    assert result.series == ()
    assert result.as_json()["fps"] is None


def test_the_summary_can_do_without_the_series():
    assert "series" not in measure_trace(person(Person(), capture_times(3))).as_json(series=False)


def test_an_unknown_method_is_refused(tmp_path):
    with pytest.raises(ValueError, match="unknown method 'magic'"):
        measure(saved(tmp_path, person(Person(), capture_times(3))), method="magic")


def test_a_damaged_trace_file_is_an_error(tmp_path):
    path = tmp_path / "trace.csv"
    path.write_text("nothing of use")
    with pytest.raises(TraceError):
        measure(path)
