"""How often a picture without a face is said to have one."""

from collections.abc import Callable
from typing import Any

import numpy as np

from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.scenes import COUNT, KINDS, made_scenes
from models.fasenet.sources import Picture
from vitals.segment import segment
from vitals.segmentation.fasenet import Segmenter
from vitals.segmentation.tracker import Tracker, TrackState
from vitals.types import Frame


def rules(segmenter: Segmenter) -> dict[str, Callable[[Picture], bool]]:
    """The product's two rules for "there is a face"."""
    return {
        "vitals.segment": lambda picture: bool(segment(picture, segmenter).any()),
        "tracker begins": lambda picture: begins(picture, segmenter),
    }


def begins(picture: Picture, segmenter: Segmenter) -> bool:
    """Whether a measurement would begin: the first look, whole and in parts, leads to a face to follow."""
    faces, state = Tracker(segmenter).follow([Frame(0.0, picture)], TrackState())
    return faces[0] is not None and state.square is not None


def false_faces(pictures: dict[str, Picture], segmenter: Segmenter) -> dict[str, Any]:
    """Rate and names per rule."""
    found: dict[str, Any] = {"pictures": len(pictures)}
    for rule, says_face in rules(segmenter).items():
        wrong = {name: says_face(picture) for name, picture in pictures.items()}
        rate = bootstrap.share(np.array(list(wrong.values())))
        found[rule] = {"rate": rate, "names": sorted(name for name, is_wrong in wrong.items() if is_wrong)}
    return found


def false_faces_in_scenes(segmenter: Segmenter, count: int = COUNT) -> dict[str, Any]:
    """Per kind of made scene."""
    return {kind: false_faces(made_scenes(kind, count), segmenter) for kind in KINDS}
