"""Confusion matrices, the label tables, and that no reserved picture reaches training."""

import io
import json
import zipfile

import cv2
import numpy as np
import pytest

from models.fasenet.cache import load_part
from models.fasenet.classes import PERSON_BIT, bits
from models.fasenet.metrics import class_confusion, group_confusion, intersection_over_union, matthews, scores
from models.fasenet.sources import FaceZip, label_table
from models.fasenet.splits import MASKED, split


@pytest.fixture
def folder(tmp_path):
    """A made-up source of ten tiny pictures, each of one grey that is its number times 20."""
    (tmp_path / "label_mapping.json").write_text(
        json.dumps({"common": {}, MASKED: {"0": [0, 6], "1": [1], "2": [11]}})
    )
    with zipfile.ZipFile(tmp_path / f"{MASKED}.zip", "w") as archive:
        for number in range(10):
            for name, value, end in (("images", number * 20, ".jpg"), ("labels", 1, ".png")):
                data = cv2.imencode(end, np.full((16, 16), value, np.uint8))[1]
                archive.writestr(f"{name}/p{number}{end}", io.BytesIO(data.tobytes()).getvalue())
    return tmp_path


def test_reserved_pictures_never_reach_the_training_cache(folder, tmp_path):
    parts = [load_part(folder, tmp_path / "cache", MASKED, part) for part in ("train", "validation")]
    greys = {round(float(p.picture(i).mean()) / 20) for p in parts for i in range(len(p))}
    reserved = {int(n[1:]) for n in split(MASKED, FaceZip(folder, MASKED).names).reserved}
    assert reserved == {8, 9}
    assert not greys & reserved


def test_training_cannot_ask_for_the_reserved_part(folder, tmp_path):
    with pytest.raises(ValueError, match="only train and validation"):
        load_part(folder, tmp_path / "cache", MASKED, "reserved")


def test_label_table_keeps_sets_and_ignores_what_is_not_named():
    table = label_table({"0": [0, 6], "1": [1], "255": [255]}, matted=True)
    assert table[0] == bits(0, 6) and table[1] == bits(1) | PERSON_BIT
    assert table[255] == 0 and table[77] == 0


def test_perfect_map_scores_one():
    label = np.array([[bits(0), bits(1)], [bits(6), 0]], np.uint16)
    found = scores(class_confusion(label, np.array([[0, 1], [6, 9]])))
    assert found == {"mean_iou": 1.0, "pixel_accuracy": 1.0, "mcc": pytest.approx(1.0)}


def test_iou_is_worked_out_by_hand():
    matrix = np.array([[3, 1, 0], [2, 4, 0], [0, 0, 0]])
    assert intersection_over_union(matrix)[:2] == pytest.approx([3 / 6, 4 / 7])
    assert np.isnan(intersection_over_union(matrix)[2])


def test_any_class_of_the_set_is_right_for_a_partial_label():
    groups = [bits(0, 6), bits(1, 2)]
    label = np.array([[groups[0], groups[0], groups[1], groups[1]]], np.uint16)
    matrix = group_confusion(label, np.array([[6, 1, 2, 11]]), groups)
    assert matrix.tolist() == [[1, 1, 0], [0, 1, 1], [0, 0, 0]]


def test_coefficient_of_a_constant_prediction_is_zero():
    assert matthews(np.array([[4, 0], [4, 0]])) == 0
