"""The command, on a made-up folder, with weights of a network that knows nothing."""

import json
import zipfile

import cv2
import numpy as np
import pytest

from models.fasenet.classes import CLASS_COUNT
from models.fasenet.evaluate import main
from models.fasenet.evaluation.data import find_data
from models.fasenet.evaluation.groups import utk_group
from models.fasenet.export import write_onnx
from models.fasenet.network import FaSeNet, NetworkConfig
from models.fasenet.splits import CELEBAMASK, SKIN


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """A tiny untrained network with another output size than the shipped one."""
    file = tmp_path_factory.mktemp("weights") / "tiny.onnx"
    write_onnx(FaSeNet(NetworkConfig(input_size=32, widths=(4, 4), depths=(1, 1), stem=4)).eval(), file)
    return file


@pytest.fixture
def folder(tmp_path):
    """A source of two pictures with exact labels that is none of ours, and five of skin or not."""
    exact = {str(k): [k] for k in range(CLASS_COUNT)}
    partial = {"0": [0, 2, 3, 5, 6, 7, 10], "1": [1, 3, 4, 5, 8, 9]}
    (tmp_path / "label_mapping.json").write_text(json.dumps({"other": exact, SKIN: partial}))
    for source, count, ids in (("other", 2, 6), (SKIN, 5, 1)):
        with zipfile.ZipFile(tmp_path / f"{source}.zip", "w") as archive:
            for index in range(count):
                picture = np.full((40, 30, 3), 40 * index, np.uint8)
                label = np.zeros((40, 30), np.uint8)
                label[10:30] = ids
                archive.writestr(f"images/{index}.jpg", cv2.imencode(".jpg", picture)[1].tobytes())
                archive.writestr(f"labels/{index}.png", cv2.imencode(".png", label)[1].tobytes())
    return tmp_path


def run(capsys, *arguments):
    assert main([str(a) for a in arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_folder_gives_what_its_sources_allow_and_names_the_rest(capsys, folder, weights):
    wanted = ["labelled", "turned", "masks", "small_faces"]
    found = run(capsys, "--data", folder, "--weights", weights, "--json", "--only", *wanted)
    assert found["left_out"] == ["masks", "small_faces"]
    assert {s: row["pictures"] for s, row in found["labelled"].items()} == {"other": 2, SKIN: 1}
    assert set(found["labelled"]["other"]["views"]["one pass"]["iou"]) == {"background", "hair"}
    assert found["weights"]["input"] == 32


def test_one_zip_is_that_source_alone(capsys, folder, weights):
    zipped = folder / f"{SKIN}.zip"
    found = run(capsys, "--data", zipped, "--weights", weights, "--json", "--only", "labelled", "skin_tone")
    assert list(found["labelled"]) == [SKIN]
    assert found["left_out"] == ["skin_tone"]
    assert "classes 1,3,4,5,8,9" in found["labelled"][SKIN]["views"]["one pass"]["iou"]


def test_text_has_a_line_a_figure(capsys, folder, weights):
    assert main(["--data", str(folder), "--weights", str(weights), "--only", "turned"]) == 0
    printed = capsys.readouterr().out
    assert "skin_iou: 0." in printed and "part: reserved" in printed


def test_tables_are_of_what_was_run(capsys, folder, weights):
    assert main(["--data", str(folder), "--weights", str(weights), "--only", "turned", "--markdown"]) == 0
    printed = capsys.readouterr().out
    assert "## poses" in printed and "| not sorted | 1 |" in printed
    assert "## groups" not in printed


def test_missing_data_is_one_line(capsys, tmp_path):
    assert main(["--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_pictures_of_a_source_that_is_not_ours_all_count(folder):
    assert find_data(folder).names("other") == ("0", "1")
    assert find_data(folder).names(SKIN) == ("4",)
    assert not find_data(folder).has(CELEBAMASK)


def test_group_is_the_third_field_of_the_name():
    assert utk_group("26_1_1_20170116") == "Black"
    assert utk_group("26_1_20170116") == "unknown"
