import json

import numpy as np
import pytest

from tests.vitals.shared_data import TRACES, needs_traces
from vitals.evaluation import calibrate, reliability
from vitals.heart_rate import confidence


def made_up(seed: int = 0) -> calibrate.Seconds:
    rng = np.random.default_rng(seed)
    feature = rng.uniform(-3, -1, 900)
    right = rng.random(900) < 1 / (1 + np.exp(-6 * (feature + 2)))
    return calibrate.Seconds(
        feature,
        np.where(right, 1.0, 20.0),
        np.repeat(["A", "B", "C"], 300),
        np.tile(["lgi resting", "lgi talk", "ubfc"], 300),
    )


def test_nobody_is_judged_by_a_fit_to_himself():
    honest, spoiled = made_up(), made_up()
    spoiled.error_bpm[spoiled.subject == "A"] = 30.0
    mine = honest.subject == "A"
    assert calibrate.left_out(spoiled)[mine] == pytest.approx(calibrate.left_out(honest)[mine])


def test_what_is_stated_of_people_left_out_holds():
    seconds = made_up()
    assert reliability.expected_calibration_error(calibrate.left_out(seconds), seconds.right) < 0.06


def test_a_higher_bar_shows_less_and_more_of_it_is_right():
    rows = calibrate.bars(made_up(), calibrate.left_out(made_up())).splitlines()
    low, high = (row[32:52].split() for row in (rows[1], rows[6]))
    assert int(high[1]) > int(low[1])
    assert int(high[3]) < int(low[3])


def test_the_constants_are_written_with_the_command_that_made_them(tmp_path, monkeypatch):
    monkeypatch.setattr(confidence, "CALIBRATION", tmp_path / "calibration.json")
    calibrate.write({"fused": made_up()})
    content = json.loads((tmp_path / "calibration.json").read_text())
    assert "vitals.evaluation.calibrate" in content["made by"]
    assert content["subjects"] == ["A", "B", "C"]
    assert content["methods"]["fused"]["weights"][0] > 0


@needs_traces
def test_the_shipped_constants_are_those_of_the_traces():
    paths = [TRACES / f"{name}.json" for name in ("lgi_B_talk", "lgi_D_talk", "lgi_D_rotation", "lgi_A_gym")]
    seconds = calibrate.judged(paths, "fused")
    stated = confidence.calibrations()["fused"].probabilities(seconds.feature[:, None])
    assert reliability.expected_calibration_error(stated, seconds.right) < 0.2
    assert stated[seconds.right].mean() > stated[~seconds.right].mean() + 0.2
