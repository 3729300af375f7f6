"""Faces without labels: how many are missed, in all and per group."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.views import PRODUCT, views
from models.fasenet.runner import FACE_SHARE, Runner, face_share
from models.fasenet.sources import Sample
from models.fasenet.splits import UTKFACE

UTK_GROUPS: Final = ("White", "Black", "Asian", "Indian", "other")
"""Third field of a UTKFace file name, as its authors number and name them."""


def utk_group(name: str) -> str:
    """``age_gender_race_date`` -> the group's name."""
    field = name.split("_")[2] if name.count("_") >= 3 else ""
    return UTK_GROUPS[int(field)] if field.isdigit() and int(field) < len(UTK_GROUPS) else "unknown"


def missed_faces(runner: Runner, samples: Iterable[Sample], source: str) -> dict[str, Any]:
    """Misses by the share of face in one pass, and by the product's rule (a class map that is all 0)."""
    product = views(runner)[PRODUCT]
    rows: dict[str, list[tuple[float, bool]]] = {}
    for s in samples:
        row = face_share(runner.probabilities(s.picture)), not product(s.picture).any()
        for group in {"all", utk_group(s.name) if source == UTKFACE else "all"}:
            rows.setdefault(group, []).append(row)
    return {group: group_figures(rows[group]) for group in sorted(rows)}


def group_figures(rows: list[tuple[float, bool]]) -> dict[str, Any]:
    """``median_face_share`` and its lowest tenth are of the picture's pixels, in one pass."""
    shares, missed = np.array([share for share, _ in rows]), np.array([miss for _, miss in rows])
    return {
        "pictures": len(rows),
        "missed": bootstrap.share(shares < FACE_SHARE),
        "missed_by_product": bootstrap.share(missed),
        "median_face_share": float(np.median(shares)),
        "lowest_tenth": float(np.quantile(shares, 0.1)),
    }
