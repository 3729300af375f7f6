"""Every method alone, on irregular frames: the highest peak of its wave is the rate."""

from itertools import product

import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals import pulse
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.signals.resample import resample
from vitals.signals.spectrum import spectrum

HEARTS_BPM = (45, 60, 84, 120, 150, 180)
NOISES = (0.1, 0.4)
JITTERS_S = (0.0, 0.008)
DROPS = (0.0, 0.1)
TOLERANCE_BPM = 1.0


@pytest.mark.parametrize(("method", "heart_bpm"), list(product(pulse.METHODS, HEARTS_BPM)))
def test_noise_jitter_and_drops_move_no_rate_by_more_than_one(method, heart_bpm):
    for noise, jitter_s, dropped in product(NOISES, JITTERS_S, DROPS):
        t_s = capture_times(20, jitter_s=jitter_s, dropped=dropped, seed=heart_bpm)
        trace = person(Person(heart_bpm, noise=noise), t_s, heart_bpm)
        skin = resample(t_s, pulse.skin_columns(method, trace), t_s[-1], 20)
        for v in pulse.waves(method, skin.v, skin.fs_hz):
            found = spectrum(v, skin.fs_hz, HR_MIN_BPM, HR_MAX_BPM).peak_bpm()
            assert found == pytest.approx(heart_bpm, abs=TOLERANCE_BPM)
