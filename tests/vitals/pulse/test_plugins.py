"""Pulse methods of a made-up distribution: off until named, looked at when they run."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from tests.vitals.pulse.distribution import install
from tests.vitals.pulse.faces import FS_HZ, face
from tests.vitals.synthetic import Person, capture_times, person
from vitals import pulse
from vitals.errors import MethodError
from vitals.measuring import measure_trace
from vitals.pulse import plugins

CODE = """
import numpy as np

def green_again(rgb, fs_hz):
    return -(rgb[:, 1] - rgb[:, 1].mean())

def short(rgb, fs_hz):
    return rgb[1:, 1]

def unknown(rgb, fs_hz):
    return np.full(len(rgb), np.nan)

def raising(rgb, fs_hz):
    raise KeyError("weights")

def spoiling(rgb, fs_hz):
    rgb[:] = 0
    return rgb[:, 1]

NUMBER = 3
"""
FUNCTIONS = ("green_again", "short", "unknown", "raising", "spoiling")
METHODS = {name: f"made_up_pulse:{name}" for name in FUNCTIONS}


@pytest.fixture(autouse=True)
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with plug-ins, good ones and bad ones."""
    bad = {"number": "made_up_pulse:NUMBER", "nowhere": "made_up_pulse_2:nothing"}
    install(tmp_path, "made_up_pulse", CODE, METHODS | bad)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "made_up_pulse", raising=False)
    monkeypatch.setattr(plugins, "_enabled", {})
    monkeypatch.delenv(plugins.VARIABLE, raising=False)


def test_a_plugin_that_is_installed_is_off_and_named_in_the_refusal() -> None:
    assert "green_again" in plugins.installed()
    with pytest.raises(
        ValueError, match=r"unknown method 'green_again': .*to be switched on by name: green_a"
    ):
        pulse.waves("green_again", face(), FS_HZ)


def test_a_plugin_that_is_switched_on_measures() -> None:
    plugins.enable("green_again")
    trace = person(Person(84), capture_times(25))
    assert measure_trace(trace, "green_again").heart_rate.value_bpm == pytest.approx(84, abs=0.5)


def test_the_environment_switches_on_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(plugins.VARIABLE, "another, green_again")
    assert np.isfinite(pulse.waves("green_again", face(), FS_HZ)[0]).all()


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("short", r"gave shape \[899\] for 900 samples and not \[900\]"),
        ("unknown", "gave 900 values that are not finite"),
        ("raising", r"failed \(KeyError: 'weights'\)"),
    ],
)
def test_a_plugin_that_breaks_its_promise_is_one_clear_error(name: str, complaint: str) -> None:
    plugins.enable(name)
    with pytest.raises(
        MethodError, match=f"plug-in '{name}' of made_up_pulse 1.2 {complaint}: repair it, or"
    ):
        pulse.waves(name, face(), FS_HZ)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("number", "is a int and not a function"),
        ("nowhere", r"cannot be loaded \(ModuleNotFoundError: No mod"),
    ],
)
def test_a_plugin_that_is_no_function_cannot_be_switched_on(name: str, complaint: str) -> None:
    with pytest.raises(MethodError, match=f"plug-in '{name}' of made_up_pulse 1.2 {complaint}"):
        plugins.enable(name)


def test_a_plugin_cannot_change_the_colours_of_others() -> None:
    plugins.enable("spoiling")
    rgb = face()
    pulse.waves("spoiling", rgb, FS_HZ)
    assert rgb.tolist() == face().tolist()


def test_a_plugin_that_is_not_installed_is_told_with_those_that_are() -> None:
    with pytest.raises(
        MethodError, match=r"no plug-in 'magic' is installed .*choose of these: .*green_again"
    ):
        plugins.enable("magic")


def test_one_name_for_two_functions_is_refused(tmp_path: Path) -> None:
    install(tmp_path, "other", "", {"green_again": "made_up_pulse:short"})
    with pytest.raises(MethodError, match=r"plug-in 'green_again' is both .* uninstall one of them"):
        plugins.enable("green_again")


def test_a_method_of_ours_is_never_replaced() -> None:
    assert not set(pulse.METHODS) & set(plugins.installed())
    assert pulse.check("green") is pulse.METHODS["green"]
