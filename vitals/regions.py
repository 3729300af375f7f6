"""Masks to colours: the mean colour of the skin and of patches of it, under soft weights.

The weights are the class probabilities, brought up to the frame's own pixels: a hard edge flickers
from frame to frame, and each pixel that changes sides is a step in the mean (docs/vision.md has the
measurement). Pixels at either end of the 8-bit range carry no pulse and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vitals import limits
from vitals.anatomy import Anatomy, Weights, cell_centres, patches
from vitals.segmentation.faces import Face
from vitals.segmentation.fasenet import Label
from vitals.types import REGIONS, Float, Image


@dataclass(frozen=True, slots=True)
class Colours:
    """One frame's regions. Shapes and units as in `vitals.types.Sample`."""

    rgb: Float
    area_px: Float
    clipped_share: float


NOT_SEEN = Colours(np.full((len(REGIONS), 3), np.nan), np.zeros(len(REGIONS)), np.nan)


def measure(picture: Image, face: Face, anatomy: Anatomy | None) -> Colours:
    """Weighted mean colour of each region over the frame's own pixels."""
    rows, columns = _window(picture, face)
    pixels = np.ascontiguousarray(picture[rows, columns])
    weights = _on_pixels(region_weights(face, anatomy), face, rows, columns)
    clipped = _clipped(pixels)
    skin = weights[0].sum()
    clipped_share = float(weights[0][clipped].sum() / skin) if skin > 0 else np.nan
    weights[:, clipped] = 0
    flat = weights.reshape(len(weights), -1)
    area = flat.sum(axis=1, dtype=np.float64)
    sums = (flat @ pixels.reshape(-1, 3).astype(np.float32)).astype(np.float64)
    seen = area >= limits.MIN_REGION_PX
    rgb = np.full((len(REGIONS), 3), np.nan)
    rgb[seen] = sums[seen] / area[seen, None]
    return Colours(rgb, np.where(seen, area, 0.0), clipped_share)


def region_weights(face: Face, anatomy: Anatomy | None) -> Weights:
    """[len(REGIONS), h, w] on the network's own cells."""
    skin, nose = face.probabilities[Label.SKIN], face.probabilities[Label.NOSE]
    if anatomy is None:
        placed = [np.zeros_like(skin)] * 3
    else:
        x, y = cell_centres(face)
        placed = [patch * skin for patch in patches(anatomy, *np.meshgrid(x, y))]
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


def _window(picture: Image, face: Face) -> tuple[slice, slice]:
    """The pixels of the frame that the face can be in."""
    box, edge = face.box, 3 * face.square.side / face.probabilities.shape[-1]
    height, width = picture.shape[:2]
    top, bottom = int(max(0, box.y - edge)), int(min(height, box.y + box.height + edge + 1))
    left, right = int(max(0, box.x - edge)), int(min(width, box.x + box.width + edge + 1))
    return slice(top, bottom), slice(left, right)


def _on_pixels(weights: Weights, face: Face, rows: slice, columns: slice) -> Weights:
    """Cells to pixels, bilinear; pixel centres lie at half."""
    cells = weights.shape[-1] / face.square.side
    shift_x = (columns.start + 0.5 - face.square.x) * cells - 0.5
    shift_y = (rows.start + 0.5 - face.square.y) * cells - 0.5
    matrix = np.array([[cells, 0, shift_x], [0, cells, shift_y]])
    size = (columns.stop - columns.start, rows.stop - rows.start)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.stack([cv2.warpAffine(weight, matrix, size, flags=flags) for weight in weights])


def _clipped(pixels: Image) -> NDArray[np.bool_]:
    """cv2's reductions are ten times faster than numpy's over an axis of three."""
    red, green, blue = cv2.split(pixels)
    brightest = cv2.max(cv2.max(red, green), blue)
    return (brightest >= limits.CLIPPED_HIGH) | (brightest <= limits.CLIPPED_LOW)
