"""A folder of trace files, with the truth beside the signal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.vitals.evaluation.datasets import made_up
from tests.vitals.shared_data import TRACES, needs_traces
from vitals.errors import DatasetError
from vitals.evaluation.datasets import Record, Stored, Truth, open_dataset
from vitals.evaluation.datasets.rate_truth import Origin

T_S = (np.arange(1200) / 20).tolist()
RGB = {"t": T_S, "r": [180] * 1200, "g": [130] * 1200, "b": [110] * 1200}
PPG = {"t": T_S, "v": made_up.wave(72, 20).tolist()}


def record(folder: Path, name: str = "anna_rest", **content: Any) -> Record:
    (folder / f"{name}.json").write_text(json.dumps(content))
    [found] = open_dataset(folder, "traces").records
    return found


def truth(folder: Path, **content: Any) -> Truth:
    return record(folder, **content).truth()


def test_the_name_says_who_did_what(tmp_path: Path) -> None:
    found = record(tmp_path, rgb=RGB, hr=70)
    assert (found.id, found.subject, found.activity) == ("anna_rest", "anna", "rest")


def test_the_file_itself_may_say_it(tmp_path: Path) -> None:
    found = record(tmp_path, rgb=RGB, hr=70, subject="A", activity="gym")
    assert (found.subject, found.activity) == ("A", "gym")


def test_numbered_records_are_one_subject_each(tmp_path: Path) -> None:
    found = record(tmp_path, "finger_07", rgb=RGB, hr=70)
    assert (found.subject, found.activity) == ("finger_07", "finger")


def test_a_series_of_rates_is_the_truth(tmp_path: Path) -> None:
    heart = truth(tmp_path, rgb=RGB, hr={"t": [1, 2, 3], "bpm": [60, None, 64]}).heart
    assert heart is not None and heart.over(3.0, 3.0) == 62


def test_a_contact_wave_is_the_truth_of_a_colour_trace(tmp_path: Path) -> None:
    heart = truth(tmp_path, rgb=RGB, ppg=PPG).heart
    assert heart is not None and heart.origin is Origin.WAVE
    assert heart.over(40.0, 10.0) == pytest.approx(72, abs=0.5)


def test_a_contact_wave_is_never_its_own_truth(tmp_path: Path) -> None:
    assert truth(tmp_path, ppg=PPG, rr_bpm=15).heart is None


def test_marked_breaths_go_before_the_belt_and_the_mean(tmp_path: Path) -> None:
    marks = list(range(0, 60, 5))
    breath = truth(tmp_path, rgb=RGB, resp={"peaks_s": marks, **PPG}, rr_bpm=99).breath
    assert breath is not None and breath.over(40.0, 30.0) == 12


def test_a_belt_gives_the_breath_rate(tmp_path: Path) -> None:
    belt = {"t": T_S, "v": made_up.wave(15, 20).tolist()}
    breath = truth(tmp_path, rgb=RGB, resp=belt).breath
    assert breath is not None and breath.over(50.0, 30.0) == pytest.approx(15, abs=0.3)


def test_the_signal_is_read_as_manage_py_measure_reads_it(tmp_path: Path) -> None:
    source = record(tmp_path, ppg=PPG, hr=72).source
    assert isinstance(source, Stored)
    assert source.read().contact and len(source.read().trace) == 1200


def test_a_file_without_truth_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps({"rgb": RGB}))
    with pytest.raises(DatasetError, match="no record"):
        open_dataset(tmp_path)


def test_a_truth_that_is_no_truth_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"anna_rest\.json"):
        truth(tmp_path, rgb=RGB, hr={"bpm": [60]})


def test_a_file_that_cannot_be_read_is_a_record_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "anna_rest.json").write_text("[" * 100_000)
    with pytest.raises(DatasetError, match=r"anna_rest\.json is no JSON that can be read"):
        open_dataset(tmp_path).records[0].truth()


@needs_traces
def test_the_development_traces_are_such_a_folder() -> None:
    records = {r.id: r for r in open_dataset(TRACES).records}
    assert len(records) == 31
    talk = records["lgi_A_talk"]
    assert (talk.subject, talk.activity) == ("A", "talk")
    capno = records["capno_2"].truth().breath
    assert capno is not None and capno.over(60.0, 30.0) == pytest.approx(10, abs=0.1)
