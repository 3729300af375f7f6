"""Studies on made-up portraits: what runs share, what is kept, and what the tables say of it."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from models.fasenet.classes import BACKGROUND, BROWS, EYES, FACE_SKIN, HAIR, MOUTH, bits
from models.fasenet.export import write_onnx
from models.fasenet.loss import fasenet_loss
from models.fasenet.network import FaSeNet, NetworkConfig, normalise, parameter_count
from models.fasenet.runner import Runner
from models.fasenet.sources import Sample
from models.fasenet.studies import loss_table, losses, pareto, pareto_table
from models.fasenet.studies.fitting import Schedule, fit, order
from models.fasenet.studies.front import cpu_milliseconds, on_front
from models.fasenet.studies.pareto_table import Row
from models.fasenet.studies.portraits import Portraits
from models.fasenet.studies.quantise import quantise
from models.fasenet.studies.records import Records
from models.fasenet.studies.scoring import picture_scores, summary
from models.fasenet.studies.variants import BASE, VARIANTS, Variant

TINY = NetworkConfig(input_size=32, widths=(4, 4, 8, 8), depths=(1, 1, 1, 1), stem=4)
SCHEDULE = Schedule(steps=40, batch=4, learning_rate=1e-2)


def portraits(count=8, side=32):
    """Light skin left, dark hair right, on grey; the boxes differ."""
    rng = np.random.default_rng(0)
    pictures = np.full((count, side, side, 3), 128, np.uint8)
    labels = np.full((count, side, side), bits(BACKGROUND), np.uint16)
    for picture, label, top in zip(pictures, labels, rng.integers(2, side // 2, count), strict=True):
        picture[top : top + 12, 2:14], label[top : top + 12, 2:14] = 230, bits(FACE_SKIN)
        picture[top : top + 12, 16:28], label[top : top + 12, 16:28] = 20, bits(HAIR)
    return Portraits(pictures, labels)


def samples(made):
    return [
        Sample(str(i), p, label) for i, (p, label) in enumerate(zip(made.pictures, made.labels, strict=True))
    ]


def built(seed=0):
    torch.manual_seed(seed)
    return FaSeNet(TINY)


@pytest.fixture(scope="module")
def trained():
    """A tiny network that knows the boxes, and its averaged weights."""
    network = built()
    mean = fit(network, fasenet_loss, portraits(), replace(SCHEDULE, steps=80, mean_decay=0.9), seed=1)
    return network, mean


def test_every_picture_comes_once_before_any_comes_again():
    steps = [indices for indices, _ in order(8, replace(SCHEDULE, steps=4), seed=1)]
    assert sorted(np.concatenate(steps[:2])) == sorted(np.concatenate(steps[2:])) == list(range(8))


def test_order_and_mirroring_depend_on_the_seed_alone():
    def flat(seed):
        return [np.concatenate(part).tolist() for part in zip(*order(8, SCHEDULE, seed), strict=True)]

    assert flat(1) == flat(1)
    assert flat(1) != flat(2)


def test_mirroring_turns_picture_and_labels_of_the_chosen_ones_and_keeps_the_source():
    made = portraits(2)
    before = made.pictures.copy()
    pictures, labels = made.batch(np.array([0, 1]), np.array([True, False]))
    assert np.array_equal(pictures[0], made.pictures[0, :, ::-1])
    assert np.array_equal(labels[0], made.labels[0, :, ::-1])
    assert np.array_equal(pictures[1], made.pictures[1])
    assert np.array_equal(made.pictures, before)


def test_shrunk_portraits_keep_labels_that_were_there():
    small = portraits(2).shrunk(16)
    assert small.pictures.shape == (2, 16, 16, 3)
    assert set(np.unique(small.labels)) == {bits(BACKGROUND), bits(FACE_SKIN), bits(HAIR)}


def test_equal_seeds_give_equal_networks():
    one, two = built(), built()
    for network in (one, two):
        fit(network, fasenet_loss, portraits(), replace(SCHEDULE, steps=3), seed=5)
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_a_short_run_learns_the_boxes(trained):
    made = portraits()
    predicted = trained[0](normalise(torch.from_numpy(made.pictures))).argmax(1).numpy()
    truth = np.log2(made.labels[:, 1::2, 1::2]).astype(int)
    assert (predicted == truth).mean() > 0.9


def test_averaged_weights_are_near_the_last_ones_but_not_them(trained):
    last, mean = (torch.cat([p.flatten() for p in one.parameters()]) for one in trained)
    assert 0 < (last - mean).norm() < 0.2 * last.norm()


def test_output_at_input_size_is_trained_too():
    network = FaSeNet(replace(TINY, fine=2))
    fit(network, fasenet_loss, portraits(), replace(SCHEDULE, steps=2), seed=1)
    assert network(torch.zeros(1, 3, 32, 32)).shape == (1, 12, 32, 32)


def test_summary_takes_small_parts_from_their_rows_and_columns():
    matrix = np.diag(np.full(12, 10)).astype(np.int64)
    matrix[EYES, FACE_SKIN] = 10
    found = summary(matrix)
    assert found["skin_iou"] == pytest.approx(10 / 20)
    assert found["small_iou"] == pytest.approx((10 / 20 + 1 + 1) / 3)
    assert found["eyes_brows_iou"] == pytest.approx((10 / 20 + 1) / 2)
    assert found["mean_iou"] == pytest.approx((10 + 0.5 + 0.5) / 12)
    assert matrix[BROWS, BROWS] == matrix[MOUTH, MOUTH] == 10


def test_finished_runs_are_found_by_their_key_and_a_torn_line_is_not_one(tmp_path):
    records = Records(tmp_path / "new" / "runs.jsonl")
    records.add({"loss": "a", "seed": 1, "score": 0.5})
    records.add({"loss": "a", "seed": 2, "score": 0.7})
    with (tmp_path / "new" / "runs.jsonl").open("a") as lines:
        lines.write('{"loss": "a", "se')
    assert [one["score"] for one in records.all(loss="a")] == [0.5, 0.7]
    assert [one["score"] for one in records.all(loss="a", seed=2)] == [0.7]
    assert records.all(loss="b") == []


def loss_study(tmp_path, made):
    scenes = torch.from_numpy(made.pictures), torch.ones(len(made), 12, 32, 32, dtype=torch.bool)
    records = Records(tmp_path / "runs.jsonl")
    return losses.Study(
        made, scenes, scenes, samples(made), records, tmp_path, steps=1, rate_steps=1, batch=2
    )


@pytest.fixture
def two_losses(monkeypatch):
    monkeypatch.setattr(losses, "NETWORK", TINY)
    monkeypatch.setattr(losses, "SEEDS", (1, 2))
    monkeypatch.setattr(losses, "LOSSES", {name: losses.LOSSES[name] for name in ("MCC", "Dice")})


@pytest.mark.usefixtures("two_losses")
def test_a_loss_study_does_every_loss_with_every_seed_once(tmp_path, monkeypatch):
    asked = []

    def run(study, loss, rate, seed):
        asked.append((loss, seed))
        return {"kind": "run", "loss": loss, "seed": seed, "rate": rate, "pictures": {}}

    monkeypatch.setattr(losses, "run", run)
    study = loss_study(tmp_path, portraits(4))
    assert losses.compare(study) == losses.compare(study)
    assert asked == [("MCC", 1), ("Dice", 1), ("MCC", 2), ("Dice", 2)]


@pytest.mark.usefixtures("two_losses")
def test_a_run_of_a_loss_tells_all_scores_on_scenes_and_pictures(tmp_path):
    found = losses.run(loss_study(tmp_path, portraits(4)), "Dice", 0.01, 1)
    for where, part in loss_table.COLUMNS:
        assert part in found[where]


@pytest.mark.usefixtures("two_losses")
def test_all_losses_are_given_the_rate_that_served_them_best_together(tmp_path):
    study = loss_study(tmp_path, portraits(4))
    for loss, scores in (("MCC", (0.3, 0.2)), ("Dice", (0.2, 0.25))):
        for rate, iou in zip(losses.RATES, scores, strict=True):
            scenes = {"mean_iou": iou, "mcc": 0.5}
            study.records.add({"kind": "rate", "loss": loss, "rate": rate, "scenes": scenes})
    assert losses.common_rate(study) == losses.RATES[0]


def loss_run(loss, seed, score):
    parts = {part: score for where, part in loss_table.COLUMNS if where == "pictures"}
    return {"kind": "run", "loss": loss, "seed": seed, "rate": 0.002, "pictures": parts, "scenes": parts}


RUNS = [loss_run("MCC", 1, 0.4), loss_run("MCC", 2, 0.6), loss_run("Dice", 1, 0.5), loss_run("Dice", 2, 0.7)]


def test_differences_are_taken_between_runs_of_one_seed():
    assert loss_table.paired(RUNS, "Dice", "pictures", "mcc") == pytest.approx([0.1, 0.1])
    assert loss_table.cell(loss_table.paired(RUNS, "Dice", "pictures", "mcc"), "+") == "+0.100 ± 0.000"


def test_a_seed_that_the_reference_has_not_run_is_left_out_of_the_differences():
    assert loss_table.paired([*RUNS, loss_run("Dice", 3, 0.9)], "Dice", "scenes", "mcc") == pytest.approx(
        [0.1, 0.1]
    )


def test_loss_table_has_mean_and_sample_deviation_best_loss_first():
    lines = loss_table.as_markdown(RUNS).splitlines()
    assert lines[2].startswith("| Dice | 0.600 ± 0.141 |")
    assert lines[3].startswith("| MCC | 0.500 ± 0.141 |")


def test_front_keeps_what_nothing_beats_in_both():
    assert on_front([1, 2, 3, 2], [0.5, 0.7, 0.6, 0.4]) == [True, True, False, False]


def test_of_equals_on_the_front_both_stay():
    assert on_front([1, 1], [0.5, 0.5]) == [True, True]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_variant_answers_at_its_size(variant):
    network, config = variant.build().eval(), variant.config
    side = config.input_size // 2 * config.fine
    assert network(torch.zeros(1, 3, config.input_size, config.input_size)).shape == (1, 12, side, side)


def test_variants_keep_the_limit_on_parameters():
    assert max(parameter_count(variant.build()) for variant in VARIANTS) <= 600_000


def test_names_of_variants_tell_them_apart():
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)


def test_depthwise_variant_has_one_kernel_per_channel():
    variant = next(one for one in VARIANTS if one.name == "depthwise")
    blocks = [one for one in variant.build().modules() if isinstance(one, nn.Conv2d) and one.groups > 1]
    assert blocks
    assert all(one.groups == one.in_channels == one.out_channels for one in blocks)


def test_integers_say_nearly_the_same_in_a_smaller_file(trained, tmp_path):
    made = portraits()
    write_onnx(trained[1], tmp_path / "float.onnx")
    quantise(tmp_path / "float.onnx", tmp_path / "int8.onnx", made.pictures)
    whole, short = (Runner(tmp_path / f"{kind}.onnx").run(made.pictures) for kind in ("float", "int8"))
    assert not np.array_equal(whole, short)
    assert (whole.argmax(1) == short.argmax(1)).mean() > 0.97
    assert picture_scores(Runner(tmp_path / "int8.onnx"), samples(made))["skin_iou"] > 0.7


def test_times_are_per_picture_for_every_batch(trained, tmp_path):
    write_onnx(trained[1], tmp_path / "tiny.onnx")
    found = cpu_milliseconds({"tiny": Runner(tmp_path / "tiny.onnx")}, rounds=2)
    assert set(found["tiny"]) == {1, 8}
    assert all(0 < ms < 1000 for ms in found["tiny"].values())


class MadeUp(pareto.Study):
    """A study whose portraits are made up."""

    def portraits(self, size):
        return portraits().shrunk(size)


def test_pareto_study_trains_each_network_once_and_adds_integers_and_the_shipped_weights(tmp_path):
    tiny = (Variant(BASE.name, TINY), Variant("thin", replace(TINY, widths=(4, 4, 4, 4))))
    records = Records(tmp_path / "runs.jsonl")
    study = MadeUp(tmp_path, tmp_path, tmp_path, samples(portraits(2)), records, steps=1)
    for _ in range(2):
        rows = pareto.compare(study, tiny)
    assert [one["name"] for one in records.all(steps=1)] == ["base", "thin"]
    assert [row.name for row in rows][:3] == ["base", "thin", "base, int8"]
    assert [row.same_schedule for row in rows] == [True, True, True, False, False]


def test_pareto_table_is_sorted_by_time_and_stars_the_front_of_one_schedule(trained, tmp_path):
    file = tmp_path / "tiny.onnx"
    write_onnx(trained[1], file)

    def row(name, iou, same=True):
        return Row(name, file, 10, dict.fromkeys(pareto_table.PARTS, iou), iou, same)

    times = {"slow": {1: 3.0, 8: 3.0}, "quick": {1: 1.0, 8: 1.0}, "long": {1: 0.5, 8: 0.5}}
    table = pareto_table.as_markdown([row("slow", 0.4), row("quick", 0.5), row("long", 0.9, False)], times)
    found = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    assert [(line[0], line[-1]) for line in found] == [("long", ""), ("quick", "*"), ("slow", "")]
