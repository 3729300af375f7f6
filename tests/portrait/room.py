"""What is behind and below a face: a wall with a shelf and a picture, and a chequered shirt."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Layer = NDArray[np.float32]


def make_room(width: int, height: int, rng: np.random.Generator) -> Layer:
    """[height, width, 3] 8-bit units: a wall with light from one side, a shelf and a picture on it."""
    x = np.linspace(0, 1, width, dtype=np.float32)[None]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    wall = (150 + 35 * x - 25 * y)[..., None] * np.array([1.0, 0.98, 0.93], np.float32)
    rough = cv2.GaussianBlur(rng.standard_normal(wall.shape[:2]).astype(np.float32), (0, 0), 3) * 12
    room = np.ascontiguousarray(wall + rough[..., None])
    cv2.rectangle(room, (0, int(0.7 * height)), (int(0.18 * width), height), (92, 70, 52), -1)
    frame = (int(0.03 * width), int(0.1 * height)), (int(0.16 * width), int(0.33 * height))
    cv2.rectangle(room, *frame, (60, 90, 110), -1)
    return cv2.GaussianBlur(room, (0, 0), 0.8)


def wear_shirt(room: Layer, place: tuple[float, float, float]) -> Layer:
    """Shoulders below the face at (x, y, height in shares): portraits end at the neck."""
    height, width = room.shape[:2]
    cx, chin, face = place[0] * width, (place[1] + place[2] / 2) * height, place[2] * height
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    line = chin + 0.12 * face + 0.35 * face * (np.abs(x - cx) / (1.1 * face)) ** 2
    inside = (y > line) & (np.abs(x - cx) < 1.1 * face)
    cell = face / 7
    chequer = 0.85 + 0.15 * np.sign(np.sin(np.pi * x / cell) * np.sin(np.pi * y / cell))
    shirt = np.array([62, 84, 120]) * chequer[..., None]
    alpha = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 1.2)[..., None]
    return (room * (1 - alpha) + shirt * alpha).astype(np.float32)
