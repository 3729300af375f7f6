"""One affine warp per picture: the same matrix for pixels, labels and matte, so that they stay together."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.classes import BitMap
from models.fasenet.sources import Picture

Matrix = NDArray[np.float64]
"""[2, 3], maps source pixels (x, y, 1) to target pixels."""


@dataclass(frozen=True)
class Placement:
    """Where a face goes: its centre and height in target pixels, its turn and its distortion."""

    x: float
    y: float
    height: float
    rotation_deg: float = 0.0
    shear: float = 0.0
    aspect: float = 1.0
    mirrored: bool = False


def placement_matrix(face: tuple[float, float, float, float], place: Placement) -> Matrix:
    """The matrix that brings the face box (x0, y0, x1, y1) of a picture to its placement."""
    x0, y0, x1, y1 = face
    scale = place.height / max(y1 - y0, 1.0)
    angle = np.deg2rad(place.rotation_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    stretch = np.array([[place.aspect * (-1 if place.mirrored else 1), place.shear], [0.0, 1.0]])
    linear = scale * turn @ stretch
    # Pixel centres lie at half: OpenCV's coordinates are of centres, boxes are of edges.
    centre = np.array([(x0 + x1) / 2 - 0.5, (y0 + y1) / 2 - 0.5])
    offset = np.array([place.x - 0.5, place.y - 0.5]) - linear @ centre
    return np.column_stack([linear, offset])


def shrunk_for(picture: Picture, matrix: Matrix) -> tuple[Picture, Matrix]:
    """The picture made smaller first where the warp would skip pixels, and the matrix that then fits."""
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if scale > 0.6:
        return picture, matrix
    height, width = picture.shape[:2]
    size = (max(round(width * scale * 1.25), 2), max(round(height * scale * 1.25), 2))
    fx, fy = width / size[0], height / size[1]
    lift = np.array([[fx, 0.0, fx / 2 - 0.5], [0.0, fy, fy / 2 - 0.5], [0.0, 0.0, 1.0]])
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA), matrix @ lift


def warp_picture(picture: Picture, matrix: Matrix, shape: tuple[int, int], *, border: int) -> Picture:
    """[h, w, 3] of the target shape; ``border`` is OpenCV's border mode."""
    small, fitting = shrunk_for(picture, matrix)
    return cv2.warpAffine(small, fitting, shape[::-1], flags=cv2.INTER_LINEAR, borderMode=border)


def warp_label(label: BitMap, matrix: Matrix, shape: tuple[int, int]) -> BitMap:
    """[h, w] of the target shape; 0 (unknown) outside the source."""
    return cv2.warpAffine(label, matrix, shape[::-1], flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)


def warp_mask(mask: NDArray[np.uint8], matrix: Matrix, shape: tuple[int, int]) -> NDArray[np.float32]:
    """0/255 mask -> [h, w] 0..1 with smooth edges; 0 outside the source."""
    warped = cv2.warpAffine(mask, matrix, shape[::-1], flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return cv2.GaussianBlur(warped, (3, 3), 0.7).astype(np.float32) / 255.0
