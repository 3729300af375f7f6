"""Pictures without a face, and the rules that say so."""

import numpy as np
import pytest

from models.fasenet.evaluation.faceless import false_faces
from models.fasenet.evaluation.scenes import FRAME, KINDS, made_scenes
from tests.models.made_up_person import blind_segmenter, colour_segmenter, person


def test_names_of_wrong_pictures_are_told():
    pictures = {"empty": np.full((96, 128, 3), (30, 60, 160), np.uint8), "person": person().picture}
    found = false_faces(pictures, colour_segmenter)
    for rule in ("vitals.segment", "tracker begins"):
        assert found[rule]["names"] == ["person"]
        assert found[rule]["rate"]["value"] == 0.5


def test_a_blind_network_reports_no_face():
    found = false_faces({"person": person().picture}, blind_segmenter)
    assert found["tracker begins"]["names"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_made_scenes_are_frames_that_differ_but_are_the_same_in_every_run(kind):
    first, again = made_scenes(kind, 3), made_scenes(kind, 3)
    assert all(p.shape == (*FRAME, 3) and p.dtype == np.uint8 for p in first.values())
    assert all((first[name] == again[name]).all() for name in first)
    one, two, _ = first.values()
    assert (one != two).mean() > 0.3
