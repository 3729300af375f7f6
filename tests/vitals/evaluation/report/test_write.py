"""The files of a report: what stands in them, and what does not."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from vitals.evaluation.grid import Options
from vitals.evaluation.grid.series import Config, Quantity, Series
from vitals.evaluation.report import About, Summary, summarise, table, write

ABOUT = About(
    folder="set <1>",
    layout="folder of traces",
    records=4,
    subjects=2,
    options=Options(),
    model="",
    command="python manage.py evaluate set",
    failures={"c_rest": "the video is cut"},
    origins=("the device's own rate",),
)


def series(config: Config, record: str, seed: int, spread: float) -> Series:
    rng = np.random.default_rng(seed)
    n = 40
    truth = rng.uniform(60, 80, n) if config.quantity is Quantity.HEART else rng.uniform(10, 20, n)
    value = truth + rng.normal(0, spread, n)
    value[:4] = np.nan
    subject, _, activity = record.partition("_")
    t_s, stated = np.arange(n) + 10.0, rng.uniform(0, 1, n)
    withheld = ("motion",) * 4 + ("",) * (n - 4)
    return Series(record, subject, activity, config, t_s, truth, value, stated, rng.normal(3, 1, n), withheld)


@pytest.fixture(scope="module")
def summary() -> Summary:
    configs = [
        Config(Quantity.HEART, "product", "fused", "monitor"),
        Config(Quantity.HEART, "product", "fused", "monitor-all"),
        *(Config(Quantity.HEART, "skin", m, e) for m in ("pos", "green") for e in ("spectrum", "peaks")),
        Config(Quantity.BREATH, "product", "fused", "monitor"),
        Config(Quantity.BREATH, "trace", "smart", "window"),
    ]
    records = ("a_rest", "a_talk", "b_rest")
    return summarise(
        series(c, r, 10 * i + j, 1.0 + i) for i, c in enumerate(configs) for j, r in enumerate(records)
    )


@pytest.fixture(scope="module")
def folder(summary: Summary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report")
    write(summary, ABOUT, out)
    return out


class Tags(HTMLParser):
    """Open and closed elements, and what is loaded from elsewhere."""

    VOID = {"meta", "br", "img"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sources: list[str] = []
        self.alts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]
        self.alts += [value or "" for name, value in attrs if name == "alt"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(folder: Path) -> Tags:
    found = Tags()
    found.feed((folder / "report.html").read_text())
    return found


def test_the_page_is_whole_and_loads_nothing(folder: Path) -> None:
    found = tags(folder)
    assert found.open == []
    assert found.sources and all(s.startswith("data:image/svg+xml;base64,") for s in found.sources)


def test_every_plot_is_told_in_words(folder: Path) -> None:
    alts = " ".join(tags(folder).alts)
    for words in ("limits of agreement", "expected calibration error", "median"):
        assert words in alts


def test_names_are_escaped(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    assert "set &lt;1&gt;" in page and "set <1>" not in page


def test_the_page_shows_references_failures_and_both_rates(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    for words in ("constant 75/min", "oracle", "plain POS", "the video is cut", "Respiratory rate", "smart"):
        assert words in page


def test_the_windows_are_all_in_the_csv(folder: Path) -> None:
    rows = list(csv.DictReader((folder / "windows.csv").read_text().splitlines()))
    ours = [r for r in rows if (r["quantity"], r["region"], r["estimator"]) == ("hr", "product", "monitor")]
    assert len(ours) == 3 * 40
    assert (ours[0]["record"], ours[0]["value_bpm"], ours[0]["withheld"]) == ("a_rest", "", "motion")


def test_csv_and_json_hold_the_same_scores(folder: Path) -> None:
    rows = list(csv.DictReader((folder / "summary.csv").read_text().splitlines()))
    scores = json.loads((folder / "summary.json").read_text())["scores"]
    assert len(rows) == len(scores) > 50
    for row, score in zip(rows, scores, strict=True):
        assert (row["scope"], row["name"], row["method"]) == (score["scope"], score["name"], score["method"])
        assert row["mae_bpm"] == ("" if score["mae_bpm"] is None else str(score["mae_bpm"]))


def test_the_same_results_make_the_same_page(folder: Path, summary: Summary, tmp_path: Path) -> None:
    again = write(summary, ABOUT, tmp_path)[0]
    assert again.read_bytes() == (folder / "report.html").read_bytes()


def test_the_terminal_shows_every_method(summary: Summary) -> None:
    lines = table(summary).splitlines()
    for name in ("product, fused, withholding", "plain POS", "constant 75/min", "skin green", "trace smart"):
        assert any(line.startswith(name) for line in lines)


def test_nothing_measured_is_a_page_that_says_so(tmp_path: Path) -> None:
    page = write(summarise([]), ABOUT, tmp_path)[0].read_text()
    assert "No window has both a signal and a truth" in page
