import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from tests.vitals.synthetic import capture_times
from vitals import monitor
from vitals.heart_rate.hrv import of_wave
from vitals.pulse.pbv import SIGNATURE
from vitals.signals.resample import Stretch, resample
from vitals.types import Trace
from vitals.withheld import Withheld

MEAN_S = 0.85


def intervals(breath_s: float, chance_s: float, seed: int = 0) -> np.ndarray:
    """Of a resting heart: breath over five beats, and chance."""
    rng, i = np.random.default_rng(seed), np.arange(90)
    return MEAN_S + breath_s * np.sin(2 * np.pi * i / 5) + rng.normal(0, chance_s, len(i))


def known(ibi_s: np.ndarray) -> tuple[float, float]:
    """SDNN and RMSSD in ms."""
    return 1e3 * ibi_s.std(ddof=1), 1e3 * float(np.sqrt(np.mean(np.diff(ibi_s) ** 2)))


def blood(ibi_s: np.ndarray, seconds: float) -> tuple[np.ndarray, np.ndarray]:
    """Capture times of a camera of 30 fps that jitters, and a wave with a notch."""
    beat_s = np.concatenate(([0.0], np.cumsum(ibi_s)))
    t_s = capture_times(seconds, jitter_s=0.004, dropped=0.02)
    phase = CubicSpline(beat_s, 2 * np.pi * np.arange(len(beat_s)))(t_s)
    return t_s, np.cos(phase) + 0.3 * np.cos(2 * phase - 1)


def wave(ibi_s: np.ndarray, noise: float = 0.0) -> Stretch:
    t_s, v = blood(ibi_s, 70)
    return resample(t_s, v + np.random.default_rng(1).normal(0, noise, len(v)), float(t_s[-1]), 70)


@pytest.mark.parametrize(("breath_s", "chance_s"), [(0.04, 0.0), (0.02, 0.01), (0.06, 0.01)])
def test_known_intervals_come_back_within_a_fifth_through_a_camera_of_30_fps(breath_s, chance_s):
    ibi_s = intervals(breath_s, chance_s)
    sdnn_ms, rmssd_ms = known(ibi_s[2:80])
    found = of_wave(wave(ibi_s), 60 / MEAN_S)
    assert found.sdnn_ms == pytest.approx(sdnn_ms, rel=0.15)
    assert found.rmssd_ms == pytest.approx(rmssd_ms, rel=0.2)


def test_a_steady_heart_has_next_to_none():
    assert of_wave(wave(intervals(0, 0)), 60 / MEAN_S).rmssd_ms < 1


def test_beats_that_are_not_alike_have_none():
    found = of_wave(wave(intervals(0.04, 0), noise=1.5), 60 / MEAN_S)
    assert found.sdnn_ms is None
    assert found.withheld is Withheld.NO_PULSE
    assert found.template_correlation < 0.86


def test_beats_that_are_only_rather_alike_have_no_rmssd():
    found = of_wave(wave(intervals(0.04, 0), noise=0.65), 60 / MEAN_S)
    assert 0.86 <= found.template_correlation < 0.95
    assert found.sdnn_ms is not None
    assert found.rmssd_ms is None


def record(seconds: float) -> monitor.Measurement:
    t_s, v = blood(intervals(0.04, 0.0), seconds)
    skin = np.array([180.0, 130, 110]) * (1 - 0.01 * v[:, None] * SIGNATURE)
    trace = Trace.of_skin(t_s, skin + np.random.default_rng(0).normal(0, 0.05, skin.shape))
    return monitor.summarise(trace, list(monitor.run(trace)), "fused")


def test_a_minute_of_a_clear_pulse_has_it_in_its_json_and_half_a_minute_has_not():
    whole, half = record(62).as_json()["hrv"], record(30).as_json()["hrv"]
    assert whole["experimental"] is half["experimental"] is True
    assert whole["withheld"] is None
    assert whole["sdnn_ms"] == pytest.approx(28, abs=6)
    assert half["sdnn_ms"] is None
    assert half["withheld"] == "too_short"
