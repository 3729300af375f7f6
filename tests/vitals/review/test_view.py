"""What the page of a session draws."""

from __future__ import annotations

import time

import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person, without_face
from vitals import monitor, review
from vitals.errors import MethodError
from vitals.respiration.rates.spectral import breath_spectrum
from vitals.review.stretches import from_zero
from vitals.types import REGIONS, ROW_LENGTH, Estimate, Rate, Trace
from vitals.withheld import Withheld

HEART_BPM, BREATH_BPM = 75.0, 15.0
T_S = 500.0 + capture_times(60, jitter_s=0.003, dropped=0.02)
WHOLE = person(Person(HEART_BPM, breath_bpm=BREATH_BPM, breath_pace=0.0), T_S)
BROKEN = without_face(WHOLE, 530.0, 534.0)
ESTIMATES = list(monitor.run(from_zero(BROKEN)))
EMPTY = Trace.from_rows(np.empty((0, ROW_LENGTH)))


def test_beats_stand_one_period_apart() -> None:
    found = review.view(WHOLE, ESTIMATES, ["fused"]).methods[0].beat_s
    assert 60 / np.median(np.diff(found)) == pytest.approx(HEART_BPM, abs=1.0)
    assert len(found) == pytest.approx(HEART_BPM, abs=3)


def test_no_beat_stands_in_a_hole_or_where_every_rate_was_withheld() -> None:
    found = review.view(BROKEN, ESTIMATES, ["fused"]).methods[0].beat_s
    assert not ((found > 30.1) & (found < 33.9)).any()
    silent = [Estimate(5.0, Rate.none(Withheld.NO_PULSE), Rate.none(Withheld.NO_BREATH), *4 * [None])]
    assert len(review.view(WHOLE, silent, ["fused"]).methods[0].beat_s) == 0


def test_the_spectrogram_is_strongest_at_the_heart_rate() -> None:
    found = review.view(WHOLE, ESTIMATES, ["pos"]).methods[0].spectrogram
    strongest = found.rate_bpm[found.power_db.argmax(axis=1)]
    assert np.abs(strongest - HEART_BPM).max() <= 2.0
    assert (found.power_db.max(), found.power_db.min()) == (0.0, -30.0)


def test_a_hole_of_the_wave_is_a_hole_of_the_spectrogram() -> None:
    found = review.view(BROKEN, ESTIMATES, ["fused"]).methods[0].spectrogram
    over_hole = (found.t_s > 31) & (found.t_s < 43)
    assert np.isnan(found.power_db[over_hole]).all()
    assert np.isfinite(found.power_db[~over_hole & ((found.t_s < 29.9) | (found.t_s > 44.5))]).all()


def test_the_breath_is_seen_in_shoulders_head_and_colour() -> None:
    found = review.view(WHOLE, ESTIMATES, []).breath
    assert list(found) == ["shoulders", "head", "colour"]
    for wave in found.values():
        assert breath_spectrum(wave.v[::2], 5.0).peak_bpm() == pytest.approx(BREATH_BPM, abs=0.5)


def test_what_nobody_sees_is_left_out() -> None:
    skin_only = Trace.of_skin(WHOLE.t_s, WHOLE.rgb[:, 0])
    found = review.view(skin_only, ESTIMATES, ["green"])
    assert list(found.colours) == ["skin"]
    assert list(found.breath) == ["colour"]


def test_times_count_from_the_first_frame() -> None:
    found = review.view(WHOLE, ESTIMATES, ["fused"])
    assert found.colours["skin"].t_s[0] == 0.0
    assert found.duration_s == pytest.approx(60.0, abs=0.2)
    assert found.methods[0].pulse.t_s[[0, -1]] == pytest.approx([0.0, 60.0], abs=0.2)


def test_a_head_that_moves_is_seen_in_the_motion() -> None:
    rows = WHOLE.rows()
    face = 1 + 4 * len(REGIONS)
    later = WHOLE.t_s > 530
    rows[later, face] += 0.05 * np.sin(2 * np.pi * (WHOLE.t_s[later] - 530))
    found = review.view(Trace.from_rows(rows), ESTIMATES, []).motion
    assert found.v[found.t_s < 30].max() < 0.01 < 0.2 < found.v[found.t_s > 33].min()


def test_a_span_shows_all_points_of_that_part_of_the_same_wave() -> None:
    whole = review.view(WHOLE, ESTIMATES, ["fused"]).methods[0]
    part = review.view(WHOLE, ESTIMATES, ["fused"], span_s=(20.0, 25.0)).methods[0]
    inside = (whole.pulse.t_s >= 20) & (whole.pulse.t_s <= 25)
    assert part.pulse.v == pytest.approx(whole.pulse.v[inside])
    assert ((part.beat_s >= 20) & (part.beat_s <= 25)).all()
    assert part.spectrogram.t_s[0] == pytest.approx(20.0, abs=0.1)


def test_long_lines_are_thinned_and_keep_their_peaks() -> None:
    whole = review.view(BROKEN, ESTIMATES, ["fused"])
    thin = review.view(BROKEN, ESTIMATES, ["fused"], most=200)
    assert len(thin.methods[0].pulse.v) <= 200
    assert np.nanmax(thin.methods[0].pulse.v) == np.nanmax(whole.methods[0].pulse.v)
    assert np.isnan(thin.methods[0].pulse.v).any()
    skin = thin.colours["skin"]
    assert len(skin.t_s) == 200
    assert np.isnan(skin.rgb[(skin.t_s > 30.5) & (skin.t_s < 33.5)]).all()


def test_methods_stand_side_by_side() -> None:
    found = review.view(WHOLE, ESTIMATES, ["fused", "pos", "chrom"]).methods
    assert [m.method for m in found] == ["fused", "pos", "chrom"]
    assert np.corrcoef(found[0].pulse.v[60:-60], found[1].pulse.v[60:-60])[0, 1] > 0.7


def test_a_session_without_a_frame_has_nothing_to_draw() -> None:
    found = review.view(EMPTY, [], ["fused"])
    assert (found.duration_s, found.colours, found.breath) == (0.0, {}, {})
    assert found.methods[0].spectrogram.power_db.shape[0] == 0


def test_a_face_of_a_second_has_nothing_to_draw_either() -> None:
    found = review.view(WHOLE.between(500.0, 501.0), [], ["fused"])
    assert np.isnan(found.methods[0].pulse.v).all()


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown method 'magic'"):
        review.view(WHOLE, ESTIMATES, ["magic"])


def test_a_method_that_lacks_moments_says_so() -> None:
    with pytest.raises(MethodError, match="second moments"):
        review.view(Trace.of_skin(WHOLE.t_s, WHOLE.rgb[:, 0]), ESTIMATES, ["ssr"])


def test_a_span_that_goes_back_is_refused() -> None:
    with pytest.raises(ValueError, match="goes forward"):
        review.view(WHOLE, ESTIMATES, [], span_s=(20.0, 10.0))


def test_analysing_again_gives_what_was_measured() -> None:
    found = review.reanalyse(BROKEN)
    assert [e.t_s for e in found.series] == pytest.approx([e.t_s for e in ESTIMATES])
    assert [e.heart_rate for e in found.series] == [e.heart_rate for e in ESTIMATES]
    assert found.heart_rate.value_bpm == pytest.approx(HEART_BPM, abs=1.0)


def test_a_session_of_a_minute_is_drawn_in_half_a_second() -> None:
    best_s = float("inf")
    for _ in range(3):
        start_s = time.process_time()
        review.view(WHOLE, ESTIMATES, ["fused", "pos", "chrom"])
        best_s = min(best_s, time.process_time() - start_s)
    assert best_s < 0.5
