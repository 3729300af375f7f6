"""The cache of decoded pictures: what is in it, and what happens when making it goes wrong."""

import numpy as np
import pytest

from models.fasenet import cache
from models.fasenet.cache import PictureSet, face_box, load, load_sources, pack
from models.fasenet.classes import bits
from models.fasenet.data import open_sources
from models.fasenet.sources import DataError
from tests.models import made_up


@pytest.fixture
def source(tmp_path):
    made_up.facesynthetics(tmp_path / "data")
    return open_sources([f"facesynthetics={tmp_path / 'data'}"])[0]


def test_what_is_read_from_disk_is_what_was_packed(source, tmp_path):
    stored = load(source, tmp_path / "cache", "train")
    packed = pack([source.read(name) for name in source.parts.train], cache.SIDE)
    for name, array in vars(packed).items():
        assert np.array_equal(getattr(stored, name), array)


def test_a_second_start_reads_the_cache_and_not_the_pictures(source, tmp_path):
    first = load(source, tmp_path / "cache", "train")
    for picture in source.pictures.values():
        picture.unlink()
    assert np.array_equal(load(source, tmp_path / "cache", "train").pictures, first.pictures)


def test_a_set_with_more_pictures_is_another_one(source, tmp_path):
    before = len(load(source, tmp_path / "cache", "train"))
    made_up.facesynthetics(tmp_path / "data", count=20)
    (grown,) = open_sources([f"facesynthetics={tmp_path / 'data'}"])
    assert len(load(grown, tmp_path / "cache", "train")) > before


def test_a_picture_that_cannot_be_read_leaves_nothing_in_the_cache(source, tmp_path):
    source.pictures[source.parts.train[-1]].write_bytes(b"no picture")
    with pytest.raises(ValueError, match="not a picture"):
        load(source, tmp_path / "cache", "train")
    assert list((tmp_path / "cache").iterdir()) == []


def test_of_two_processes_that_make_the_same_set_the_first_is_kept(source, tmp_path, monkeypatch):
    pack_to_disk = cache.pack_to_disk

    def race(samples, count, side, folder):
        monkeypatch.setattr(cache, "pack_to_disk", pack_to_disk)
        load(source, tmp_path / "cache", "train")
        pack_to_disk(samples, count, side, folder)

    monkeypatch.setattr(cache, "pack_to_disk", race)
    assert isinstance(load(source, tmp_path / "cache", "train"), PictureSet)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_faces_are_needed_as_well_as_rooms(tmp_path):
    made_up.negatives(tmp_path / "rooms")
    rooms = open_sources([f"negatives={tmp_path / 'rooms'}"])
    with pytest.raises(DataError, match="pictures with faces are missing"):
        load_sources(rooms, tmp_path / "cache", "train")


def test_hair_that_may_be_a_beard_is_no_part_of_the_box_around_the_face():
    label = made_up.head(bits(0), bits(1, 2, 3), bits(1, 3, 6)).astype(np.uint16)
    assert face_box(label) == (4, 6, 12, 14)
