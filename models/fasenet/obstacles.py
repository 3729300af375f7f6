"""Things in front of a face that belong to nobody's face: hands, cups, phones. All are background."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.backgrounds import any_colour, photograph, skin_colour
from models.fasenet.cache import PictureSet
from models.fasenet.classes import BACKGROUND_BIT, CLASS_BITS, FACE_SKIN, BitMap, bits
from models.fasenet.sources import Picture

Box = tuple[float, float, float]
"""Centre x, centre y and height of a face in pixels."""


def hand_mask(rng: np.random.Generator, shape: tuple[int, int], box: Box) -> NDArray[np.uint8]:
    """A palm with fingers somewhere around the face, 0/1."""
    x, y, height = box
    canvas = np.zeros(shape, np.uint8)
    angle = rng.uniform(0, 2 * np.pi)
    reach = height * rng.uniform(0.25, 0.65)
    palm = np.array([x + reach * np.cos(angle), y + reach * np.sin(angle)])
    size = height * rng.uniform(0.14, 0.26)
    cv2.circle(canvas, tuple(int(v) for v in palm), max(int(size), 1), 1, -1)
    toward = angle + np.pi + rng.uniform(-0.7, 0.7)
    for spread in np.linspace(-0.6, 0.6, int(rng.integers(2, 6))):
        tip = palm + size * rng.uniform(1.5, 2.7) * np.array(
            [np.cos(toward + spread), np.sin(toward + spread)]
        )
        cv2.line(canvas, _point(palm), _point(tip), 1, max(int(size * 0.5), 1))
    wrist = palm - 3 * size * np.array([np.cos(toward), np.sin(toward)])
    cv2.line(canvas, _point(palm), _point(wrist), 1, max(int(size * 1.3), 1))
    return canvas


def object_mask(rng: np.random.Generator, shape: tuple[int, int], box: Box) -> NDArray[np.uint8]:
    """A polygon or ellipse that covers a part of the face, 0/1."""
    x, y, height = box
    canvas = np.zeros(shape, np.uint8)
    centre = np.array([x, y]) + height * rng.uniform(-0.6, 0.6, 2)
    size = height * rng.uniform(0.12, 0.45, 2)
    if rng.random() < 0.4:
        axes = (max(int(size[0]), 1), max(int(size[1]), 1))
        cv2.ellipse(canvas, _point(centre), axes, float(rng.uniform(0, 180)), 0, 360, 1, -1)
        return canvas
    angles = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(4, 8))))
    corners = centre + size * np.stack([np.cos(angles), np.sin(angles)], 1)
    cv2.fillPoly(canvas, [corners.astype(np.int32)], 1)
    return canvas


def _point(xy: NDArray[np.floating]) -> tuple[int, int]:
    return int(xy[0]), int(xy[1])


def put(
    picture: Picture, label: BitMap, mask: NDArray[np.uint8], paint: NDArray[np.floating]
) -> tuple[Picture, BitMap]:
    """``paint`` over the picture where the mask is, background there in the label."""
    alpha = cv2.GaussianBlur(mask.astype(np.float32), (3, 3), 0.6)[..., None]
    mixed = (picture * (1 - alpha) + paint * alpha).astype(np.uint8)
    return mixed, np.where(mask > 0, np.uint16(BACKGROUND_BIT), label)


def add_hand(rng: np.random.Generator, picture: Picture, label: BitMap, box: Box) -> tuple[Picture, BitMap]:
    """A hand of the person's own colour where its skin can be seen, darker towards its edges."""
    mask = hand_mask(rng, label.shape, box)
    skin = picture[(label & CLASS_BITS) == bits(FACE_SKIN)]
    colour = skin.mean(0) * rng.uniform(0.8, 1.2) if len(skin) > 20 else skin_colour(rng)
    round_light = 0.68 + 0.4 * cv2.GaussianBlur(mask.astype(np.float32), (0, 0), max(box[2] * 0.05, 0.6))
    grain = rng.normal(0, 3, (*label.shape, 1))
    return put(picture, label, mask, np.clip(colour * round_light[..., None] + grain, 0, 255))


def add_object(
    rng: np.random.Generator, picture: Picture, label: BitMap, box: Box, negatives: PictureSet
) -> tuple[Picture, BitMap]:
    """A thing of one colour, or with the surface of a photograph."""
    mask = object_mask(rng, label.shape, box)
    if rng.random() < 0.5:
        paint = photograph(rng, negatives, label.shape).astype(np.float32)
    else:
        paint = np.broadcast_to(any_colour(rng), (*label.shape, 3))
    return put(picture, label, mask, paint)
