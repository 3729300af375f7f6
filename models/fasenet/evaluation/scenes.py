"""Made pictures without a face: empty rooms, walls, hands and round things in the colours of skin.

Drawn by code of their own, not by that of the training scenes, so that nothing here was seen in training.
"""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.sources import Picture

SEED: Final = 7
COUNT: Final = 100
"""Pictures of each kind."""
FRAME: Final = (240, 320)
MELANIN: Final = (
    (0.93, 0.78, 0.68),
    (0.87, 0.67, 0.53),
    (0.72, 0.51, 0.38),
    (0.52, 0.34, 0.24),
    (0.29, 0.19, 0.14),
)
"""Reflectance of skin in red, green and blue, from very light to dark."""

Colour = NDArray[np.float64]
Canvas = NDArray[np.float32]


def skin(rng: np.random.Generator) -> Colour:
    """[3] a skin colour in some light."""
    tone = np.array(MELANIN[int(rng.integers(len(MELANIN)))])
    return np.clip(255 * tone * rng.uniform(0.55, 1.05) * rng.normal(1, 0.05, 3), 0, 255)


def lit(rng: np.random.Generator, canvas: Canvas) -> Picture:
    """Light that falls off to one side, then noise."""
    rows, columns = np.mgrid[: FRAME[0], : FRAME[1]]
    angle = rng.uniform(0, 2 * np.pi)
    along = (np.cos(angle) * columns / FRAME[1] + np.sin(angle) * rows / FRAME[0])[..., None]
    noisy = canvas * (1 + rng.uniform(0, 0.35) * along) + rng.normal(0, rng.uniform(1, 5), (*FRAME, 3))
    return np.asarray(np.clip(noisy, 0, 255), np.uint8)


def blurred(canvas: Canvas, radius: float) -> Canvas:
    """As a lens does."""
    return np.asarray(cv2.GaussianBlur(canvas, (0, 0), radius), np.float32)


def wall(rng: np.random.Generator) -> Picture:
    """A plain wall in a colour of skin."""
    return lit(rng, np.full((*FRAME, 3), skin(rng), np.float32))


def room(rng: np.random.Generator) -> Picture:
    """Wall, floor, a window or a door, shelves with books, a lamp, a picture on the wall."""
    height, width = FRAME
    canvas = np.full((*FRAME, 3), rng.uniform(120, 240) + rng.normal(0, 12, 3), np.float32)
    floor = int(height * rng.uniform(0.6, 0.85))
    canvas[floor:] = rng.uniform(50, 150) + rng.normal(0, 20, 3)
    left, top = int(rng.uniform(0, 0.6) * width), int(rng.uniform(0.05, 0.3) * height)
    cv2.rectangle(canvas, (left, top), (left + width // 4, floor - 20), rng.uniform(150, 255, 3).tolist(), -1)
    cv2.rectangle(canvas, (left, top), (left + width // 4, floor - 20), rng.uniform(30, 120, 3).tolist(), 3)
    shelf = int(rng.uniform(0, 0.7) * width)
    for level in range(int(rng.integers(1, 4))):
        y = 40 + 45 * level
        cv2.rectangle(canvas, (shelf, y + 30), (shelf + 90, y + 34), (90.0, 60.0, 40.0), -1)
        for x in range(shelf, shelf + 84, int(rng.integers(6, 13))):
            rise = int(rng.integers(14, 30))
            cv2.rectangle(canvas, (x, y + 30 - rise), (x + 5, y + 30), rng.uniform(20, 230, 3).tolist(), -1)
    lamp = int(rng.uniform(0.1, 0.9) * width), int(rng.uniform(0.1, 0.4) * height)
    cv2.circle(canvas, lamp, int(rng.integers(8, 24)), (250.0, 240.0, 210.0), -1, cv2.LINE_AA)
    return lit(rng, blurred(canvas, float(rng.uniform(0.5, 1.5))))


def hand(rng: np.random.Generator) -> Picture:
    """A raised hand and its forearm before a wall."""
    colour = skin(rng)
    canvas = np.full((*FRAME, 3), rng.uniform(30, 230) + rng.normal(0, 15, 3), np.float32)
    size, x, y = rng.uniform(25, 60), rng.uniform(90, 230), rng.uniform(90, 160)
    lean = rng.uniform(-0.5, 0.5)

    def part(start: tuple[float, float], angle: float, length: float, width: float) -> tuple[float, float]:
        end = start[0] + length * np.sin(angle), start[1] - length * np.cos(angle)
        points = [(int(a), int(b)) for a, b in (start, end)]
        shade = (colour * rng.uniform(0.9, 1.05)).tolist()
        cv2.line(canvas, points[0], points[1], shade, max(int(width), 2), cv2.LINE_AA)
        return end

    part((x, y), np.pi + lean, 3.5 * size, 1.1 * size)
    part((x, y + 0.3 * size), lean, 0.9 * size, 1.5 * size)
    for finger in np.linspace(-0.5, 0.5, 4):
        knuckle = x + 1.3 * size * finger, y - 0.7 * size
        part(knuckle, lean + finger * rng.uniform(0.2, 1.0), size * rng.uniform(0.7, 1.3), 0.3 * size)
    part((x - 0.7 * size, y + 0.1 * size), lean - rng.uniform(0.4, 1.2), 0.9 * size, 0.33 * size)
    return lit(rng, blurred(canvas, float(rng.uniform(0.8, 2.0))))


def ball(rng: np.random.Generator) -> Picture:
    """One to three round, shaded things in the colours of skin: balls, pots, knees."""
    canvas = np.full((*FRAME, 3), rng.uniform(30, 230) + rng.normal(0, 15, 3), np.float32)
    rows, columns = np.mgrid[: FRAME[0], : FRAME[1]]
    for _ in range(int(rng.integers(1, 4))):
        x, y, radius = rng.uniform(60, 260), rng.uniform(60, 180), rng.uniform(20, 80)
        away = ((columns - x) / radius) ** 2 + ((rows - y) / (radius * rng.uniform(1.0, 1.5))) ** 2
        shade = np.sqrt(np.clip(1 - 0.6 * away, 0, 1))[..., None]
        edge = np.clip((1.04 - away) / 0.08, 0, 1)[..., None]
        canvas = (canvas * (1 - edge) + skin(rng) * shade * edge).astype(np.float32)
    return lit(rng, canvas)


KINDS: Final[dict[str, Callable[[np.random.Generator], Picture]]] = {
    "empty rooms": room,
    "skin-coloured walls": wall,
    "hands": hand,
    "skin-coloured balls": ball,
}


def made_scenes(kind: str, count: int = COUNT) -> dict[str, Picture]:
    """Name -> picture."""
    rng = np.random.default_rng([SEED, list(KINDS).index(kind)])
    return {f"{kind} {index}": KINDS[kind](rng) for index in range(count)}
