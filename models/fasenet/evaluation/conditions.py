"""What breaks cameras, done to a portrait and its labels: tilt, light, colour, noise, blur, a hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.cache import face_box
from models.fasenet.classes import PERSON_BIT, BitMap, bits
from models.fasenet.geometry import warp_label, warp_picture
from models.fasenet.sources import Picture, Sample, decode_rgb

SKIN_RGB: Final = (190, 140, 115)
"""Of the hand."""


@dataclass(frozen=True)
class Shot:
    """A portrait under one condition; ``label`` 0 where the truth is not known."""

    picture: Picture
    label: BitMap


Condition = Callable[[Shot, np.random.Generator], Shot]


def shot(sample: Sample) -> Shot:
    """As it is. Raises ValueError without labels."""
    if sample.label is None:
        raise ValueError(f"{sample.name} has no label map")
    return Shot(sample.picture, sample.label)


def eight_bit(values: NDArray[np.floating]) -> Picture:
    """Rounded and cut to 0..255."""
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)


def tilted(degrees: float) -> Condition:
    """Turned in the picture's plane, to either side."""

    def tilt(given: Shot, rng: np.random.Generator) -> Shot:
        height, width = given.label.shape
        middle = (width - 1) / 2, (height - 1) / 2
        angle = degrees if rng.random() < 0.5 else -degrees
        matrix = np.asarray(cv2.getRotationMatrix2D(middle, angle, 0.8), np.float64)
        picture = warp_picture(given.picture, matrix, (height, width), border=cv2.BORDER_REPLICATE)
        return Shot(picture, warp_label(given.label, matrix, (height, width)))

    return tilt


def coloured(*gains: float) -> Condition:
    """Red, green and blue by factors: casts, and dim light."""
    return lambda given, _: Shot(eight_bit(given.picture * np.array(gains)), given.label)


def noisy(deviation: float) -> Condition:
    """Gaussian noise of a standard deviation in 8-bit units."""

    def add(given: Shot, rng: np.random.Generator) -> Shot:
        return Shot(eight_bit(given.picture + rng.normal(0, deviation, given.picture.shape)), given.label)

    return add


def dark_room(given: Shot, rng: np.random.Generator) -> Shot:
    """A sixth of the light, and the noise that a camera then has."""
    return noisy(5.0)(coloured(1 / 6, 1 / 6, 1 / 6)(given, rng), rng)


def back_lit(given: Shot, _: np.random.Generator) -> Shot:
    """The person at a third of the light before a background that is nearly white."""
    person = cv2.GaussianBlur(((given.label & PERSON_BIT) > 0).astype(np.float32), (0, 0), 1.0)[..., None]
    return Shot(eight_bit(given.picture / 3 * person + (200 + given.picture / 5) * (1 - person)), given.label)


def side_lit(given: Shot, _: np.random.Generator) -> Shot:
    """Light falls from full to a tenth across the picture."""
    fall = np.linspace(1, 0.1, given.picture.shape[1])[None, :, None]
    return Shot(eight_bit(given.picture * fall), given.label)


def motion_blurred(length_px: int) -> Condition:
    """Moved sideways during the exposure."""
    kernel = np.full((1, length_px), 1 / length_px)
    return lambda given, _: Shot(np.asarray(cv2.filter2D(given.picture, -1, kernel), np.uint8), given.label)


def compressed(quality: int) -> Condition:
    """Through JPEG."""

    def jpeg(given: Shot, _: np.random.Generator) -> Shot:
        data = cv2.imencode(".jpg", given.picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return Shot(decode_rgb(data.tobytes()), given.label)

    return jpeg


def coarse(side_px: int) -> Condition:
    """Only so many pixels along the longer side, enlarged again."""

    def shrink(given: Shot, _: np.random.Generator) -> Shot:
        height, width = given.label.shape
        scale = side_px / max(height, width)
        small = cv2.resize(given.picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        large = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
        return Shot(np.asarray(large, np.uint8), given.label)

    return shrink


def hand_before_mouth(given: Shot, rng: np.random.Generator) -> Shot:
    """A skin-coloured disc and four fingers over the lower third of the face; background by the labels."""
    left, top, right, bottom = face_box(given.label)
    size, x, y = bottom - top, (left + right) / 2, bottom - 0.18 * (bottom - top)
    mask = np.zeros(given.label.shape, np.uint8)
    cv2.ellipse(mask, (int(x), int(y + 0.1 * size)), (int(0.24 * size), int(0.2 * size)), 0, 0, 360, 1, -1)
    for finger in range(4):
        start = int(x + (finger - 1.5) * 0.11 * size), int(y)
        end = start[0] + int(rng.uniform(-0.04, 0.04) * size), int(y - 0.24 * size)
        cv2.line(mask, start, end, 1, max(int(0.09 * size), 1))
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 1.0)[..., None]
    light = float(given.picture.mean()) / 110
    paint = np.array(SKIN_RGB) * np.clip(light, 0.4, 1.25)
    picture = eight_bit(given.picture * (1 - soft) + paint * soft)
    return Shot(picture, np.where(mask > 0, np.uint16(bits(0)), given.label))


CONDITIONS: Final[dict[str, Condition]] = {
    "as they are": lambda given, _: given,
    "tilted by 30 degrees": tilted(30),
    "tilted by 60 degrees": tilted(60),
    "dark room": dark_room,
    "back light": back_lit,
    "side light": side_lit,
    "warm cast": coloured(1.1, 0.75, 0.4),
    "cold cast": coloured(0.65, 0.9, 1.25),
    "noise of 15 units": noisy(15),
    "motion blur of 13 px": motion_blurred(13),
    "JPEG of quality 10": compressed(10),
    "48 px across": coarse(48),
    "hand before the mouth": hand_before_mouth,
}
