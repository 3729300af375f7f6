"""How good the skin is per skin tone, by individual typology angle."""

from itertools import pairwise
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import FACE_SKIN, bits
from models.fasenet.evaluation import bootstrap
from models.fasenet.evaluation.bootstrap import SEED
from models.fasenet.evaluation.labelled import bit_map
from models.fasenet.metrics import Matrix, intersection_over_union
from models.fasenet.sources import Sample

EDGES_DEG: Final = (-90.0, -30.0, 10.0, 28.0, 41.0, 55.0, 90.0)
BINS: Final = ("dark", "brown", "tan", "intermediate", "light", "very light")
"""Names and edges of Chardon, Cretois & Hourseau 1991 (doi 10.1111/j.1467-2494.1991.tb00561.x) and, for dark,
Del Bino et al. 2006 (doi 10.1111/j.1600-0749.2006.00338.x)."""
ENOUGH_PICTURES: Final = 10


def typology_angle_deg(sample: Sample) -> float:
    """arctan((L* - 50) / b*) of the median colour of the labelled face skin; NaN without any.

    Photographs are not calibrated: a light face in a dark room counts as dark. With b* of 0 or less the angle
    is the arctangent's limit, 90 or -90.
    """
    skin = bit_map(sample) == bits(FACE_SKIN)
    if not skin.any():
        return float("nan")
    colours = sample.picture[skin][None].astype(np.float32) / 255
    lightness, _, yellow = np.median(cv2.cvtColor(colours, cv2.COLOR_RGB2LAB)[0], axis=0)
    return float(np.degrees(np.arctan2(lightness - 50, max(yellow, 1e-6))))


def tone_figures(angles_deg: NDArray[np.float64], each: Matrix) -> dict[str, Any]:
    """Skin IoU per bin of N pictures' angles and matrices [N, 12, 12], and the gap between the outer bins."""
    skins = {}
    for name, (low, high) in zip(BINS, pairwise(EDGES_DEG), strict=True):
        inside = each[(angles_deg >= low) & (angles_deg < high)]
        if len(inside):
            skins[name] = inside
    enough = [name for name, inside in skins.items() if len(inside) >= ENOUGH_PICTURES]
    return {
        "enough_pictures": ENOUGH_PICTURES,
        "bins": {name: bin_figures(inside) for name, inside in skins.items()},
        "gap": gap(skins, enough[-1], enough[0]) if len(enough) > 1 else None,
    }


def bin_figures(inside: Matrix) -> dict[str, Any]:
    """Of one bin."""
    return {"pictures": len(inside), "skin_iou": bootstrap.of_matrices(inside, skin_iou)}


def skin_iou(matrix: Matrix) -> NDArray[np.float64]:
    """[..., 12, 12] -> [...]."""
    return intersection_over_union(matrix)[..., FACE_SKIN]


def gap(skins: dict[str, Matrix], light: str, dark: str) -> dict[str, Any]:
    """How much better the lightest bin is; each bin is drawn again by itself."""
    value = skin_iou(skins[light].sum(0)) - skin_iou(skins[dark].sum(0))
    draws = skin_iou(bootstrap.resampled(skins[light])) - skin_iou(bootstrap.resampled(skins[dark], SEED + 1))
    return {"between": [light, dark], **bootstrap.figure(float(value), draws)}
