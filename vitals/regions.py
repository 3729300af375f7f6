"""Masks to colours: the mean colour of the skin and of patches of it, under soft weights.

The weights are the class probabilities, averaged over time (`vitals.steady`) and brought up to the frame's
own pixels: a hard edge flickers from frame to frame, and each pixel that changes sides is a step in the
mean (docs/vision.md has the measurement). Places at either end of the 8-bit range carry no pulse and are
left out, by the share of pixels that are clipped there over time: a limit at each pixel would flicker too.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vitals import limits
from vitals.anatomy import Weights, cell_centres, patches
from vitals.segmentation.faces import Face
from vitals.segmentation.fasenet import Square
from vitals.steady import Steady
from vitals.types import MOMENTS, REGIONS, Float, Image


@dataclass(frozen=True, slots=True)
class Colours:
    """One frame's regions. Shapes and units as in `vitals.types.Sample`."""

    rgb: Float
    area_px: Float
    clipped_share: float
    moments: Float


_UPPER_TRIANGLE = np.triu_indices(3)
_NO_MOMENTS = np.full(len(MOMENTS), np.nan)
NOT_SEEN = Colours(np.full((len(REGIONS), 3), np.nan), np.zeros(len(REGIONS)), np.nan, _NO_MOMENTS)


def measure(picture: Image, steady: Steady) -> Colours:
    """Weighted mean colour of each region over the frame's own pixels."""
    rows, columns = window(picture, steady)
    return mean_colours(
        picture[rows, columns], weights_on_pixels(steady, rows, columns), clipped_share(steady)
    )


def mean_colours(pixels: Image, weights: Weights, clipped: float) -> Colours:
    """[h, w, 3] under [len(REGIONS), h, w]; the moments are of the first region, the whole skin."""
    flat = weights.reshape(len(weights), -1)
    channels = np.stack(cv2.split(pixels)).reshape(3, -1).astype(np.float32)
    area = flat.sum(axis=1, dtype=np.float64)
    sums = (flat @ channels.T).astype(np.float64)
    seen = area >= limits.MIN_REGION_PX
    rgb = np.full((len(REGIONS), 3), np.nan)
    rgb[seen] = sums[seen] / area[seen, None]
    moments = _products(channels, flat[0]) / area[0] if seen[0] else _NO_MOMENTS
    return Colours(rgb, np.where(seen, area, 0.0), clipped, moments)


def _products(channels: Weights, weights: Weights) -> Float:
    """[len(MOMENTS)], sums over [3, n] channels under [n] weights of each times each."""
    products = (channels * weights) @ channels.T
    return products[_UPPER_TRIANGLE].astype(np.float64)


def clipped_share(steady: Steady) -> float:
    """Of the skin; NaN where there is none."""
    skin, nose, usable = steady.layers
    total = float((skin + nose).sum())
    return float(((skin + nose) * (1 - usable)).sum()) / total if total > 0 else np.nan


def region_weights(steady: Steady) -> Weights:
    """[len(REGIONS), h, w] on the network's own cells."""
    skin, nose = steady.layers[:2] * steady.layers[2]
    if steady.anatomy is None:
        placed = [np.zeros_like(skin)] * 3
    else:
        x, y = cell_centres(steady.square, skin.shape[-1])
        placed = [patch * skin for patch in patches(steady.anatomy, *np.meshgrid(x, y))]
    return np.stack([skin + nose, *placed, nose])


def background_luma(picture: Image, face: Face | None) -> float:
    """Mean luma of what is not the person: beside and above the head, never below its chin."""
    luma = cv2.cvtColor(np.ascontiguousarray(picture[::4, ::4]), cv2.COLOR_RGB2GRAY)
    if face is None:
        return float(luma.mean())
    box = face.box
    ends = np.array([box.x - box.width, box.x + 2 * box.width, box.y - 0.8 * box.height]) / 4
    left, right, top = np.clip(ends, 0, [luma.shape[1], luma.shape[1], luma.shape[0]]).astype(int)
    chin = max(0, int((box.y + box.height) / 4))
    parts = (luma[:chin, :left], luma[:chin, right:], luma[:top, left:right])
    seen = np.concatenate([part.ravel() for part in parts])
    return float(seen.mean()) if seen.size else np.nan


def window(picture: Image, steady: Steady) -> tuple[slice, slice]:
    """The pixels of the frame that the face can be in."""
    box, edge = steady.box, limits.FACE_EDGE * steady.square.side
    height, width = picture.shape[:2]
    top, bottom = int(max(0, box.y - edge)), int(min(height, box.y + box.height + edge + 1))
    left, right = int(max(0, box.x - edge)), int(min(width, box.x + box.width + edge + 1))
    return slice(top, bottom), slice(left, right)


def weights_on_pixels(steady: Steady, rows: slice, columns: slice) -> Weights:
    """[len(REGIONS), rows, columns]."""
    return _on_pixels(region_weights(steady), steady.square, rows, columns)


def _on_pixels(weights: Weights, square: Square, rows: slice, columns: slice) -> Weights:
    """Cells to pixels, bilinear; pixel centres lie at half."""
    cells = weights.shape[-1] / square.side
    shift_x = (columns.start + 0.5 - square.x) * cells - 0.5
    shift_y = (rows.start + 0.5 - square.y) * cells - 0.5
    matrix = np.array([[cells, 0, shift_x], [0, cells, shift_y]])
    size = (columns.stop - columns.start, rows.stop - rows.start)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.stack([cv2.warpAffine(weight, matrix, size, flags=flags) for weight in weights])
