import numpy as np
import pytest

from vitals import pulse
from vitals.pulse import fingertip
from vitals.pulse.pbv import SIGNATURE
from vitals.signals.snr import snr_db

FS_HZ = 30.0
T_S = np.arange(0, 30, 1 / FS_HZ)
SKIN = np.array([180.0, 130.0, 110.0])
CHROMINANCE = ("pos", "chrom", "pbv")
SINGLE = (*CHROMINANCE, "green")


def blood(rate_bpm: float = 72) -> np.ndarray:
    """Blood volume, highest at the systole."""
    return np.cos(2 * np.pi * rate_bpm / 60 * T_S)


def face(common: np.ndarray | float = 0.0, noise: float = 0.0, rate_bpm: float = 72) -> np.ndarray:
    rng = np.random.default_rng(7)
    changes = 1 - 0.004 * blood(rate_bpm)[:, None] * SIGNATURE + np.reshape(common, (-1, 1))
    return SKIN * changes + rng.normal(0, noise, (len(T_S), 3))


def motion() -> np.ndarray:
    """2 % of common change, mostly at 100/min: what talking or walking does."""
    rng = np.random.default_rng(3)
    nodes = np.arange(0, 31, 0.3)
    return 0.02 * (
        np.sin(2 * np.pi * 100 / 60 * T_S) + 0.5 * np.interp(T_S, nodes, rng.normal(size=len(nodes)))
    )


def wave(method: str, rgb: np.ndarray) -> np.ndarray:
    return pulse.combined(pulse.waves(method, rgb, FS_HZ))


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
    assert wave(method, face(noise=0.1) / 255) == pytest.approx(wave(method, face(noise=0.1)), abs=1e-4)


@pytest.mark.parametrize("method", list(pulse.METHODS))
def test_a_constant_trace_gives_a_flat_and_finite_wave(method):
    rgb = np.tile(SKIN, (len(T_S), 1))
    assert np.abs(wave(method, rgb)).max() == pytest.approx(0, abs=1e-3)


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


def test_an_unknown_method_is_refused_by_name():
    with pytest.raises(ValueError, match="unknown method 'magic': choose one of fused, pos"):
        pulse.waves("magic", face(), FS_HZ)
