"""`manage.py measure` on traces; videos are measured in tests/vitals."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from tests.vitals.pulse.distribution import install
from vitals.monitor import Measurement
from vitals.types import Rate
from vitals.withheld import Withheld
from webapp.measure.output import summary
from webapp.measure.progress import Progress

ROOT = Path(__file__).parents[3]
HR_BPM = 72.0


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """20 s of a skin that follows a pulse."""
    t_s = np.arange(600) / 30
    wave = np.sin(2 * np.pi * HR_BPM / 60 * t_s)
    noise = np.random.default_rng(3).normal(0, 0.02, (3, 600))
    gains = (("r", 150, 0.003), ("g", 110, 0.007), ("b", 90, 0.005))
    rgb = {
        name: (level * (1 - gain * wave) + n).tolist()
        for (name, level, gain), n in zip(gains, noise, strict=True)
    }
    path = tmp_path / "trace.json"
    path.write_text(json.dumps({"rgb": {"t": t_s.tolist(), **rgb}}))
    return path


def measured(*args: object) -> str:
    out = io.StringIO()
    call_command("measure", *map(str, args), stdout=out)
    return out.getvalue()


def test_json_is_as_the_contract_has_it(trace: Path) -> None:
    found = json.loads(measured(trace, "--json"))
    assert set(found) == {
        "duration_s", "fps", "frames", "heart_rate", "respiratory_rate", "hrv", "series", "method", "model",
    }  # fmt: skip
    assert abs(found["heart_rate"]["value"] - HR_BPM) < 2 and found["heart_rate"]["withheld"] is None
    assert found["frames"] == 600 and found["model"] is None
    assert [second["t"] for second in found["series"]][:19] == list(range(1, 20))
    for second in found["series"]:
        for rate in ("heart_rate", "respiratory_rate"):
            assert (second[rate] is None) == (second["withheld"][rate] is not None)


def test_the_summary_says_both_rates_in_words(trace: Path) -> None:
    lines = measured(trace).splitlines()
    assert lines[0].startswith("heart rate        7") and "/min" in lines[0]
    assert lines[1].startswith("respiratory rate  –")
    assert lines[-1] == "Not a medical device."


def test_a_withheld_rate_is_said_with_its_advice() -> None:
    none = Rate.none(Withheld.DARK)
    text = summary(Measurement(1.0, float("nan"), 1, none, none, (), "pos", None))
    assert Withheld.DARK.advice in text and "nan" not in text


def test_the_csv_has_a_line_for_each_second(trace: Path, tmp_path: Path) -> None:
    measured(trace, "--csv", tmp_path / "out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text().splitlines()))
    assert [float(row["t_s"]) for row in rows][:19] == list(range(1, 20))
    assert rows[0]["heart_rate_withheld"] == "too_short" and rows[0]["heart_rate_per_min"] == ""
    assert abs(float(rows[-1]["heart_rate_per_min"]) - HR_BPM) < 2


def test_the_plot_is_a_png(trace: Path, tmp_path: Path) -> None:
    measured(trace, "--plot", tmp_path / "out.png")
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


BAD = {
    "no file": (None, "is no file"),
    "no json": ("{", "JSON"),
    "decreasing times": ('{"rgb": {"t": [1, 0], "r": [1, 1], "g": [1, 1], "b": [1, 1]}}', "time goes back"),
    "neither rgb nor ppg": ("{}", "rgb"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    content, words = BAD[name]
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=words) as refused:
        measured(path)
    assert refused.value.returncode == 2 and "\n" not in str(refused.value)


def test_bad_input_ends_with_2_and_one_line_on_standard_error(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "measure", str(tmp_path / "nothing.mp4")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_an_unknown_method_names_the_known_ones(trace: Path) -> None:
    with pytest.raises(CommandError, match="chrom") as refused:
        measured(trace, "--method", "magic")
    assert refused.value.returncode == 2


def test_a_plugin_measures_when_it_is_named(
    trace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "def wave(rgb, fs_hz):\n    return rgb[:, 1].mean() - rgb[:, 1]\n"
    install(tmp_path, "turned_green", code, {"turned_green": "turned_green:wave"})
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(CommandError, match="unknown method 'turned_green'"):
        measured(trace, "--method", "turned_green")
    found = json.loads(measured(trace, "--json", "--plugin", "turned_green"))
    assert found["method"] == "turned_green"
    assert found["heart_rate"]["value"] == pytest.approx(HR_BPM, abs=2)


def test_a_plugin_that_is_not_installed_is_one_line(trace: Path) -> None:
    with pytest.raises(CommandError, match="no plug-in 'magic' is installed") as refused:
        measured(trace, "--plugin", "magic")
    assert refused.value.returncode == 2


def test_ssr_on_a_trace_names_the_remedy(trace: Path) -> None:
    with pytest.raises(CommandError, match=r"'ssr' needs the second moments .* measure the video itself"):
        measured(trace, "--method", "ssr")


def test_an_output_folder_that_is_not_there_is_told_before_the_work(trace: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no folder"):
        measured(trace, "--plot", tmp_path / "nowhere" / "out.png")


def test_a_reader_that_has_had_enough_is_no_error(trace: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "manage.py", "measure", str(trace), "--json"],
        cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_short_work_shows_no_progress() -> None:
    out = io.StringIO()
    with Progress(out, clock=lambda: 0.0) as progress:
        progress(0.5)
    assert out.getvalue() == ""


def test_long_work_shows_progress_now_and_then() -> None:
    out, times = io.StringIO(), iter([0.0, *range(10, 40)])
    with Progress(out, clock=lambda: next(times)) as progress:
        for share in (0.05, 0.15, 0.16, 0.5):
            progress(share)
    assert out.getvalue() == "measuring:  15 %\nmeasuring:  50 %\n"
