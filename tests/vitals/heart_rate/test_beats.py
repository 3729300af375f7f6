import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from tests.vitals.synthetic import capture_times
from vitals.heart_rate.beats import beats
from vitals.signals.resample import Stretch, resample


def sampled(beat_s: np.ndarray, *, jitter_s: float = 0.004, seed: int = 0) -> Stretch:
    """A wave whose systoles are at known times, seen by a camera of 30 fps that jitters."""
    t_s = capture_times(float(beat_s[-1]), jitter_s=jitter_s, seed=seed)
    phase = CubicSpline(beat_s, 2 * np.pi * np.arange(len(beat_s)))(t_s)
    return resample(t_s, np.cos(phase) + 0.2 * np.cos(2 * phase), float(t_s[-1]), float(t_s[-1]))


def intervals(seed: int = 0) -> np.ndarray:
    """Breath and chance make the beats of a resting heart uneven."""
    rng, i = np.random.default_rng(seed), np.arange(80)
    return 0.85 + 0.04 * np.sin(2 * np.pi * i / 5) + rng.normal(0, 0.015, len(i))


def test_intervals_come_back_within_5_ms_through_a_camera_of_30_fps():
    beat_s = np.concatenate(([0.0], np.cumsum(intervals())))
    found = beats(sampled(beat_s), 60 / 0.85)
    assert found.valid.all()
    nearest = np.abs(found.t_s[:, None] - beat_s[None]).argmin(axis=1)
    assert np.abs(found.ibi_s - np.diff(beat_s[nearest])).max() <= 0.010
    assert np.sqrt(np.mean((found.ibi_s - np.diff(beat_s[nearest])) ** 2)) <= 0.005


def test_a_lost_beat_makes_no_valid_interval():
    wave = sampled(np.arange(30) * 0.8, jitter_s=0)
    v = wave.v.copy()
    v[(wave.t_s > 10.0) & (wave.t_s < 10.8)] = -0.5
    found = beats(Stretch(wave.t_s, v, wave.fs_hz), 75)
    assert (~found.valid).sum() == 1
    assert found.ibi_s[~found.valid] == pytest.approx(1.6, abs=0.05)
    assert found.rate_bpm == pytest.approx(75, abs=0.2)


def test_a_wave_without_beats_has_no_rate():
    assert np.isnan(beats(Stretch(np.arange(90) / 30, np.zeros(90), 30.0), 70).rate_bpm)
