"""Changes of one portrait before it is placed: skin, masks of other colours, drawn masks, sunglasses."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.augmentation_config import PersonConfig
from models.fasenet.classes import (
    CLASS_BITS,
    EYES,
    FACE_BITS,
    GLASSES,
    MOUTH,
    NOSE,
    OCCLUDER,
    PERSON_BIT,
    SKIN_BITS,
    BitMap,
    bits,
)  # fmt: skip
from models.fasenet.sources import Picture

Mask = NDArray[np.bool_]


def pixels_of(label: BitMap, allowed: int) -> Mask:
    """Pixels that may only be classes out of ``allowed``."""
    classes = label & CLASS_BITS
    return (classes > 0) & (classes & ~np.uint16(allowed) == 0)


def blend(picture: Picture, paint: NDArray[np.floating], mask: Mask, softness: float = 0.8) -> Picture:
    """``paint`` where the mask is, with a soft edge."""
    alpha = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), softness)[..., None]
    return np.clip(picture * (1 - alpha) + paint * alpha, 0, 255).astype(np.uint8)


def darken_skin(rng: np.random.Generator, picture: Picture, label: BitMap, config: PersonConfig) -> Picture:
    """Skin that reflects less, blue and green more so; highlights stay, since oil on skin is not pigmented.

    In the data about 2 % have very dark skin; this is what stands in for them.
    """
    skin = pixels_of(label, SKIN_BITS | bits(MOUTH))
    if not skin.any():
        skin = pixels_of(label, FACE_BITS | SKIN_BITS | bits(GLASSES))
    strength = rng.uniform(*config.darken)
    exponents = np.array([0.85, 1.0, 1.12]) + rng.normal(0, 0.05, 3)
    paint = picture * strength**exponents
    shine = np.clip(picture.astype(np.float32) - 190, 0, None) * rng.uniform(0, 0.6)
    return blend(picture, paint + shine, skin, 1.2)


def fabric(rng: np.random.Generator, picture: Picture, mask: Mask) -> NDArray[np.floating]:
    """Cloth of one colour that keeps the light of what is under it."""
    light = cv2.GaussianBlur(picture, (0, 0), 4.0).mean(2, keepdims=True)
    light = light / max(float(light[mask].mean()), 1.0)
    kind = rng.random()
    if kind < 0.3:
        colour = rng.uniform(195, 250) + rng.normal(0, 6, 3)
    elif kind < 0.6:
        colour = rng.uniform(12, 60) + rng.normal(0, 6, 3)
    elif kind < 0.75:
        colour = np.array([120, 180, 215]) * rng.uniform(0.7, 1.1, 3)
    else:
        colour = rng.uniform(20, 235, 3)
    return colour * (0.35 + 0.65 * light)


def recolour_mask(rng: np.random.Generator, picture: Picture, label: BitMap) -> Picture:
    """A worn mask of another colour; the data's masks are nearly all light blue."""
    mask = pixels_of(label, bits(OCCLUDER))
    if not mask.any():
        return picture
    light = picture.mean(2, keepdims=True)
    light = light / max(float(light[mask].mean()), 1.0)
    colour = fabric(rng, picture, mask)
    return blend(picture, 0.4 * colour + 0.6 * colour * light, mask)


def draw_face_mask(rng: np.random.Generator, picture: Picture, label: BitMap) -> tuple[Picture, BitMap]:
    """A mask over the lower face, from about the middle of the nose to the chin."""
    nose = np.argwhere(pixels_of(label, bits(NOSE)))
    face = pixels_of(label, FACE_BITS)
    if len(nose) < 20:
        return picture, label
    (top, _), (bottom, _) = nose.min(0), nose.max(0)
    centre = float(np.median(nose[:, 1]))
    edge = top + (bottom - top) * rng.uniform(0.25, 0.8)
    half = max(float(np.ptp(np.nonzero(face.any(0))[0])) / 2, 4.0)
    rows, columns = np.mgrid[: label.shape[0], : label.shape[1]]
    bend = rng.uniform(-0.1, 0.5) * (bottom - top) * ((columns - centre) / half) ** 2
    mask = face & (rows > edge + bend)
    size = 2 * int(rng.integers(1, 4)) + 1
    mask = cv2.dilate(mask.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))) > 0
    mask &= rows > edge + bend
    if mask.sum() < 50:
        return picture, label
    worn = np.where(mask, np.uint16(bits(OCCLUDER) | PERSON_BIT), label)
    return blend(picture, fabric(rng, picture, mask), mask), worn


def draw_sunglasses(rng: np.random.Generator, picture: Picture, label: BitMap) -> tuple[Picture, BitMap]:
    """Two dark lenses with a bridge over the eyes; both eyes must be seen."""
    eyes = np.argwhere(pixels_of(label, bits(EYES)))
    if len(eyes) < 12:
        return picture, label
    middle = (eyes[:, 1].min() + eyes[:, 1].max()) / 2
    sides = [eyes[eyes[:, 1] < middle], eyes[eyes[:, 1] >= middle]]
    if min(len(s) for s in sides) < 4:
        return picture, label
    centres = [s.mean(0)[::-1] for s in sides]
    apart = float(np.linalg.norm(centres[1] - centres[0]))
    lens = (int(apart * rng.uniform(0.3, 0.42)), int(apart * rng.uniform(0.2, 0.36)))
    canvas = np.zeros(label.shape, np.uint8)
    points = [(int(x), int(y + 0.08 * apart)) for x, y in centres]
    for point in points:
        cv2.ellipse(canvas, point, lens, 0, 0, 360, 1, -1)
    cv2.line(canvas, points[0], points[1], 1, max(int(apart * 0.07), 1))
    mask = canvas > 0
    shade = rng.uniform(0.0, 0.5)
    paint = rng.uniform(0, 60, 3) * (1 - shade) + picture * shade
    return blend(picture, paint, mask, 0.6), np.where(mask, np.uint16(bits(GLASSES) | PERSON_BIT), label)


def turn_head(
    rng: np.random.Generator, picture: Picture, label: BitMap, face: tuple[int, int], config: PersonConfig
) -> tuple[Picture, BitMap]:
    """One half of the face narrow, the other wide, about as when a head turns; columns outside stay.

    ``face`` is the first and the last column of the face. The data is frontal; this stands in for half
    profiles, though what a real turn hides and shows it cannot know.
    """
    left, right = face
    inside = np.linspace(0, 1, max(right - left, 2))
    bend = float(np.exp(rng.uniform(-config.turn, config.turn)))
    columns = np.arange(label.shape[1])
    columns[left : left + len(inside)] = left + np.round(inside**bend * (len(inside) - 1)).astype(int)
    return np.ascontiguousarray(picture[:, columns]), np.ascontiguousarray(label[:, columns])


def vary_person(
    rng: np.random.Generator, picture: Picture, label: BitMap, face: tuple[int, int], config: PersonConfig
) -> tuple[Picture, BitMap]:
    """The portrait with its own random changes; ``face`` is the first and the last column of its face."""
    if rng.random() < config.turn_chance:
        picture, label = turn_head(rng, picture, label, face, config)
    if rng.random() < config.recolour_mask_chance:
        picture = recolour_mask(rng, picture, label)
    if rng.random() < config.darken_chance:
        picture = darken_skin(rng, picture, label, config)
    if rng.random() < config.sunglasses_chance:
        picture, label = draw_sunglasses(rng, picture, label)
    if rng.random() < config.face_mask_chance:
        picture, label = draw_face_mask(rng, picture, label)
    return picture, label
