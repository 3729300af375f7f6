"""Single steps for other programs, and the names that `vitals` offers."""

import subprocess
import sys

import numpy as np
import pytest

import vitals
from tests.vitals.synthetic import Person, capture_times, person
from vitals import estimate_heart_rate, estimate_pulse, estimate_respiratory_rate
from vitals.errors import MethodError, TraceError
from vitals.heart_rate.estimators import ESTIMATORS
from vitals.pulse import COLOUR_METHODS
from vitals.types import Trace, Wave

T_S = capture_times(25, jitter_s=0.005, dropped=0.05)
TRACE = person(Person(84, breath_bpm=15), T_S)
RGB = TRACE.rgb[:, 0]


def test_every_name_that_is_offered_is_there():
    assert all(getattr(vitals, name) is not None for name in vitals.__all__)


def test_every_name_has_one_home_and_is_announced():
    homes = [name for names in vitals._HOMES.values() for name in names]
    assert sorted(homes) == sorted(vitals.__all__)


def test_an_unknown_name_is_refused_with_those_that_are_offered():
    with pytest.raises(AttributeError, match="no attribute 'magic': choose one of METHODS, VERSION"):
        vitals.magic  # noqa: B018


def test_the_package_alone_loads_nothing_and_a_wave_needs_no_picture():
    program = (
        "import sys, vitals\n"
        "heavy = {'numpy', 'scipy', 'cv2', 'onnxruntime', 'av'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "from vitals import estimate_pulse, measure, read_trace\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split("\n")[:2] == ["[]", "['numpy', 'scipy']"]


@pytest.mark.parametrize("estimator", list(ESTIMATORS))
def test_a_wave_and_a_rate_come_from_irregular_colours(estimator):
    wave = estimate_pulse(RGB, t_s=T_S)
    assert estimate_heart_rate(wave, estimator) == pytest.approx(84, abs=1)


def test_evenly_spaced_colours_keep_their_places():
    wave = estimate_pulse(person(Person(84), np.arange(500) / 25).rgb[:, 0], fs_hz=25.0, method="pos")
    assert wave.t_s == pytest.approx(np.arange(500) / 25)
    assert estimate_heart_rate(wave) == pytest.approx(84, abs=1)


def test_single_missing_samples_are_bridged():
    rgb = RGB.copy()
    rgb[100:104] = np.nan
    assert estimate_heart_rate(estimate_pulse(rgb, t_s=T_S)) == pytest.approx(84, abs=1)


def test_a_hole_is_refused_with_its_place():
    rgb = RGB.copy()
    rgb[100:130] = np.nan
    with pytest.raises(TraceError, match=r"nothing for 1\.\d\d s after 3\.\d\d s: give what is before and"):
        estimate_pulse(rgb, t_s=T_S)


def test_colours_that_are_all_missing_are_refused():
    with pytest.raises(TraceError, match="fewer than two samples are there"):
        estimate_pulse(np.full((50, 3), np.nan), fs_hz=30.0)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"rgb": RGB}, "either the capture times t_s or the rate fs_hz"),
        ({"rgb": RGB, "t_s": T_S, "fs_hz": 30.0}, "either the capture times t_s or the rate fs_hz"),
        ({"rgb": RGB[:, 0], "fs_hz": 30.0}, r"colours of shape \[\d+\]: give \[N, 3\]"),
        ({"rgb": RGB, "t_s": T_S[1:]}, r"and times of shape \[\d+\]: give \[N\], increasing"),
        ({"rgb": RGB, "t_s": T_S[::-1]}, "increasing"),
        ({"rgb": RGB, "fs_hz": 30.0, "method": "magic"}, "unknown method 'magic'"),
        ({"rgb": RGB, "fs_hz": 0.0}, "fs_hz is 0.0: give samples per second"),
        ({"rgb": RGB, "fs_hz": -30.0}, "fs_hz is -30.0"),
        ({"rgb": RGB, "fs_hz": float("nan")}, "fs_hz is nan"),
        ({"rgb": RGB, "fs_hz": 1e6}, "fs_hz is 1000000.0: give samples per second, up to 1000"),
        ({"rgb": [["red"] * 3] * 9, "fs_hz": 30.0}, "rgb is no array of numbers"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_remedy(arguments, complaint):
    with pytest.raises(ValueError, match=complaint):
        estimate_pulse(**arguments)


def test_lists_are_as_good_as_arrays():
    wave = estimate_pulse(RGB.tolist(), t_s=T_S.tolist())
    assert estimate_heart_rate(Wave(wave.t_s.tolist(), wave.v.tolist())) == pytest.approx(84, abs=1)


@pytest.mark.parametrize("method", COLOUR_METHODS)
def test_colours_that_stand_still_have_no_rate(method):
    wave = estimate_pulse(np.full((300, 3), (123.4567, 99.123, 77.777)), fs_hz=30.0, method=method)
    assert np.isnan([estimate_heart_rate(wave, name) for name in ESTIMATORS]).all()


@pytest.mark.parametrize("estimator", list(ESTIMATORS))
def test_a_wave_with_holes_or_of_a_slow_clock_has_no_rate(estimator):
    wave = np.sin(2 * np.pi * 1.2 * np.arange(300) / 30)
    holed = np.where(np.arange(300) == 30, np.nan, wave)
    assert np.isnan(estimate_heart_rate(Wave(np.arange(300) / 30, holed), estimator))
    assert np.isnan(estimate_heart_rate(Wave(np.arange(300.0), wave), estimator))


@pytest.mark.parametrize("t_s", [np.zeros(300), np.arange(300)[::-1] / 30, np.arange(200) / 30])
def test_a_wave_without_a_clock_is_refused(t_s):
    with pytest.raises(ValueError, match=r"for 300 values: give \[N\], increasing"):
        estimate_heart_rate(Wave(t_s, np.ones(300)))


def test_ssr_takes_the_columns_of_a_trace_and_refuses_colours_alone():
    from vitals.pulse import skin_columns

    wave = estimate_pulse(skin_columns("ssr", TRACE), t_s=T_S, method="ssr")
    assert estimate_heart_rate(wave) == pytest.approx(84, abs=1)
    with pytest.raises(MethodError, match="needs the second moments"):
        estimate_pulse(RGB, t_s=T_S, method="ssr")


def test_a_wave_without_samples_has_no_rate():
    assert np.isnan(estimate_heart_rate(Wave(np.zeros(1), np.zeros(1))))


def test_an_unknown_estimator_is_refused_by_name():
    with pytest.raises(ValueError, match="unknown estimator 'magic': choose one of spectrum, "):
        estimate_heart_rate(Wave(T_S, T_S), "magic")


def test_a_breath_is_read_from_the_shoulders_of_a_trace():
    trace = person(Person(72, breath_bpm=18), capture_times(40))
    assert estimate_respiratory_rate(trace) == pytest.approx(18, abs=1)
    assert estimate_respiratory_rate(trace, 35.0, "motion") == pytest.approx(18, abs=1)


def test_an_unknown_breath_method_and_an_empty_trace_are_refused():
    with pytest.raises(ValueError, match="unknown method 'magic': choose one of motion"):
        estimate_respiratory_rate(TRACE, method="magic")
    with pytest.raises(ValueError, match="the trace is empty"):
        estimate_respiratory_rate(Trace.of([]))


def test_a_class_map_takes_8_bit_rgb_only():
    with pytest.raises(ValueError, match=r"a float64 array \[4, 4\]: give uint8 of \[H, W, 3\], RGB"):
        vitals.class_map(np.zeros((4, 4)))


def test_a_picture_of_nobody_is_all_background():
    assert not vitals.class_map(np.full((90, 120, 3), 127, np.uint8)).any()
