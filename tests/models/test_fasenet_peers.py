"""Other networks and other regions to compare with."""

import cv2
import numpy as np
import pytest
from skimage.data import astronaut

from models.fasenet.evaluation.regions import compare, region_figures
from models.fasenet.evaluation.timing import OWN, measure
from models.fasenet.network import parameter_count
from models.fasenet.peers.export import peer_files
from models.fasenet.peers.face_box import centre_of, haar_region, largest, lbp_region
from models.fasenet.peers.face_mesh import hull
from models.fasenet.peers.skin_colour import hsv_skin, ycbcr_skin
from models.fasenet.peers.unet import LARGE, SMALL, UNet
from models.fasenet.runner import Runner
from tests.models.made_up_person import colour_segmenter, person

SKIN, WALL = (198, 146, 118), (60, 120, 200)


def plain(rgb):
    return np.full((8, 8, 3), rgb, np.uint8)


def test_unets_have_the_sizes_that_they_stand_for():
    assert parameter_count(UNet(SMALL)) == pytest.approx(160_000, rel=0.02)
    assert 4 * parameter_count(UNet(LARGE)) == pytest.approx(826_000, rel=0.02)


def test_exported_unets_take_any_batch_and_give_probabilities_at_full_size(tmp_path):
    for file in peer_files(tmp_path).values():
        runner = Runner(file)
        found = runner.run(np.zeros((2, runner.size, runner.size, 3), np.uint8))
        assert found.shape == (2, 12, runner.size, runner.size)
        assert found.sum(1) == pytest.approx(1, abs=1e-4)


def test_every_network_is_timed_at_every_step(tmp_path):
    name, file = next(iter(peer_files(tmp_path).items()))
    found = measure({OWN: file, name: file}, {1: 2, 2: 1})
    steps = {"network", "crop_to_class_map", "crop_to_class_map_256"}
    assert set(found) == {OWN, name}
    assert all(row[batch].keys() == steps for row in found.values() for batch in ("1", "2"))
    assert all(ms > 0 for row in found.values() for ms in row["1"].values())


@pytest.mark.parametrize("rule", [ycbcr_skin, hsv_skin])
def test_thresholds_tell_skin_from_a_blue_wall(rule):
    assert rule(plain(SKIN)).all()
    assert not rule(plain(WALL)).any()


def test_centre_of_a_box_is_its_middle_sixty_percent():
    region = centre_of((10, 20, 50, 40), (100, 100))
    rows, columns = np.nonzero(region)
    assert (rows.min(), rows.max()) == (20, 59)
    assert (columns.min(), columns.max()) == (20, 49)


def test_no_box_is_an_empty_region():
    assert not centre_of(None, (4, 4)).any()


def test_the_largest_box_counts():
    assert largest([(0, 0, 5, 5), (9, 9, 8, 8), (1, 1, 2, 20)]) == (9, 9, 8, 8)


def test_cascade_finds_the_face_of_a_portrait():
    region = lbp_region()(astronaut()[:256, 96:352])
    rows, columns = np.nonzero(region)
    assert 80 < rows.mean() < 160 and 100 < columns.mean() < 160


def test_a_cascade_that_is_not_there_is_said_to_be_missing():
    if hasattr(cv2, "CascadeClassifier"):
        pytest.skip("this OpenCV has cascades")
    with pytest.raises(ImportError, match="no cascades"):
        haar_region()


def test_hull_of_points_goes_around_all_of_them():
    points = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [5, 5]], float)
    found = hull(points, {(0, 1), (2, 3), (3, 4)})
    assert sorted(map(tuple, found[:, 0].tolist())) == [(0, 0), (0, 10), (10, 0), (10, 10)]


def test_region_figures_are_counted_against_skin_and_nose():
    given = person()
    half = np.zeros(given.label.shape, bool)
    half[:, :64] = True
    found = region_figures([given], lambda _: half)
    assert 0 < found["precision"]["value"] < found["recall"]["value"] < 1
    everything = region_figures([given], lambda _: np.ones(given.label.shape, bool))
    assert everything["recall"]["value"] == 1


def test_a_way_that_cannot_be_had_says_why_and_the_others_are_measured():
    found = compare([person()], colour_segmenter)["ways"]
    assert found["FaSeNet, found and followed"]["iou"]["value"] > 0.85
    assert all("iou" in row or row["not_measured"] for row in found.values())
