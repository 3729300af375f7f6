"""Regions of a trace as pulse methods see them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals import pulse
from vitals.evaluation.grid import regions
from vitals.evaluation.grid.material import Material
from vitals.heart_rate.estimators import by_spectrum
from vitals.types import REGIONS as MEASURED
from vitals.types import Trace

HEART_BPM = 84.0


def whole() -> Trace:
    return person(Person(heart_bpm=HEART_BPM), capture_times(20))


def of(trace: Trace) -> Material:
    return Material(trace, trace.rgb[:, 0], contact=False)


def test_a_video_has_every_region() -> None:
    assert regions.available(of(whole())) == regions.REGIONS


def test_a_trace_file_has_the_whole_skin_only() -> None:
    trace = whole()
    stored = Material(Trace.of_skin(trace.t_s, trace.rgb[:, 0]), None, contact=False)
    assert regions.available(stored) == ("skin",)


def test_a_contact_wave_is_its_own_region_and_method() -> None:
    contact = Material(whole(), None, contact=True)
    assert regions.available(contact) == ("contact",)
    assert regions.methods(contact, "contact", ("pos", "green")) == (pulse.CONTACT,)


def test_a_method_that_needs_moments_runs_on_skin_that_has_them() -> None:
    every = tuple(pulse.METHODS)
    needing = {name for name in every if pulse.METHODS[name].needs_moments}
    without = of(replace(whole(), moments=np.full((len(whole()), whole().moments.shape[1]), np.nan)))
    with_moments = of(replace(whole(), moments=np.ones((len(whole()), whole().moments.shape[1]))))
    assert set(every) - set(regions.methods(without, "skin", every)) == needing
    assert set(every) - set(regions.methods(with_moments, "nose", every)) == needing
    assert regions.methods(with_moments, "skin", every) == every


@pytest.mark.parametrize("region", regions.REGIONS)
def test_every_region_gives_the_pulse(region: str) -> None:
    found = regions.pulse_wave(of(whole()), region, "pos", 15.0, 10.0)
    assert found is not None
    wave, fs_hz = found
    assert len(wave) == pytest.approx(10 * fs_hz, abs=2)
    assert by_spectrum(wave, fs_hz) == pytest.approx(HEART_BPM, abs=1)


def test_a_window_that_is_half_empty_gives_none() -> None:
    trace = whole()
    rgb = trace.rgb.copy()
    rgb[(trace.t_s > 5) & (trace.t_s < 11)] = np.nan
    assert regions.pulse_wave(of(replace(trace, rgb=rgb)), "skin", "pos", 15.0, 10.0) is None


def test_cheeks_are_averaged_by_their_area() -> None:
    trace = whole()
    left, right = MEASURED.index("left_cheek"), MEASURED.index("right_cheek")
    rgb, area = trace.rgb.copy(), trace.area_px.copy()
    rgb[:, left], rgb[:, right] = 100.0, 160.0
    area[:, left], area[:, right] = 300.0, 100.0
    rgb[5, left] = np.nan
    [cheeks] = regions._colours(of(replace(trace, rgb=rgb, area_px=area)), "cheeks")
    assert cheeks[0].tolist() == [115.0] * 3
    assert cheeks[5].tolist() == [160.0] * 3
