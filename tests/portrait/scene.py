"""A subject in a room before a camera: still layers made once, then moved, coloured and made noisy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.portrait.altered import head_alone
from tests.portrait.drive import Drive
from tests.portrait.room import make_room, wear_shirt
from tests.portrait.subject import Subject

Layer = NDArray[np.float32]
Image = NDArray[np.uint8]

_HEAD_BREATHES = 0.15  # of the shoulders' rise


@dataclass(frozen=True)
class Scene:
    """Where the person is, in which light, before which camera. Lengths in pixels of the frame."""

    width: int = 640
    height: int = 480
    face_share: float = 0.4
    """Height of the face over that of the frame."""
    centre: tuple[float, float] = (0.5, 0.42)
    """Of the face, in shares of the frame."""
    light: float = 1.0
    """0.12 is a dark room."""
    noise: float = 1.5
    """Standard deviation of the sensor, in 8-bit units."""
    rise_px: float = 2.0
    """Shoulders, from breathed out to breathed in."""
    drift_px: float = 1.5
    """Slow wandering of the head."""
    motion_px: float = 0.0
    """Swaying of the head, 0.4 times a second."""
    second_share: float = 0.0
    """Height of a second face over that of the frame, on the right; it has no pulse."""
    empty: bool = False
    """The room alone."""
    wall_luma: float | None = None
    """Of a bare bright wall in place of the room, in 8-bit units."""
    seed: int = 1


def render(subject: Subject, drive: Drive, scene: Scene) -> Iterator[Image]:
    """One frame [height, width, 3] uint8 RGB per time of the drive."""
    return (picture for picture, _ in render_with_skin(subject, drive, scene))


def render_with_skin(subject: Subject, drive: Drive, scene: Scene) -> Iterator[tuple[Image, Layer]]:
    """Each frame with [height, width] of where its skin has the pulse, 0..1."""
    rng = np.random.default_rng(scene.seed)
    layers = np.dstack(_still(subject, scene, rng))
    axes = np.arange(scene.width, dtype=np.float32), np.arange(scene.height, dtype=np.float32)
    x, y = np.meshgrid(*axes)
    head, body = _mobility(scene, x, y)
    noise = _NoisePool(rng, scene)
    for (dx, dy), gain, breath in zip(
        _head_path(drive.t_s, scene, rng), drive.gains, drive.breath, strict=True
    ):
        rise = np.float32(scene.rise_px / 2 * breath) * body
        moved = cv2.remap(
            layers,
            x - np.float32(dx) * head,
            y - np.float32(dy) * head + rise,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        colour = 1 + moved[..., 3:] * (gain - 1).astype(np.float32)
        picture = moved[..., :3] * colour * np.float32(scene.light)
        yield np.clip(np.rint(picture + noise.draw()), 0, 255).astype(np.uint8), moved[..., 3]


def _still(subject: Subject, scene: Scene, rng: np.random.Generator) -> tuple[Layer, Layer]:
    """The room with the person in it, and the skin that has a pulse."""
    room = make_room(scene.width, scene.height, rng)
    if scene.wall_luma is not None:
        room = np.full_like(room, scene.wall_luma)
    if scene.empty:
        return room, np.zeros(room.shape[:2], np.float32)
    picture, skin = _place(subject, room, (*scene.centre, scene.face_share))
    if scene.second_share:
        picture, _ = _place(head_alone(subject), picture, (0.82, 0.45, scene.second_share))
    return picture, skin


def _place(subject: Subject, room: Layer, place: tuple[float, float, float]) -> tuple[Layer, Layer]:
    """The room with the subject's face at (x, y, height in shares), shoulders below it; and its skin."""
    height, width = room.shape[:2]
    x, y, face_width, face_height = subject.face
    scale = place[2] * height / face_height
    shift_x = place[0] * width - scale * (x + face_width / 2)
    shift_y = place[1] * height - scale * (y + face_height / 2)
    matrix = np.array([[scale, 0, shift_x], [0, scale, shift_y]])

    def put(layer: Layer, border: int) -> Layer:
        smooth = cv2.GaussianBlur(layer, (0, 0), max(0.01, 0.4 / scale)) if scale < 0.8 else layer
        return cv2.warpAffine(smooth, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=border)

    picture, skin = put(subject.rgb, cv2.BORDER_REPLICATE), put(subject.skin, cv2.BORDER_CONSTANT)
    alpha = np.clip(put(subject.person * _faded(subject.person.shape), cv2.BORDER_CONSTANT), 0, 1)
    if subject.person.min() < 1:
        room = wear_shirt(room, place)
    together = room * (1 - alpha[..., None]) + picture * alpha[..., None]
    return together.astype(np.float32), np.clip(skin * alpha, 0, 1)


def _faded(shape: tuple[int, ...]) -> Layer:
    """1 inside a picture, fading to its left, right and upper edge; its lower edge is kept."""
    height, width = shape
    edge = 0.04 * width
    across = np.minimum(np.arange(width), np.arange(width)[::-1]) / edge
    down = np.arange(height) / edge
    return (np.clip(across, 0, 1)[None] * np.clip(down, 0, 1)[:, None]).astype(np.float32)


def _mobility(scene: Scene, x: Layer, y: Layer) -> tuple[Layer, Layer]:
    """How far each place goes along with the head, and with the breath; the room's walls stay."""
    face = scene.face_share * scene.height
    cx, cy = scene.centre[0] * scene.width, scene.centre[1] * scene.height
    away = np.hypot(x - cx, (y - cy) / 1.2) / face
    head = _step(1.5 - away)
    body = _step((y - cy) / face - 0.1) * _step((2.6 - np.abs(x - cx) / face) / 1.5)
    return head, body + _HEAD_BREATHES * head * (1 - body)


def _step(value: Layer) -> Layer:
    """0 below 0, 1 above 1, smooth between."""
    value = np.clip(value, 0, 1)
    return (value * value * (3 - 2 * value)).astype(np.float32)


def _head_path(t_s: NDArray[np.float64], scene: Scene, rng: np.random.Generator) -> NDArray[np.float64]:
    """[N, 2], x and y of the head."""
    slow = np.zeros((len(t_s), 2))
    for hz in (0.03, 0.071, 0.13):
        slow += np.sin(2 * np.pi * hz * t_s[:, None] + rng.uniform(0, 2 * np.pi, 2))
    sway = np.column_stack([np.sin(2 * np.pi * 0.4 * t_s), 0.4 * np.sin(2 * np.pi * 0.8 * t_s)])
    return scene.drift_px / 2 * slow + scene.motion_px * sway


class _NoisePool:
    """Gaussian noise, drawn once and cut at random places: drawing anew would cost more than all the rest."""

    def __init__(self, rng: np.random.Generator, scene: Scene) -> None:
        self._rng, self._shape = rng, (scene.height, scene.width)
        pool = rng.standard_normal((scene.height + 256, scene.width + 256, 3), np.float32)
        self._pool = pool * np.float32(scene.noise)

    def draw(self) -> Layer:
        y, x = self._rng.integers(0, 256, 2)
        sign = np.float32(self._rng.choice((-1, 1)))
        return sign * self._pool[y : y + self._shape[0], x : x + self._shape[1]]
