import numpy as np
import pytest

from tests.vitals.pulse.faces import FS_HZ, SKIN, T_S, blood, columns, face, motion, wave
from vitals import pulse
from vitals.errors import MethodError
from vitals.pulse import fingertip
from vitals.signals.snr import snr_db
from vitals.types import Trace

CHROMINANCE = tuple(name for name in pulse.METHODS if name not in ("green", "fused"))
SINGLE = tuple(name for name in pulse.METHODS if name != "fused")


@pytest.mark.parametrize("method", list(pulse.METHODS))
def test_peaks_are_systoles(method):
    assert np.corrcoef(wave(method, face(noise=0.05)), blood())[0, 1] > 0.9


@pytest.mark.parametrize("method", CHROMINANCE)
def test_chrominance_beats_green_by_15_db_under_common_motion(method):
    rgb = face(common=motion(), noise=0.02)
    gained = snr_db(wave(method, rgb), FS_HZ, 72) - snr_db(wave("green", rgb), FS_HZ, 72)
    assert gained >= 15


@pytest.mark.parametrize("method", SINGLE)
def test_the_unit_of_colour_does_not_matter(method):
    grey_levels = columns(face(noise=0.1))
    shares = grey_levels / np.repeat([255.0, 255.0**2], [3, 6])
    both = [pulse.combined(pulse.waves(method, colours, FS_HZ)) for colours in (shares, grey_levels)]
    assert both[0] == pytest.approx(both[1], abs=1e-4)


@pytest.mark.parametrize("method", list(pulse.METHODS))
def test_a_constant_trace_gives_a_flat_and_finite_wave(method):
    for v in pulse.waves(method, columns(np.tile(SKIN, (len(T_S), 1))), FS_HZ):
        assert np.abs(v).max() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("method", list(pulse.METHODS))
def test_a_trace_shorter_than_a_segment_gives_a_finite_wave(method):
    assert np.isfinite(wave(method, face()[:20])).all()


def test_pbv_keeps_the_size_of_a_pulse_of_its_signature():
    found = pulse.waves("pbv", face(), FS_HZ)[0][60:-60]
    assert found.std() == pytest.approx(0.004 * np.sqrt(0.5), rel=0.1)


def test_one_jolt_does_not_drown_its_neighbours_in_the_fused_waves():
    rgb = face(noise=0.1)
    rgb[450:460] *= 1.3
    even, plain = pulse.waves("fused", rgb, FS_HZ)[0], pulse.waves("green", rgb, FS_HZ)[0]
    quiet = slice(0, 300)
    assert np.ptp(even) / np.ptp(even[quiet]) < 4 < np.ptp(plain) / np.ptp(plain[quiet])


def test_a_fingertip_is_known_by_its_colour():
    assert fingertip.is_fingertip(np.tile([230.0, 20.0, 10.0], (50, 1)))
    assert not fingertip.is_fingertip(face())


def test_the_pulse_of_a_fingertip_is_in_red_where_nothing_else_is_lit():
    rgb = np.column_stack((230 - 0.5 * blood(), np.zeros((len(T_S), 2))))
    assert np.corrcoef(wave("fused", rgb), blood())[0, 1] > 0.9


def test_a_contact_wave_is_taken_as_it_is():
    contact = np.repeat(blood()[:, None], 3, axis=1)
    assert pulse.waves(pulse.CONTACT, contact, FS_HZ)[0].tolist() == blood().tolist()


def test_breath_is_read_from_a_wave_that_keeps_its_slow_part():
    slow = 0.01 * np.sin(2 * np.pi * 0.2 * T_S)
    assert np.corrcoef(pulse.slow_wave("fused", face(common=slow)), -slow)[0, 1] > 0.9


def test_a_method_that_needs_moments_says_so_where_there_are_none():
    colours = Trace.of_skin(T_S, face())
    with pytest.raises(MethodError, match=r"'ssr' needs the second moments .* measure the video itself, or"):
        pulse.skin_columns("ssr", colours)
    with pytest.raises(MethodError, match="choose one of fused, pos"):
        pulse.waves("ssr", face(), FS_HZ)


def test_a_window_without_a_face_lacks_nothing_but_the_face():
    nobody = Trace.of_skin(T_S, np.full((len(T_S), 3), np.nan))
    assert np.isnan(pulse.skin_columns("ssr", nobody)).all()


def test_methods_for_trace_files_are_all_but_those_that_need_moments():
    assert set(pulse.METHODS) - set(pulse.COLOUR_METHODS) == {"ssr"}


def test_an_unknown_method_is_refused_by_name():
    with pytest.raises(ValueError, match="unknown method 'magic': choose one of fused, pos"):
        pulse.waves("magic", face(), FS_HZ)
