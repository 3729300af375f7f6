import math
from dataclasses import replace

import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person, without_face
from vitals.quality import Conditions, conditions, instruction, measured_fps, missing, spoiled
from vitals.types import Trace
from vitals.withheld import Withheld

GOOD = conditions(person(Person(), capture_times(12)), 12, 10)


def seen(trace: Trace, end_s: float = 12, window_s: float = 10) -> Conditions:
    return conditions(trace, end_s, window_s)


def changed(**columns: np.ndarray | float) -> Trace:
    trace = person(Person(), capture_times(12))
    return replace(trace, **{k: np.broadcast_to(v, getattr(trace, k).shape) for k, v in columns.items()})


def test_a_good_picture_has_nothing_missing_and_nothing_spoiled():
    assert missing(GOOD, 8) is None
    assert spoiled(GOOD) is None
    assert instruction(GOOD, None, None) is None


def test_the_frame_rate_is_measured():
    assert seen(person(Person(), capture_times(12, fps=24))).fps == pytest.approx(24, abs=0.1)


def test_a_hole_does_not_lower_the_measured_rate():
    assert measured_fps(np.array([0, 0.04, 0.08, 3.0, 3.04, 3.08])) == pytest.approx(25)


def test_one_frame_has_no_rate():
    assert math.isnan(measured_fps(np.array([1.0])))


def test_a_slow_camera_is_named():
    assert missing(seen(person(Person(), capture_times(12, fps=5))), 8) is Withheld.LOW_FRAME_RATE
    assert missing(seen(person(Person(), capture_times(12, fps=1))), 8) is Withheld.LOW_FRAME_RATE


def test_a_hole_is_named_while_the_window_is_short():
    t_s = capture_times(12)
    trace = person(Person(), t_s[(t_s < 7) | (t_s > 8)])
    assert missing(seen(trace), 8) is Withheld.GAPS


def test_a_start_is_too_short():
    assert missing(seen(person(Person(), capture_times(5)), 5), 8) is Withheld.TOO_SHORT


def test_a_face_that_has_gone_is_no_face():
    assert missing(seen(without_face(person(Person(), capture_times(12)), 9, 13)), 8) is Withheld.NO_FACE


def test_a_face_that_has_just_come_is_too_short():
    assert missing(seen(without_face(person(Person(), capture_times(12)), 0, 6)), 8) is Withheld.TOO_SHORT


def test_a_face_that_flickers_is_no_face():
    trace = person(Person(), capture_times(12))
    for start_s in np.arange(0, 12, 1.0):
        trace = without_face(trace, start_s, start_s + 0.4)
    assert missing(seen(trace), 8) is Withheld.NO_FACE


def test_a_picture_without_any_face_is_no_face():
    assert missing(seen(without_face(person(Person(), capture_times(12)), 0, 13)), 8) is Withheld.NO_FACE


def test_samples_missing_in_a_trace_file_are_a_hole():
    rgb = np.full((361, 3), 120.0)
    rgb[210:240] = np.nan
    assert missing(seen(Trace.of_skin(np.arange(361) / 30, rgb)), 8) is Withheld.GAPS


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"face": np.array([0.5, 0.5, 0.08, 0.1])}, Withheld.FACE_SMALL),
        ({"rgb": 25.0}, Withheld.DARK),
        ({"clipped_share": 0.5}, Withheld.OVEREXPOSED),
        ({"covered_share": 0.5}, Withheld.FACE_COVERED),
        ({"area_px": np.array([4000.0, 900.0, 700.0, 700.0, 0.0])}, Withheld.FACE_COVERED),
        ({"rgb": 60.0, "background_luma": 220.0}, Withheld.BACKLIT),
        ({"background_luma": np.where(np.arange(361) > 200, 140.0, 120.0)}, Withheld.LIGHT_CHANGES),
    ],
)
def test_what_spoils_is_named(columns, reason):
    assert spoiled(seen(changed(**columns))) is reason


def test_a_mask_that_was_taken_off_is_no_reason_any_more():
    covered = np.where(np.arange(361) < 270, 0.6, 0.0)
    assert spoiled(seen(changed(covered_share=covered), end_s=9)) is Withheld.FACE_COVERED
    assert spoiled(seen(changed(covered_share=covered))) is None


@pytest.mark.parametrize(("skin", "wall"), [(60.0, 150.0), (110.0, 250.0)])
def test_a_bright_wall_alone_is_no_light_from_behind(skin, wall):
    assert spoiled(seen(changed(rgb=skin, background_luma=wall))) is None


def test_a_moving_face_is_motion():
    face = np.tile([0.5, 0.45, 0.3, 0.45], (361, 1))
    face[:, 0] += 0.1 * np.sin(2 * np.pi * 0.7 * np.arange(361) / 30)
    assert spoiled(seen(changed(face=face))) is Withheld.MOTION


def test_a_head_that_covers_the_background_is_motion_and_no_change_of_light():
    face = np.tile([0.5, 0.45, 0.3, 0.45], (361, 1))
    sway = np.sin(2 * np.pi * 0.7 * np.arange(361) / 30)
    face[:, 0] += 0.1 * sway
    assert spoiled(seen(changed(face=face, background_luma=120 + 20 * sway))) is Withheld.MOTION


def test_a_flickering_outline_is_no_motion():
    face = np.tile([0.5, 0.45, 0.3, 0.45], (361, 1))
    face[:, :2] += np.random.default_rng(0).normal(0, 0.01, (361, 2))
    assert spoiled(seen(changed(face=face))) is None


def test_what_a_trace_file_does_not_know_is_no_reason():
    bare = Trace.of_skin(capture_times(12), np.full((361, 3), 120.0))
    assert spoiled(seen(bare)) is None
    assert missing(seen(bare), 8) is None


def test_a_contact_wave_has_no_light():
    bare = Trace.of_skin(capture_times(12), np.full((361, 3), -2.0))
    assert spoiled(conditions(bare, 12, 10, contact=True)) is None


def test_no_samples_at_all_is_no_face():
    assert missing(seen(Trace.of_skin(np.empty(0), np.empty((0, 3)))), 8) is Withheld.NO_FACE


def test_the_instruction_names_what_is_missing_before_what_spoils():
    dark_and_gone = seen(without_face(changed(rgb=25.0), 9, 13))
    assert instruction(dark_and_gone, Withheld.NO_FACE, None) is Withheld.NO_FACE
    assert instruction(seen(changed(rgb=25.0)), None, None) is Withheld.DARK


def test_what_is_wrong_with_the_picture_is_told_after_two_seconds():
    dark = changed(rgb=25.0)
    assert instruction(seen(dark.between(0, 1), 1), Withheld.TOO_SHORT, None) is Withheld.TOO_SHORT
    assert instruction(seen(dark.between(0, 2), 2), Withheld.TOO_SHORT, None) is Withheld.DARK


def test_movement_at_the_start_may_settle_before_it_is_told():
    face = np.tile([0.5, 0.45, 0.3, 0.45], (361, 1))
    face[:, 0] += 0.1 * np.sin(2 * np.pi * 0.7 * np.arange(361) / 30)
    start = seen(changed(face=face).between(0, 4), 4)
    assert instruction(start, Withheld.TOO_SHORT, None) is Withheld.TOO_SHORT


def test_the_instruction_falls_back_to_what_the_signals_lack():
    assert instruction(GOOD, Withheld.NO_PULSE, Withheld.NO_BREATH) is Withheld.NO_PULSE
    assert instruction(GOOD, None, Withheld.NO_BREATH) is Withheld.NO_BREATH


def test_waiting_for_the_breath_is_no_instruction():
    assert instruction(GOOD, None, Withheld.TOO_SHORT) is None


def test_exercise_forbids_a_number():
    face = np.tile([0.5, 0.45, 0.3, 0.45], (361, 1))
    face[:, 1] += 0.12 * np.sin(2 * np.pi * 1.9 * np.arange(361) / 30)
    assert missing(seen(changed(face=face)), 8) is Withheld.MOTION
