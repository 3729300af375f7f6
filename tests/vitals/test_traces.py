import json
from pathlib import Path

import numpy as np
import pytest

from vitals.errors import TraceError
from vitals.traces import read_trace

RGB = {"t": [0.0, 0.1, 0.2], "r": [180, 181, 182], "g": [130, 131, 132], "b": [110, 111, 112]}


def written(folder: Path, content: object, name: str = "trace.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def rgb(**columns: list) -> dict:
    return {"rgb": RGB | columns}


def test_json_colour_is_read(tmp_path):
    source = read_trace(written(tmp_path, rgb()))
    assert not source.contact
    assert source.trace.t_s.tolist() == [0, 0.1, 0.2]
    assert source.trace.rgb[1, 0].tolist() == [181, 131, 111]


def test_csv_colour_is_read_whatever_the_order_of_its_columns(tmp_path):
    source = read_trace(written(tmp_path, "b,t,r,g,note\n110,0,180,130,x\n111,0.1,181,131,y\n", "trace.csv"))
    assert source.trace.rgb[:, 0].tolist() == [[180, 130, 110], [181, 131, 111]]


def test_an_empty_cell_is_a_missing_sample(tmp_path):
    source = read_trace(written(tmp_path, "t,r,g,b\n0,180,130,110\n0.1,,131,111\n", "trace.csv"))
    assert np.isnan(source.trace.rgb[1, 0, 0])


def test_a_contact_wave_is_read_as_all_three_channels(tmp_path):
    source = read_trace(written(tmp_path, {"ppg": {"t": [0, 1], "v": [-1.5, 2]}}))
    assert source.contact
    assert source.trace.rgb[:, 0].tolist() == [[-1.5] * 3, [2.0] * 3]


def test_colour_wins_over_a_contact_wave(tmp_path):
    assert not read_trace(written(tmp_path, rgb() | {"ppg": {"t": [0], "v": [1]}})).contact


def test_null_colour_leaves_the_contact_wave(tmp_path):
    assert read_trace(written(tmp_path, {"rgb": None, "ppg": {"t": [0], "v": [1]}})).contact


def test_other_keys_are_not_looked_at(tmp_path):
    content = rgb() | {"hr": "not what it should be", "resp": {"t": []}, "rr_bpm": "NaN"}
    assert len(read_trace(written(tmp_path, content)).trace) == 3


@pytest.mark.parametrize(
    "missing", [{"g": [130, None, 132]}, {"r": [1, 0, 1], "g": [1, 0, 1], "b": [1, 0, 1]}]
)
def test_null_and_all_zero_samples_are_missing(tmp_path, missing):
    colour = read_trace(written(tmp_path, rgb(**missing))).trace.rgb[:, 0]
    assert np.isnan(colour).any(axis=1).tolist() == [False, True, False]


def test_a_zero_of_a_contact_wave_is_missing(tmp_path):
    wave = read_trace(written(tmp_path, {"ppg": {"t": [0, 1, 2], "v": [500, 0, 501]}})).trace.rgb[:, 0]
    assert np.isnan(wave).all(axis=1).tolist() == [False, True, False]


def test_seconds_since_1970_are_times_as_good_as_any(tmp_path):
    assert len(read_trace(written(tmp_path, rgb(t=[1.7e9, 1.7e9 + 0.1, 1.7e9 + 0.2]))).trace) == 3


def test_a_channel_that_is_dark_is_not_missing(tmp_path):
    colour = read_trace(written(tmp_path, rgb(b=[0, 0, 0]))).trace.rgb[:, 0]
    assert np.isfinite(colour).all()


def test_equal_times_merge_into_their_mean(tmp_path):
    trace = read_trace(written(tmp_path, rgb(t=[0.0, 0.0, 0.2]))).trace
    assert trace.t_s.tolist() == [0, 0.2]
    assert trace.rgb[0, 0].tolist() == [180.5, 130.5, 110.5]


def test_of_equal_times_the_missing_one_does_not_count(tmp_path):
    trace = read_trace(written(tmp_path, rgb(t=[0.0, 0.0, 0.2], g=[None, 131, 132]))).trace
    assert trace.rgb[0, 0].tolist() == [181, 131, 111]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (rgb(t=[0, 0.2, 0.1]), r"time goes back from 0.2 to 0.1 s at sample 2: sort"),
        (rgb(g=[130, 131]), r"columns have 3, 3, 2, 3 values: give them one length"),
        (rgb(g=[130, "x", 132]), r"rgb.g\[1\] is 'x': give a number"),
        (rgb(g=[130, True, 132]), r"rgb.g\[1\] is True"),
        (rgb(g=[130, [1], 132]), r"rgb.g\[1\] is \[1\]"),
        (rgb(g=[130, 1e999, 132]), r"rgb.g\[1\] is infinite: give null"),
        (rgb(g=[130, -4, 132]), r"-4.0.* is not in 0..255: use 8-bit units"),
        (rgb(g=[130, 1e308, 132]), r"1e\+308.* is not in 0..255"),
        (rgb(t=[0, 0.1, 1e300]), r"times up to 1e\+300 s: give seconds"),
        (rgb(t=[-1e300, 0.1, 0.2]), r"times up to 1e\+300 s: give seconds"),
        (rgb(t=[0, 0.1, 14401]), r"lasts 14401 s: give seconds, and at most 14400"),
        ({"ppg": {"t": [0, 1], "v": [1, -1e308]}}, r"ppg.v\[1\] is -1e\+308: give values up to 1e\+12"),
        (rgb(t=[0, None, 0.2]), r"t\[1\] is missing: every sample needs its time"),
        ({"rgb": {"t": [], "r": [], "g": [], "b": []}}, r"empty: give at least one sample"),
        ({"rgb": {"t": [0], "r": [1], "g": [1]}}, r"lacks the list 'b'"),
        ({"rgb": [1, 2]}, r'"rgb" is a list'),
        ({"hr": {}}, r'neither "rgb" nor "ppg"'),
        ([1, 2], r"the JSON holds a list"),
        ("{not json", r"not JSON"),
        ("[" * 100_000, r"not JSON"),
        (rgb(g=[130, 10**400, 132]), r"rgb.g\[1\] is 10{10,20}\.\.\.0+: give a number"),
        ('{"rgb": ' + "9" * 5000 + "}", r"trace.json is not JSON of a trace: .*digits.*; give lists"),
    ],
)
def test_bad_json_is_refused_with_the_value_and_the_remedy(tmp_path, content, message):
    with pytest.raises(TraceError, match=message):
        read_trace(written(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"lacks 't': begin with t,r,g,b"),
        ("0,180,130,110\n", r"lacks 't'"),
        ("t,r,g,b\n", r"empty"),
        ("t,r,g,b\n0,180,130\n", r"row 2 has 3 cells and not 4"),
        ("t,r,g,b\n0,180,x,110\n", r"g\[0\] is 'x'"),
        ("t,r,g,b\n0,inf,130,110\n", r"r\[0\] is infinite"),
        ('t,r,g,b\n0,180,"130,110\n', r"not CSV: .*close the quotes"),
    ],
)
def test_bad_csv_is_refused_with_the_value_and_the_remedy(tmp_path, content, message):
    with pytest.raises(TraceError, match=message):
        read_trace(written(tmp_path, content, "trace.csv"))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TraceError, match=r"cannot read .*absent\.json"):
        read_trace(tmp_path / "absent.json")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "trace.json"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(TraceError, match="UTF-8"):
        read_trace(path)
