"""Figures on held-back pictures of any layout, with a network that says what the test wants."""

import json

import numpy as np
import pytest

from models.fasenet import held_back
from models.fasenet.data import open_sources
from tests.models import made_up

SIDE = made_up.SIDE


class Network:
    """Says the same class map to every picture."""

    def __init__(self, classes):
        self._classes = classes

    def probabilities(self, picture):
        found = np.zeros((12, *picture.shape[:2]), np.float32)
        rows, columns = np.indices(picture.shape[:2])
        found[np.broadcast_to(self._classes, picture.shape[:2]), rows, columns] = 1
        return found


@pytest.fixture
def opened(tmp_path):
    def one(name):
        getattr(made_up, name)(tmp_path)
        return open_sources([f"{name}={tmp_path}"])[0]

    return one


def test_a_perfect_map_scores_one_for_every_set(opened):
    found = held_back.judge(Network(made_up.head(0, 1, 6)), opened("lapa"))
    assert found["pictures"] == 3 and found["mean_iou"] == 1
    assert found["iou"]["hair"] == found["iou"]["face skin or glasses or ears"] == 1


def test_any_class_of_a_set_is_right_and_any_other_is_wrong(opened):
    found = held_back.judge(Network(made_up.head(0, 4, 6)), opened("lfw"))["iou"]
    assert set(found.values()) == {1.0}
    wrong = held_back.judge(Network(made_up.head(0, 11, 6)), opened("lfw"))["iou"]
    assert sorted(wrong.values())[0] == 0


def test_rooms_with_a_face_in_them_are_counted(opened):
    rooms = opened("negatives")
    assert held_back.judge(Network(1), rooms) == {"pictures": 2, "false_face_rate": 1.0}
    assert held_back.judge(Network(0), rooms) == {"pictures": 2, "false_face_rate": 0.0}


def test_only_held_back_pictures_are_read(opened):
    rooms = opened("negatives")
    assert tuple(sample.name for sample in held_back.held_back(rooms)) == rooms.parts.reserved


def test_a_set_without_held_back_pictures_has_no_figures(opened, tmp_path):
    source = opened("helen")
    (tmp_path / "testing.txt").write_text("")
    assert held_back.judge(Network(0), open_sources([f"helen={tmp_path}"])[0]) == {"pictures": 0}
    assert held_back.judge(Network(0), source)["pictures"] == 1


@pytest.mark.parametrize("form", [["--json"], []])
def test_the_command_judges_the_shipped_weights(tmp_path, capsys, form):
    made_up.negatives(tmp_path)
    held_back.main(["--data", f"negatives={tmp_path}", *form])
    said = capsys.readouterr().out
    if form:
        assert json.loads(said) == {"negatives": {"pictures": 2, "false_face_rate": 0.0}}
    else:
        assert said.startswith("negatives: 2 pictures held back\n    false_face_rate")


def test_a_wrong_folder_is_one_line_and_status_two(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        held_back.main(["--data", f"lapa={tmp_path}"])
    assert ended.value.code == 2 and capsys.readouterr().err.count("\n") == 1
