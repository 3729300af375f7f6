"""Skin under what breaks cameras, through the tracker, on some of the reserved portraits."""

from typing import Any, Final

import numpy as np

from models.fasenet.evaluation.conditions import CONDITIONS, shot
from models.fasenet.evaluation.found_faces import found_figures, skin_matrix
from models.fasenet.evaluation.views import tracked_map
from models.fasenet.sources import Sample
from vitals.segmentation.fasenet import Segmenter

SEED: Final = 13
EVERY: Final = 5
"""Each so many-th portrait."""


def robustness(portraits: list[Sample], segmenter: Segmenter) -> dict[str, Any]:
    """Per condition: share of found faces and skin IoU, as for small faces."""
    chosen = [shot(sample) for sample in portraits[::EVERY]]
    rows: dict[str, Any] = {}
    for name, condition in CONDITIONS.items():
        rng = np.random.default_rng(SEED)
        shots = [condition(given, rng) for given in chosen]
        each = [skin_matrix(one.label, tracked_map([one.picture], segmenter)) for one in shots]
        rows[name] = found_figures(np.stack(each))
    return {"pictures": len(chosen), "conditions": rows}
