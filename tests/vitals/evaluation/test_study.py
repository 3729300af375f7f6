"""From a folder of videos to a report, with the project's weights on a moving portrait."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.portrait import Drive, Scene, astronaut, render, write
from vitals.errors import DatasetError
from vitals.evaluation.grid import Options, Quantity
from vitals.evaluation.study import Study, evaluate

HEART_BPM, SECONDS, FPS = 84.0, 13, 15


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("portraits")
    drive = Drive.parametric(np.arange(SECONDS * FPS) / FPS, HEART_BPM)
    scene = Scene(320, 240, face_share=0.6, noise=0.5, rise_px=1.0)
    write(out / "anna_rest.mkv", render(astronaut(), drive, scene), FPS)
    rows = [f"{t},{HEART_BPM}" for t in range(SECONDS + 1)]
    (out / "anna_rest.csv").write_text("\n".join(["t,hr", *rows]))
    return out


def test_a_video_is_segmented_measured_and_reported(folder: Path, tmp_path: Path) -> None:
    options = Options.of(
        methods=["pos", "ssr"], estimators=["spectrum", "monitor-all"], regions=["skin", "cheeks", "box"]
    )
    result = evaluate(Study(folder, tmp_path, options, jobs=1))
    assert result.failures == {}
    scores = {(c.region, c.method): result.summary.score(c) for c in result.summary.configs(Quantity.HEART)}
    for config in (("skin", "pos"), ("skin", "ssr"), ("cheeks", "pos"), ("box", "pos"), ("product", "pos")):
        score = scores[config]
        assert score is not None and score.windows >= 3 and score.coverage == 1
        assert score.mae_bpm < 3
    assert ("cheeks", "ssr") not in scores
    assert "FaSeNet" in result.paths[0].read_text()


def test_a_study_without_any_record_left_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no record is called 'bert"):
        evaluate(Study(folder, tmp_path, Options(), records="bert*"))
