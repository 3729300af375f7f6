"""The parts of an evaluation, each with the sources that it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from models.fasenet.evaluation.faceless import false_faces, false_faces_in_scenes
from models.fasenet.evaluation.groups import missed_faces
from models.fasenet.evaluation.labelled import confusions, figures, groups_of
from models.fasenet.evaluation.masks import mask_figures
from models.fasenet.evaluation.regions import compare
from models.fasenet.evaluation.robustness import robustness
from models.fasenet.evaluation.skin_tone import tone_figures, typology_angle_deg
from models.fasenet.evaluation.small_faces import small_faces
from models.fasenet.evaluation.subject import Subject
from models.fasenet.evaluation.timing import timings
from models.fasenet.evaluation.turned import turned_figures
from models.fasenet.splits import CELEBAMASK, MASKED, NEGATIVES, REAL_MASKS, SKIN, UTKFACE

Figures = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """Runs where all of ``needs`` are there."""

    run: Callable[[Subject], Figures]
    needs: tuple[str, ...] = ()


def labelled(subject: Subject) -> Figures:
    """Every source with label maps, ours or not."""
    found: Figures = {}
    for source in sorted(subject.data.sources - {NEGATIVES, UTKFACE, REAL_MASKS}):
        samples = subject.samples(source)
        if samples and samples[0].label is not None:
            groups = groups_of(samples)
            rows = {v: figures(*confusions(samples, subject.maps(source, v), groups)) for v in subject.views}
            found[source] = {"pictures": len(samples), "views": rows}
    return found


def skin_tone(subject: Subject) -> Figures:
    """Of the portraits with hand-made labels."""
    samples = subject.samples(CELEBAMASK)
    angles_deg = np.array([typology_angle_deg(s) for s in samples])
    groups = groups_of(samples)
    return {
        view: tone_figures(angles_deg, confusions(samples, subject.maps(CELEBAMASK, view), groups)[0])
        for view in subject.views
    }


def small(subject: Subject) -> Figures:
    """Portraits on photographs without people."""
    empty = [sample.picture for sample in subject.samples(NEGATIVES)]
    return small_faces(subject.samples(CELEBAMASK), empty, subject.segmenter)


def masks(subject: Subject) -> Figures:
    """Rendered masks with labels."""
    return {v: mask_figures(subject.samples(MASKED), subject.maps(MASKED, v)) for v in subject.views}


def turned(subject: Subject) -> Figures:
    """Frontal to profile."""
    return {v: turned_figures(subject.samples(SKIN), subject.maps(SKIN, v)) for v in subject.views}


def negatives(subject: Subject) -> Figures:
    """Photographs without people."""
    pictures = {sample.name: sample.picture for sample in subject.samples(NEGATIVES)}
    return false_faces(pictures, subject.segmenter)


def conditions(subject: Subject) -> Figures:
    """Portraits under what breaks cameras."""
    return robustness(subject.samples(CELEBAMASK), subject.segmenter)


def regions(subject: Subject) -> Figures:
    """FaSeNet's region and others on the same portraits."""
    return compare(subject.samples(CELEBAMASK), subject.segmenter)


def missed(subject: Subject) -> Figures:
    """Faces without labels."""
    sources = [s for s in (UTKFACE, REAL_MASKS) if subject.data.has(s)]
    return {s: missed_faces(subject.runner, subject.data.samples(s), s) for s in sources}


SECTIONS: Final[dict[str, Section]] = {
    "timing": Section(lambda subject: timings(subject.weights)),
    "labelled": Section(labelled),
    "skin_tone": Section(skin_tone, (CELEBAMASK,)),
    "turned": Section(turned, (SKIN,)),
    "masks": Section(masks, (MASKED,)),
    "small_faces": Section(small, (CELEBAMASK, NEGATIVES)),
    "negatives": Section(negatives, (NEGATIVES,)),
    "scenes": Section(lambda subject: false_faces_in_scenes(subject.segmenter)),
    "missed": Section(missed),
    "robustness": Section(conditions, (CELEBAMASK,)),
    "regions": Section(regions, (CELEBAMASK,)),
}
