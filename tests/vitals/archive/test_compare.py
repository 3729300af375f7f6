"""`manage.py evaluate ARCHIVE` has the numbers of the study's page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vitals.archive import made_up
from vitals import archive
from vitals.agreement import Compared, agreement, whole_pairs, window_pairs
from vitals.archive.compare import AGAIN, EXPORTED, SESSIONS, WINDOWS, again, comparisons, repeat
from vitals.evaluation.datasets import open_dataset
from vitals.evaluation.grid import Options
from vitals.evaluation.report.summary import Scope
from vitals.evaluation.study import Study, evaluate
from vitals.kind import Kind

HEART, BREATH = Kind.HEART_RATE, Kind.RESPIRATORY_RATE
OPTIONS = Options.of(regions=["none"], methods=["fused"], estimators=["monitor"], rr_methods=["monitor"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up.unpacked(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def measured(folder: Path) -> list[Compared]:
    return again(archive.open_archive(folder))


def test_the_exported_agreement_is_that_of_the_page(folder: Path) -> None:
    on_page = [s.compared for s in made_up.sessions()]
    exported = [s.compared for s in archive.open_archive(folder).sessions]
    found = {(c.over, c.agreement.kind): c.agreement for c in comparisons(exported, EXPORTED)}
    for over, pairs_of in ((SESSIONS, whole_pairs), (WINDOWS, window_pairs)):
        expected = agreement([pair for session in on_page for pair in pairs_of(session)], HEART)
        assert found[over, HEART] == expected
    assert found[SESSIONS, HEART].bias_bpm.value == pytest.approx(1.0, abs=0.5)
    assert (WINDOWS, BREATH) not in found


def test_signals_that_are_measured_again_give_the_same_rates(folder: Path, measured: list[Compared]) -> None:
    opened = archive.open_archive(folder)
    assert repeat(opened, measured).same == 4
    exported = {s.compared.session: s.compared for s in opened.sessions}
    for now in measured:
        before = exported[now.session]
        assert now.heart_rate.value_bpm == pytest.approx(before.heart_rate.value_bpm, abs=1e-9)
        assert [e.heart_rate.value_bpm for e in now.estimates] == pytest.approx(
            [e.heart_rate.value_bpm for e in before.estimates], abs=1e-9, nan_ok=True
        )


def test_a_result_that_the_signals_do_not_give_is_told(folder: Path, measured: list[Compared]) -> None:
    opened = archive.open_archive(folder)
    wrong = replace(measured[0], heart_rate=replace(measured[0].heart_rate, value_bpm=55.5))
    assert repeat(opened, [wrong, *measured[1:]]).same == 3


def test_an_archive_is_a_data_set_with_its_own_truth(folder: Path) -> None:
    found = open_dataset(folder)
    assert found.title == "study archive"
    record = next(r for r in found.records if r.subject == "P-02")
    truth = record.truth()
    assert record.activity == "rest"
    assert truth.heart is not None and truth.heart.over(20.0, 10.0) == pytest.approx(74.0)
    assert truth.breath is not None and truth.breath.over(31.0, 30.0) == 15.0


def test_the_evaluation_tells_the_agreement_and_the_same_error_of_the_windows(
    folder: Path, tmp_path: Path
) -> None:
    found = evaluate(Study(folder, tmp_path, OPTIONS, jobs=1))
    assert found.failures == {}
    assert "4 of 4 sessions with signals give the exported rates again" in found.agreement
    lines = json.loads((tmp_path / "agreement.json").read_text())
    (windows,) = [
        line
        for line in lines
        if (line["over"], line["kind"], line["origin"]) == (WINDOWS, "heart_rate", AGAIN)
    ]
    (product,) = [
        line
        for line in found.summary.lines
        if line.scope is Scope.ALL and line.config.region == "product" and line.config.quantity == "hr"
    ]
    assert product.score.windows == windows["pairs"]
    assert product.score.mae_bpm == pytest.approx(windows["mae_bpm"]["value"], abs=1e-3)
    assert product.score.low["mae_bpm"] == pytest.approx(windows["mae_bpm"]["low"], abs=1e-3)


def test_an_archive_without_signals_still_has_its_agreement(tmp_path: Path) -> None:
    bare = [replace(session, trace=None) for session in made_up.sessions()]
    for name, content in archive.files(made_up.STUDY, made_up.participants(), bare):
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = evaluate(Study(tmp_path / "archive", tmp_path / "out", OPTIONS, jobs=1))
    assert "0 of 0 sessions with signals" in found.agreement
    assert "heart rate, sessions" in found.agreement
