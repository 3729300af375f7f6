"""What is behind a person, or fills a frame without one: photographs, gradients, walls, shapes."""

import cv2
import numpy as np

from models.fasenet.cache import PictureSet
from models.fasenet.sources import Picture

SKIN_TONES = np.array(
    [[241, 206, 184], [224, 177, 150], [198, 146, 118], [160, 108, 82], [117, 74, 53], [74, 46, 35]],
    np.float32,
)
"""RGB, from very light to very dark; for hands and for walls that only look like skin."""


def skin_colour(rng: np.random.Generator) -> np.ndarray:
    """[3] RGB between two neighbouring tones, with some cast."""
    position = rng.uniform(0, len(SKIN_TONES) - 1.001)
    low = int(position)
    colour = SKIN_TONES[low] + (position - low) * (SKIN_TONES[low + 1] - SKIN_TONES[low])
    return np.clip(colour * rng.uniform(0.85, 1.15, 3), 0, 255)


def any_colour(rng: np.random.Generator) -> np.ndarray:
    """[3] RGB; one in four looks like skin, the rest is mostly greyish, as rooms are."""
    if rng.random() < 0.25:
        return skin_colour(rng)
    grey = rng.uniform(10, 250)
    return np.clip(grey + rng.normal(0, 35, 3), 0, 255)


def photograph(rng: np.random.Generator, negatives: PictureSet, shape: tuple[int, int]) -> Picture:
    """A random part of a random picture without people, in the shape asked for."""
    picture = negatives.picture(int(rng.integers(len(negatives))))
    height, width = picture.shape[:2]
    share = rng.uniform(0.35, 1.0)
    h, w = max(int(height * share), 8), max(int(width * share), 8)
    y, x = int(rng.integers(height - h + 1)), int(rng.integers(width - w + 1))
    part = picture[y : y + h, x : x + w]
    if rng.random() < 0.3:
        part = np.rot90(part, int(rng.integers(1, 4)))
    part = cv2.resize(np.ascontiguousarray(part), shape[::-1], interpolation=cv2.INTER_AREA)
    if rng.random() < 0.3:
        part = cv2.GaussianBlur(part, (0, 0), float(rng.uniform(0.8, 4.0)))
    return recoloured(rng, np.ascontiguousarray(part[:, ::-1]) if rng.random() < 0.5 else part)


def recoloured(rng: np.random.Generator, part: Picture) -> Picture:
    """Few photographs must stand for all rooms: colours turned, swapped or inverted now and then."""
    kind = rng.random()
    if kind < 0.2:
        return np.ascontiguousarray(part[..., rng.permutation(3)])
    if kind < 0.35:
        warm = np.clip(part.mean(2, keepdims=True) * skin_colour(rng) / 128, 0, 255)
        return (0.5 * part + 0.5 * warm).astype(np.uint8)
    return 255 - part if kind < 0.4 else part


def gradient(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """A smooth wall: colours of a coarse grid, enlarged."""
    cells = rng.integers(1, 4, 2)
    base = any_colour(rng)
    grid = np.clip(base + rng.normal(0, rng.uniform(2, 45), (cells[0], cells[1], 3)), 0, 255).astype(
        np.float32
    )
    wall = cv2.resize(grid, shape[::-1], interpolation=cv2.INTER_LINEAR)
    return wall.astype(np.uint8)


def add_shapes(rng: np.random.Generator, picture: Picture) -> Picture:
    """Rectangles, ellipses and lines: furniture, lamps, pictures on the wall; some round and brown."""
    height, width = picture.shape[:2]
    for _ in range(int(rng.integers(1, 9))):
        colour = tuple(float(c) for c in any_colour(rng))
        x, y = int(rng.integers(width)), int(rng.integers(height))
        a, b = int(rng.uniform(3, width / 2)), int(rng.uniform(3, height / 2))
        kind = rng.random()
        if kind < 0.5:
            cv2.rectangle(
                picture, (x - a // 2, y - b // 2), (x + a // 2, y + b // 2), colour, -1, cv2.LINE_AA
            )
        elif kind < 0.8:
            cv2.ellipse(
                picture, (x, y), (a // 2, b // 2), float(rng.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA
            )
        else:
            cv2.line(
                picture, (x, y), (int(rng.integers(width)), int(rng.integers(height))), colour, 2, cv2.LINE_AA
            )
    return picture


def add_blobs(rng: np.random.Generator, picture: Picture, negatives: PictureSet) -> Picture:
    """Round things with the surface of a photograph, often in skin tones: a face to a careless look."""
    height, width = picture.shape[:2]
    for _ in range(int(rng.integers(1, 4))):
        mask = np.zeros((height, width), np.uint8)
        centre = int(rng.integers(width)), int(rng.integers(height))
        radius = height * rng.uniform(0.04, 0.3)
        axes = max(int(radius * rng.uniform(0.6, 1.1)), 2), max(int(radius), 2)
        cv2.ellipse(mask, centre, axes, float(rng.uniform(-40, 40)), 0, 360, 1, -1)
        paint = photograph(rng, negatives, (height, width)).astype(np.float32)
        if rng.random() < 0.6:
            paint = 0.35 * paint + 0.65 * paint.mean(2, keepdims=True) * skin_colour(rng) / 128
        alpha = cv2.GaussianBlur(mask.astype(np.float32), (5, 5), float(rng.uniform(0.4, 1.5)))[..., None]
        picture = np.clip(picture * (1 - alpha) + paint * alpha, 0, 255).astype(np.uint8)
    return picture


def background(rng: np.random.Generator, negatives: PictureSet, shape: tuple[int, int]) -> Picture:
    """[h, w, 3] of one of the kinds."""
    kind = rng.random()
    if kind < 0.62:
        found = photograph(rng, negatives, shape)
        return add_blobs(rng, found, negatives) if rng.random() < 0.2 else found
    if kind < 0.67:
        return np.full((*shape, 3), rng.choice([0, 0, 114, 255]), np.uint8)
    wall = gradient(rng, shape)
    return add_shapes(rng, wall) if rng.random() < 0.6 else wall
