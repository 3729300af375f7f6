"""A grid on made-up traces: right answers, resumed where it was left, one broken record among others."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.vitals.pulse.distribution import install
from tests.vitals.synthetic import Person, capture_times, person
from vitals.errors import DatasetError, MethodError
from vitals.evaluation.datasets import Record, open_dataset
from vitals.evaluation.grid import Options, Quantity, run
from vitals.evaluation.grid import work as work_module
from vitals.evaluation.grid.parts import Part
from vitals.pulse import plugins

FEW = Options.of(methods=["pos", "green"], estimators=["spectrum", "monitor", "monitor-all"], step_s=5)


def write_trace(folder: Path, name: str, heart_bpm: float, seconds: float = 25) -> Path:
    folder.mkdir(exist_ok=True)
    trace = person(Person(heart_bpm=heart_bpm), capture_times(seconds))
    r, g, b = trace.rgb[:, 0].T.tolist()
    path = folder / f"{name}.json"
    content = {"rgb": {"t": trace.t_s.tolist(), "r": r, "g": g, "b": b}, "hr": heart_bpm}
    path.write_text(json.dumps(content))
    return path


@pytest.fixture
def records(tmp_path: Path) -> list[Record]:
    write_trace(tmp_path / "set", "anna_rest", 66)
    write_trace(tmp_path / "set", "bert_rest", 93)
    return list(open_dataset(tmp_path / "set").records)


def test_every_configuration_answers_every_window(records: list[Record], tmp_path: Path) -> None:
    found = run(records, FEW, tmp_path / "out", jobs=1)
    assert found.failures == {} and len(found.series) == 2 * (2 + 2 * 2)
    for series in found.series:
        assert series.config.quantity is Quantity.HEART
        assert series.t_s.tolist() == [10, 15, 20, 25]
        assert np.isfinite(series.value_bpm).all()
        assert abs(series.value_bpm - series.truth_bpm).max() < 2


def test_processes_give_what_one_gives(records: list[Record], tmp_path: Path) -> None:
    one = run(records, FEW, tmp_path / "one", jobs=1)
    two = run(records, FEW, tmp_path / "two", jobs=2)
    assert [s.config for s in one.series] == [s.config for s in two.series]
    for a, b in zip(one.series, two.series, strict=True):
        np.testing.assert_array_equal(a.value_bpm, b.value_bpm)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """Parts that are computed from now on."""
    seen: list[Part] = []
    compute = work_module.answers
    monkeypatch.setattr(work_module, "answers", lambda part, *rest: seen.append(part) or compute(part, *rest))
    return seen


def test_a_second_run_computes_nothing_again(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(records, FEW, tmp_path / "out", jobs=1)
    seen = counted(monkeypatch)
    again = run(records, FEW, tmp_path / "out", jobs=1)
    assert seen == [] and len(again.series) == len(first.series)


def test_an_interrupted_run_goes_on(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(share: float, record: str) -> None:
        if share > 0.6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(records, FEW, tmp_path / "out", jobs=1, progress=stop)
    seen = counted(monkeypatch)
    whole = run(records, FEW, tmp_path / "out", jobs=1)
    assert 0 < len(seen) < 2 * 4 and len(whole.series) == 12


def test_an_interrupted_run_of_many_processes_leaves_none_behind(
    records: list[Record], tmp_path: Path
) -> None:
    import multiprocessing

    def stop(share: float, record: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(records, FEW, tmp_path / "out", jobs=2, progress=stop)
    assert multiprocessing.active_children() == []


def test_a_changed_file_is_measured_anew(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(records, FEW, tmp_path / "out", jobs=1)
    write_trace(tmp_path / "set", "anna_rest", 120, seconds=30)
    work_module._loaded.cache_clear()
    seen = counted(monkeypatch)
    found = run(open_dataset(tmp_path / "set").records, FEW, tmp_path / "out", jobs=1)
    assert len(seen) == 4
    assert {s.truth_bpm[0] for s in found.series} == {120, 93}


def test_changed_options_start_their_parts_anew(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(records, FEW, tmp_path / "out", jobs=1)
    seen = counted(monkeypatch)
    shorter = Options.of(methods=["pos"], estimators=["spectrum"], step_s=5, window_s=8)
    found = run(records, shorter, tmp_path / "out", jobs=1)
    assert len(seen) == 2 and found.series[0].t_s.tolist() == [8, 13, 18, 23]


def test_one_broken_record_does_not_stop_the_rest(records: list[Record], tmp_path: Path) -> None:
    (tmp_path / "set" / "anna_rest.json").write_text('{"rgb": {"t": [1, 0], "r": [1], "g": [1], "b": [1]}}')
    found = run(records, FEW, tmp_path / "out", jobs=1)
    assert list(found.failures) == ["anna_rest"]
    assert {s.record for s in found.series} == {"bert_rest"}


def test_records_whose_names_differ_in_a_blank_are_both_there(tmp_path: Path) -> None:
    write_trace(tmp_path / "set", "anna b_rest", 66)
    write_trace(tmp_path / "set", "anna_b_rest", 93)
    found = run(open_dataset(tmp_path / "set").records, FEW, tmp_path / "out", jobs=1)
    assert {s.record for s in found.series} == {"anna b_rest", "anna_b_rest"}


def test_a_part_that_is_lost_meanwhile_is_told(records: list[Record], tmp_path: Path) -> None:
    def lose(share: float, record: str) -> None:
        for path in (tmp_path / "out").rglob("skin.pos.jsonl"):
            path.unlink()

    with pytest.raises(DatasetError, match="anna_rest or the code has changed meanwhile"):
        run(records, FEW, tmp_path / "out", jobs=1, progress=lose)


def test_progress_ends_with_all_of_it(records: list[Record], tmp_path: Path) -> None:
    shares: list[float] = []
    run(records, FEW, tmp_path / "out", jobs=1, progress=lambda share, record: shares.append(share))
    assert shares == sorted(shares) and shares[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"methods": ["magic"]}, "unknown pulse method 'magic'.*pos"),
        ({"regions": ["ear"]}, "unknown region 'ear'.*forehead"),
        ({"window_s": 0.5}, "0.5 s"),
        ({"window_s": float("nan")}, "nan s"),
        ({"rr_window_s": 5}, "5 s"),
        ({"rr_window_s": float("inf")}, "inf s"),
        ({"step_s": 0}, "step"),
    ],
)
def test_a_wrong_option_is_named(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(DatasetError, match=words):
        Options.of(**wrong)  # type: ignore[arg-type]


def test_a_plugin_is_one_more_method_in_every_process(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "def like_green(rgb, fs_hz):\n    return -(rgb[:, 1] - rgb[:, 1].mean())\n"
    install(tmp_path, "made_up_green", code, {"like_green": "made_up_green:like_green"})
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(plugins, "_enabled", {})
    options = Options.of(methods=["green"], estimators=["spectrum"], plugins=["like_green"] * 2, step_s=5)
    found = run(records, options, tmp_path / "out", jobs=2)
    assert found.failures == {}
    assert [s.config.method for s in found.series] == ["green", "like_green"] * 2


def test_a_plugin_that_is_not_installed_is_refused() -> None:
    with pytest.raises(MethodError, match="no plug-in 'nothing'"):
        Options.of(plugins=["nothing"])
