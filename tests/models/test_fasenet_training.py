"""Training on a tiny made-up data set: schedules, stopping and going on, what is left at the end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from models.fasenet import checkpoints, curves, manifest
from models.fasenet.batches import Recipe, batches, scenes_of
from models.fasenet.cache import load_sources
from models.fasenet.data import open_sources
from models.fasenet.sources import DataError
from models.fasenet.train import LOG, finish, main, quarter, rate_at, train
from models.fasenet.train_config import SettingsError, TrainConfig, parse
from tests.models import made_up

ROOT = Path(__file__).parents[2]
STEPS = 4
PATIENCE_S = 120


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Two sources with people and one without."""
    folder = tmp_path_factory.mktemp("data")
    made_up.facesynthetics(folder / "rendered", count=20)
    made_up.lapa(folder / "lapa", count=2)
    made_up.negatives(folder / "rooms", count=20)
    return (
        f"facesynthetics={folder / 'rendered'}",
        f"lapa={folder / 'lapa'}",
        f"negatives={folder / 'rooms'}",
    )


@pytest.fixture
def config(data, tmp_path):
    """Settings of a run of seconds."""

    def with_settings(**settings) -> TrainConfig:
        usual = {"out": tmp_path / "run", "steps": STEPS, "batch": 2, "validation_count": 2}
        sizes = {"input_size": 32, "widths": (4, 4, 8, 8), "depths": (1, 1, 1, 1), "scene_workers": 0}
        return TrainConfig(data=data, cache=tmp_path / "cache", **usual | sizes | settings)

    return with_settings


def after(steps):
    """Says stop when so many steps are done."""
    asked = iter([False] * steps + [True])
    return lambda: next(asked)


def weights(path, which="mean"):
    return checkpoints.read(path / checkpoints.LATEST)[which]


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(config, tmp_path):
    assert train(config(out=tmp_path / "whole"))
    assert not train(config(out=tmp_path / "parts"), after(2))
    assert checkpoints.read(tmp_path / "parts" / checkpoints.LATEST)["progress"]["step"] == 2
    assert train(config(out=tmp_path / "parts", resume=True))
    for which in ("network", "mean"):
        whole, parts = weights(tmp_path / "whole", which), weights(tmp_path / "parts", which)
        assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_ctrl_c_ends_the_command_after_its_step_with_a_checkpoint(data, tmp_path):
    line = "--minutes 10 --validate-minutes 0 --validation-count 1 --batch 2"
    sizes = "--input-size 32 --widths 4 4 --depths 1 1"
    sources = [part for one in data for part in ("--data", one)]
    places = ["--out", str(tmp_path / "run"), "--cache", str(tmp_path / "cache")]
    process = subprocess.Popen(
        [sys.executable, "-m", "models.fasenet.train", *line.split(), *sizes.split(), *sources, *places],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    wait_for(tmp_path / "run" / LOG, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the process that makes scenes, too
    said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert said.endswith("stopped; the same command with --resume goes on\n")
    done = json.loads((tmp_path / "run" / LOG).read_text().splitlines()[-1])["step"]
    assert checkpoints.read(tmp_path / "run" / checkpoints.LATEST)["progress"]["step"] >= done


def wait_for(path, process):
    """Until the file is there; an end before that is a failure."""
    deadline = time.monotonic() + PATIENCE_S
    while not path.exists():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_training_changes_the_weights_and_another_seed_changes_them_otherwise(config, tmp_path):
    train(config(out=tmp_path / "one", steps=1))
    train(config(out=tmp_path / "more"))
    train(config(out=tmp_path / "other", steps=1, seed=2))
    one, more, other = (weights(tmp_path / name)["head.weight"] for name in ("one", "more", "other"))
    assert not torch.equal(one, more) and not torch.equal(one, other)


def test_the_log_has_a_line_of_json_for_each_check(config):
    settings = config(validate_minutes=0)
    train(settings)
    lines = [json.loads(line) for line in (settings.out / LOG).read_text().splitlines()]
    assert [line["step"] for line in lines] == [1, 2, 3, 4]
    assert lines[-1].keys() >= {"minutes", "rate", "loss", "mean_iou", "mcc", "skin_iou"}


def test_a_finished_run_leaves_weights_that_say_what_they_were_trained_on(config):
    settings = config()
    train(settings)
    apart = finish(settings)
    stated = manifest.read(settings.out)
    assert 0 < apart < 1e-4 and stated.onnx_difference == apart
    assert stated.trained_on == ["facesynthetics", "lapa", "negatives"]
    assert (stated.input_size, stated.output_size) == (32, 16)


def test_curves_are_drawn_beside_the_log(tmp_path):
    lines = [
        {"step": step, "loss": 1 / step, "rate": 1e-3, "mean_iou": 0.5, "mcc": 0.5} for step in (1, 2, 3)
    ]
    (tmp_path / LOG).write_text("".join(json.dumps(line) + "\n" for line in lines))
    picture = cv2.imread(str(curves.draw(tmp_path / LOG)))
    assert picture.shape[0] > 500 and picture.std() > 5


def test_a_schedule_of_minutes_ends_by_the_clock(config):
    settings = config(steps=None, minutes=1e-9)
    train(settings)
    assert checkpoints.read(settings.out / checkpoints.LATEST)["progress"]["step"] == 1


def test_another_network_cannot_go_on_from_a_checkpoint(config):
    train(config(steps=1))
    with pytest.raises(SettingsError, match="another network"):
        train(config(widths=(4, 4, 8, 16), resume=True))


def test_going_on_without_a_checkpoint_is_refused(config):
    with pytest.raises(SettingsError, match="no checkpoint to go on from"):
        train(config(resume=True))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"input_size": 100}, "give a multiple of 16"),
        ({"depths": (1, 1)}, "4 widths but 2 depths"),
        ({"device": "cuda"}, "PyTorch sees no GPU"),
    ],
)
def test_settings_that_cannot_be_are_refused(config, monkeypatch, settings, said):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(SettingsError, match=said):
        config(**settings)


def test_without_pictures_of_nobody_it_says_what_to_add(config, data):
    with pytest.raises(DataError, match="add --data negatives=FOLDER"):
        train(TrainConfig(**vars(config()) | {"data": data[:2]}))


def test_a_mistake_on_the_command_line_is_one_line_and_status_two(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--data", f"lapa={tmp_path}", "--out", str(tmp_path / "run"), "--cache", str(tmp_path)])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("train: ")


def test_the_command_line_sets_sizes_sources_and_seed(tmp_path):
    line = (
        "--data a=b --data c --out o --steps 7 --input-size 96 --widths 8 16 24 32 --depths 1 1 2 2 --seed 5"
    )
    found = parse([*line.split(), "--sources", "x", "y"])
    assert (found.data, found.sources, found.steps, found.seed) == (("a=b", "c"), ("x", "y"), 7, 5)
    assert (found.network.input_size, found.network.widths) == (96, (8, 16, 24, 32))


def test_reserved_pictures_of_own_data_never_reach_training(data, tmp_path):
    (source,) = open_sources([data[2]])
    held_back = {round(float(source.read(name).picture.mean())) for name in source.parts.reserved}
    (rendered,) = open_sources([data[0]])
    for part in ("train", "validation"):
        bank = load_sources([source, rendered], tmp_path / "cache", part)["negatives_bsds"]
        seen = {round(float(bank.picture(index).mean())) for index in range(len(bank))}
        assert seen and not seen & held_back


def test_a_step_has_the_same_scenes_whoever_makes_them_and_wherever_it_begins(data, tmp_path):
    bank = load_sources(open_sources(data), tmp_path / "cache", "train")
    recipe = Recipe(bank, scenes_of(32), 2, seed=3)
    late, early = batches(recipe, 2, 0), batches(recipe, 0, 0)
    next(early), next(early)
    assert all(torch.equal(a, b) for a, b in zip(next(late), next(early), strict=True))
    assert not torch.equal(recipe.batch(2)[0], recipe.batch(3)[0])


def test_rate_rises_then_falls_to_its_end(config):
    rates = [rate_at(share, config()) for share in (0, 0.01, 0.02, 0.5, 1)]
    assert rates == pytest.approx([3e-5, 1.5e-3, 3e-3, 1.53e-3, 1e-5], rel=0.03)


@pytest.mark.parametrize("size", [8, 16])
def test_the_loss_sees_every_second_pixel_of_the_enlarged_map(size):
    ramp = torch.arange(8.0).repeat(8, 1)[None, None]
    logits = torch.nn.functional.interpolate(ramp, size, mode="bilinear", align_corners=False)
    whole = torch.nn.functional.interpolate(logits, 16, mode="bilinear", align_corners=False)
    for row, column in np.ndindex(2, 2):
        assert torch.allclose(quarter(logits, row, column, 16), whole[..., row::2, column::2], atol=1e-6)


def test_checkpoints_from_before_sources_were_noted_name_the_zips():
    assert checkpoints.trained_on({})[0] == "celebamask_hq"
