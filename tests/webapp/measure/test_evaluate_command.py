"""`manage.py evaluate` on made-up traces."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.vitals.evaluation.grid.test_run import write_trace

ROOT = Path(__file__).parents[3]
FEW = ("--methods", "pos", "--estimators", "spectrum", "monitor", "--step", "5", "--jobs", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, heart_bpm in (("anna_rest", 66), ("anna_talk", 80), ("bert_rest", 93)):
        write_trace(tmp_path / "set", name, heart_bpm)
    return tmp_path / "set"


def evaluated(*args: object) -> str:
    out = io.StringIO()
    call_command("evaluate", *map(str, args), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_it_prints_a_table_and_writes_page_csv_and_json(folder: Path, tmp_path: Path) -> None:
    text = evaluated(folder, "--out", tmp_path / "out", *FEW)
    assert "plain POS" in text and "constant 75/min" in text
    for name in ("report.html", "summary.csv", "windows.csv", "summary.json"):
        assert str(tmp_path / "out" / name) in text and (tmp_path / "out" / name).stat().st_size > 200


def test_the_report_says_nothing_of_the_machine_that_made_it(folder: Path, tmp_path: Path) -> None:
    evaluated(folder, "--out", tmp_path / "out", *FEW)
    for name in ("report.html", "summary.csv", "windows.csv", "summary.json"):
        assert str(tmp_path) not in (tmp_path / "out" / name).read_text()
    about = json.loads((tmp_path / "out" / "summary.json").read_text())["about"]
    assert about["command"] == (
        "python manage.py evaluate set --step 5 --methods pos --estimators spectrum monitor"
    )


def test_subjects_patterns_and_limits_choose_records(folder: Path, tmp_path: Path) -> None:
    def measured(*choice: object) -> set[str]:
        evaluated(folder, "--out", tmp_path / "out", *choice, *FEW)
        rows = csv.DictReader((tmp_path / "out" / "windows.csv").read_text().splitlines())
        return {row["record"] for row in rows}

    assert measured("--subjects", "anna") == {"anna_rest", "anna_talk"}
    assert measured("--records", "*_rest") == {"anna_rest", "bert_rest"}
    assert measured("--limit", 1) == {"anna_rest"}


def test_a_broken_record_is_reported_and_the_status_says_so(folder: Path, tmp_path: Path) -> None:
    (folder / "anna_talk.json").write_text('{"rgb": {"t": [1]}, "hr": 70}')
    with pytest.raises(CommandError, match="1 records were not measured") as incomplete:
        evaluated(folder, "--out", tmp_path / "out", *FEW)
    assert incomplete.value.returncode == 1
    assert "anna_talk" in (tmp_path / "out" / "report.html").read_text()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--methods", "magic"), "magic"),
        (("--layout", "magic"), "ubfc-rppg-2"),
        (("--layout", "pure"), "no record of PURE"),
        (("--subjects", "nobody"), "nobody"),
        (("--records", "zzz"), "zzz"),
        (("--limit", "0"), "--limit"),
        (("--window", "0"), "0 s"),
    ],
)
def test_bad_input_is_told_in_one_line(
    args: tuple[str, ...], words: str, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        evaluated(folder, "--out", tmp_path / "out", *args)
    assert refused.value.returncode == 2 and "\n" not in str(refused.value)


def test_a_folder_that_is_not_there_ends_with_2_and_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "evaluate", str(tmp_path / "nowhere")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_ctrl_c_ends_it_cleanly_and_the_same_command_goes_on(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number in range(9):  # enough work left after the first record for a signal to come amid it
        write_trace(folder, f"more_{number}", 60 + 5 * number)
    command = [sys.executable, "manage.py", "evaluate", str(folder), "--out", str(out), "--jobs", "2"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(out.glob("work/parts/*/*.jsonl")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGINT)
    said = running.communicate(timeout=30)[1]
    assert running.returncode == 130
    assert said.splitlines()[-1].endswith("the same command goes on from here")
    assert not (out / "report.html").exists()
    kept = {path: path.stat().st_mtime_ns for path in out.glob("work/parts/*/*.jsonl")}
    assert kept
    evaluated(folder, "--out", out, "--methods", "pos", "--jobs", "1")
    assert (out / "report.html").exists()
    assert all(path.stat().st_mtime_ns == made for path, made in kept.items())
