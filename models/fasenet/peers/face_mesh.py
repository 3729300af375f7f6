"""The polygon of MediaPipe's face mesh without eyes and mouth (Kartynnik et al. 2019, arXiv:1907.06724).

Its releases up to 0.10.21 carry the model inside the package but need an older NumPy than this project;
later ones fetch the model from the net. So it runs only in an environment of its own
(``requirements.txt`` beside this file).
"""

import importlib
from collections.abc import Callable
from typing import Any, Final

import cv2
import numpy as np

from models.fasenet.peers.skin_colour import Region
from models.fasenet.sources import Picture

HOLES: Final = ("FACEMESH_LEFT_EYE", "FACEMESH_RIGHT_EYE", "FACEMESH_LIPS")


def face_mesh_region() -> Callable[[Picture], Region]:
    """Raises ImportError where MediaPipe is missing or has no face mesh."""
    try:
        face_mesh = importlib.import_module("mediapipe.python.solutions.face_mesh")
    except ModuleNotFoundError as error:
        raise ImportError("no MediaPipe with a face mesh is installed") from error
    mesh = face_mesh.FaceMesh(static_image_mode=True, max_num_faces=1)

    def region(picture: Picture) -> Region:
        canvas = np.zeros(picture.shape[:2], np.uint8)
        found = mesh.process(picture).multi_face_landmarks
        if found:
            size = np.array(canvas.shape[::-1])
            points = np.array([(p.x, p.y) for p in found[0].landmark]) * size
            cv2.fillConvexPoly(canvas, hull(points, face_mesh.FACEMESH_FACE_OVAL), 1)
            for hole in HOLES:
                cv2.fillConvexPoly(canvas, hull(points, getattr(face_mesh, hole)), 0)
        return canvas > 0

    return region


def hull(points: np.ndarray, edges: Any) -> np.ndarray:
    """The convex hull of the points that a set of edges joins, as whole pixels."""
    chosen = points[sorted({index for edge in edges for index in edge})]
    return cv2.convexHull(np.rint(chosen).astype(np.int32))
