"""Public layouts: which pictures are found, what their pixels may be, and what is held back."""

import numpy as np
import pytest

from models.fasenet.classes import CLASS_BITS, PERSON_BIT, bits
from models.fasenet.data import LAYOUTS, open_sources
from models.fasenet.layouts.folder import fitted, nearest_colour
from models.fasenet.sources import MATTED, DataError, Source
from tests.models import made_up

WIDE_BACKGROUND = bits(0, 7, 8, 9, 10, 11)
EXPECTED = {
    "celebamask": (bits(0), bits(1), bits(6)),
    "lapa": (WIDE_BACKGROUND, bits(1, 7, 8), bits(6)),
    "helen": (WIDE_BACKGROUND, bits(1, 7), bits(6)),
    "lfw": (WIDE_BACKGROUND, bits(1, 2, 3, 4, 5, 7, 8, 9), bits(1, 3, 6, 10)),
    "facesynthetics": (bits(0), bits(1), bits(6)),
    "fasseg": (WIDE_BACKGROUND, bits(1, 3, 7, 8, 9), bits(1, 3, 6, 10)),
}
"""Background, skin, hair."""


@pytest.fixture
def opened(tmp_path):
    """Makes a data set up and opens it."""

    def one(name: str) -> Source:
        getattr(made_up, name)(tmp_path)
        (source,) = open_sources([f"{name}={tmp_path}"])
        return source

    return one


@pytest.mark.parametrize("name", EXPECTED)
def test_pixels_get_the_set_of_classes_that_they_may_be(opened, name):
    source = opened(name)
    sample = source.read(source.names[0])
    found = tuple(
        int(sample.label[at] & CLASS_BITS) for at in (made_up.BACKGROUND, made_up.SKIN, made_up.HAIR)
    )
    assert found == EXPECTED[name]
    assert sample.picture.shape == (*sample.label.shape, 3)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_three_parts_share_no_picture_and_lose_none(opened, name):
    source = opened(name)
    together = [name for part in source.parts for name in part]
    assert sorted(together) == sorted(source.names)
    assert source.parts.train and source.parts.reserved


@pytest.mark.parametrize(
    ("name", "reserved"),
    [
        ("lapa", ["test/0_0", "test/1_0", "test/2_0"]),
        ("helen", ["2_1"]),
        ("lfw", ["Cy_0012"]),
        ("fasseg", ["test/+15/1"]),
    ],
)
def test_official_test_pictures_are_held_back(opened, name, reserved):
    assert list(opened(name).parts.reserved) == reserved


@pytest.mark.parametrize("name", ["facesynthetics", "negatives"])
def test_without_official_parts_the_last_fifth_by_name_is_held_back(opened, name):
    source = opened(name)
    assert list(source.parts.reserved) == sorted(source.names)[8:]


@pytest.mark.parametrize("name", ["helen", "lfw"])
def test_without_its_lists_the_last_fifth_by_name_is_held_back(opened, tmp_path, name):
    opened(name)
    for path in tmp_path.glob("*.txt"):
        path.unlink()
    (source,) = open_sources([f"{name}={tmp_path}"])
    assert list(source.parts.reserved) == sorted(source.names)[-1:]


def test_parts_of_celebamask_are_those_of_celeba(opened, tmp_path):
    rows = ("idx orig_idx orig_file", "0 119613 119614.jpg", "1 182637 182638.jpg", "2 182638 182639.jpg")
    (tmp_path / "CelebA-HQ-to-CelebA-mapping.txt").write_text("\n".join(rows))
    assert opened("celebamask").parts == (("0",), ("1",), ("2",))


def test_a_portrait_that_the_mapping_does_not_know_is_held_back(opened, tmp_path):
    (tmp_path / "CelebA-HQ-to-CelebA-mapping.txt").write_text(
        "idx orig_idx orig_file\n0 5 6.jpg\n1 7 8.jpg\n"
    )
    assert opened("celebamask").parts.reserved == ("2",)


def test_later_masks_of_celebamask_lie_on_earlier_ones(opened):
    label = opened("celebamask").read("0").label
    assert label[made_up.HAIR] & CLASS_BITS == bits(6)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_person_can_be_cut_out_where_the_source_is_said_to_tell(opened, name):
    source = opened(name)
    label = source.read(source.names[0]).label
    assert bool(label[made_up.SKIN] & PERSON_BIT) == (source.source in MATTED)
    assert not label[made_up.BACKGROUND] & PERSON_BIT


def test_nothing_is_said_where_no_map_of_helen_is_sure(opened):
    assert opened("helen").read("0_1").label[2, 8] == 0


def test_a_mixed_colour_is_the_nearest_of_the_code():
    pixel = np.array([[[250, 12, 3]]], np.uint8)
    assert nearest_colour(pixel, {(255, 0, 0): (6,), (0, 0, 255): (0,)}) == bits(6)


def test_a_label_map_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="lapa: 1: label map is 8x16, which does not fit"):
        fitted(np.zeros((16, 16, 3), np.uint8), np.zeros((16, 8), np.uint16), "lapa: 1")


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_empty_folder_is_refused_with_what_was_expected(tmp_path, name):
    with pytest.raises(DataError, match="nothing there to train on; expected"):
        open_sources([f"{name}={tmp_path}"])


@pytest.mark.parametrize(
    ("data", "only", "said"),
    [
        (["lapa={}", "lapa={}"], [], "named twice in --data: lapa"),
        (["lapa={}"], ["helen"], "not in --data: helen; there are lapa"),
        (["lappa={}"], [], "lappa: no such layout; there are celebamask"),
        (["{}"], [], "no zips of face data"),
    ],
)
def test_a_wrong_argument_says_what_is_wrong(tmp_path, data, only, said):
    made_up.lapa(tmp_path)
    with pytest.raises(DataError, match=said):
        open_sources([argument.format(tmp_path) for argument in data], only)


def test_only_the_named_sources_are_opened(tmp_path):
    made_up.lapa(tmp_path / "lapa")
    made_up.negatives(tmp_path / "rooms")
    data = [f"lapa={tmp_path / 'lapa'}", f"negatives={tmp_path / 'rooms'}"]
    assert [source.source for source in open_sources(data, ["negatives"])] == ["negatives"]
