"""Training scenes at the network's input size: who is where, on what, behind what, in which light.

The network must work on a whole webcam frame fitted into the square, to find the face, and on a crop around
the face, to measure it; both kinds are made here, and frames without anybody.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from models.fasenet.augmentation_config import AugmentConfig, SceneConfig
from models.fasenet.backgrounds import add_blobs, any_colour, background
from models.fasenet.cache import SOURCE_SHARE, PictureSet
from models.fasenet.camera import photograph_scene
from models.fasenet.classes import BACKGROUND_BIT, CLASS_BITS, PERSON_BIT, BitMap
from models.fasenet.geometry import Placement, placement_matrix, warp_label, warp_mask, warp_picture
from models.fasenet.obstacles import add_hand, add_object
from models.fasenet.people import vary_person
from models.fasenet.sources import MATTED, Picture
from models.fasenet.splits import NEGATIVES

Bank = dict[str, PictureSet]
FRAME_SHAPES = ((96, 128), (96, 128), (96, 128), (72, 128), (128, 96), (128, 128))
"""Height and width over 128 of 4:3, 16:9, upright 3:4 and square frames."""


@dataclass(frozen=True)
class Portrait:
    """One picture out of the bank, varied; ``matted`` where the person can be cut out."""

    picture: Picture
    label: BitMap
    face: tuple[float, float, float, float]
    matted: bool


def draw_portrait(rng: np.random.Generator, bank: Bank, config: AugmentConfig) -> Portrait:
    """A random person: the source by its share, the picture by its weight."""
    sources = [s for s in SOURCE_SHARE if s in bank]
    shares = np.array([SOURCE_SHARE[s] for s in sources])
    source = sources[int(rng.choice(len(sources), p=shares / shares.sum()))]
    part = bank[source]
    index = int(rng.choice(len(part), p=part.weights))
    x0, y0, x1, y1 = (float(v) for v in part.faces[index])
    columns = int(x0), int(x1)
    picture, label = vary_person(rng, part.picture(index), part.label(index), columns, config.person)
    return Portrait(picture, label, (x0, y0, x1, y1), source in MATTED)


def draw_placement(
    rng: np.random.Generator, shape: tuple[int, int], is_crop: bool, config: SceneConfig
) -> Placement:
    """Crop: the face about in the middle and large. Frame: anywhere, small or large; heights are uniform."""
    height, width = shape
    low, high = config.crop_face if is_crop else config.frame_face
    face = height * rng.uniform(low, high)
    if is_crop:
        shift = config.crop_shift * (2.5 if rng.random() < config.far_shift_chance else 1.0)
        x, y = width * (0.5 + rng.uniform(-shift, shift)), height * (0.5 + rng.uniform(-shift, shift))
    else:
        x, y = rng.uniform(0.1, 0.9) * width, rng.uniform(0.18, 0.8) * height
    wild = rng.random() < config.wild_rotation_chance
    turn = config.rotation_deg if wild else config.calm_rotation_deg
    return Placement(
        x, y, face, rng.uniform(-turn, turn), rng.uniform(-config.shear, config.shear),
        rng.uniform(*config.aspect), bool(rng.random() < 0.5),
    )  # fmt: skip


def add_torso(rng: np.random.Generator, canvas: Picture, label: BitMap, place: Placement, bank: Bank) -> None:
    """Shoulders and chest under the head, in place: portraits end at the neck, people do not."""
    h = place.height
    angle = np.deg2rad(place.rotation_deg * 0.5)
    x, y = place.x - 1.1 * h * np.sin(angle), place.y + h * rng.uniform(0.75, 1.1)
    mask = np.zeros(label.shape, np.uint8)
    width, drop = h * rng.uniform(0.75, 1.35), h * rng.uniform(0.3, 0.6)
    cv2.ellipse(mask, (int(x), int(y + drop)), (max(int(width), 1), max(int(drop), 1)), 0, 0, 360, 1, -1)
    cv2.rectangle(mask, (int(x - width), int(y + drop)), (int(x + width), label.shape[0]), 1, -1)
    cloth = background(rng, bank[NEGATIVES], label.shape) if rng.random() < 0.4 else any_colour(rng)
    canvas[mask > 0] = cloth[mask > 0] if np.ndim(cloth) == 3 else np.asarray(cloth).astype(np.uint8)
    label[mask > 0] = BACKGROUND_BIT


def paste(
    rng: np.random.Generator, canvas: Picture, label: BitMap, portrait: Portrait, place: Placement, mode: str
) -> tuple[Picture, BitMap]:
    """The portrait placed: cut out (``matte``), as a framed picture (``rect``), or all over (``fill``)."""
    matrix = placement_matrix(portrait.face, place)
    border = cv2.BORDER_REPLICATE if rng.random() < 0.5 else cv2.BORDER_REFLECT_101
    picture = warp_picture(portrait.picture, matrix, label.shape, border=border)
    placed = warp_label(portrait.label, matrix, label.shape)
    if mode == "fill":
        return picture, placed
    if mode == "matte":
        inside = (portrait.label & PERSON_BIT > 0).astype(np.uint8) * 255
    else:
        inside = np.full(portrait.label.shape, 255, np.uint8)
    alpha = warp_mask(inside, matrix, label.shape)
    mixed = (picture * alpha[..., None] + canvas * (1 - alpha[..., None])).astype(np.uint8)
    return mixed, np.where(alpha > 0.5, placed, label)


def add_person(
    rng: np.random.Generator, canvas: Picture, label: BitMap, bank: Bank, is_crop: bool, config: AugmentConfig
) -> tuple[Picture, BitMap, Placement]:
    """One more person in the scene."""
    scene = config.scene
    portrait = draw_portrait(rng, bank, config)
    place = draw_placement(rng, label.shape, is_crop, scene)
    matte = scene.matte_chance_crop if is_crop else scene.matte_chance_frame
    if portrait.matted and rng.random() < matte:
        mode = "matte"
        if rng.random() < scene.torso_chance:
            add_torso(rng, canvas, label, place, bank)
    else:
        mode = "fill" if is_crop and rng.random() < scene.replicate_chance else "rect"
    picture, placed = paste(rng, canvas, label, portrait, place, mode)
    if rng.random() < config.person.backlight_chance:
        shade = (placed & PERSON_BIT > 0) | (placed & CLASS_BITS & ~np.uint16(1) > 0)
        dim = 1 - cv2.GaussianBlur(shade.astype(np.float32), (0, 0), 1.0) * (
            1 - rng.uniform(*config.person.backlight)
        )
        picture = (picture * dim[..., None]).astype(np.uint8)
    return picture, placed, place


def add_obstacles(
    rng: np.random.Generator,
    picture: Picture,
    label: BitMap,
    place: Placement,
    bank: Bank,
    config: AugmentConfig,
) -> tuple[Picture, BitMap]:
    """Now and then a hand or a thing in front of the face."""
    box = (place.x, place.y, place.height)
    if rng.random() < config.obstacle.hand_chance:
        picture, label = add_hand(rng, picture, label, box)
    if rng.random() < config.obstacle.object_chance:
        picture, label = add_object(rng, picture, label, box, bank[NEGATIVES])
    return picture, label


def empty_scene(
    rng: np.random.Generator, shape: tuple[int, int], bank: Bank, config: AugmentConfig
) -> tuple[Picture, BitMap]:
    """Nobody's face; perhaps a hand, a thing, or a body without a head."""
    picture = background(rng, bank[NEGATIVES], shape).copy()
    if rng.random() < 0.3:
        picture = add_blobs(rng, picture, bank[NEGATIVES])
    label = np.full(shape, BACKGROUND_BIT, np.uint16)
    place = draw_placement(rng, shape, False, config.scene)
    box = (place.x, place.y, place.height)
    if rng.random() < 0.2:
        add_torso(rng, picture, label, place, bank)
    if rng.random() < config.obstacle.empty_hand_chance:
        picture, label = add_hand(rng, picture, label, box)
    if rng.random() < config.obstacle.empty_hand_chance:
        picture, label = add_object(rng, picture, label, box, bank[NEGATIVES])
    return picture, label


def letterbox(rng: np.random.Generator, picture: Picture, label: BitMap, size: int) -> tuple[Picture, BitMap]:
    """Into the square, centred; the bars are black as the tracker makes them, seldom grey."""
    height, width = label.shape
    top, left = (size - height) // 2, (size - width) // 2
    square = np.full((size, size, 3), 114 if rng.random() < 0.1 else 0, np.uint8)
    full = np.full((size, size), BACKGROUND_BIT, np.uint16)
    square[top : top + height, left : left + width] = picture
    full[top : top + height, left : left + width] = label
    return square, full


def make_scene(rng: np.random.Generator, bank: Bank, config: AugmentConfig) -> tuple[Picture, BitMap]:
    """One training example: picture [S, S, 3] and label bit masks [S, S]."""
    scene = config.scene
    kind = rng.random()
    is_crop = kind < scene.crop_share
    height, width = (128, 128) if is_crop else FRAME_SHAPES[int(rng.integers(len(FRAME_SHAPES)))]
    shape = (height * scene.size // 128, width * scene.size // 128)
    if kind > 1 - scene.empty_share:
        picture, label = empty_scene(rng, shape, bank, config)
    else:
        picture = background(rng, bank[NEGATIVES], shape).copy()
        label = np.full(shape, BACKGROUND_BIT, np.uint16)
        if not is_crop and rng.random() < scene.second_face_chance:
            picture, label, _ = add_person(rng, picture, label, bank, is_crop, config)
        picture, label, place = add_person(rng, picture, label, bank, is_crop, config)
        picture, label = add_obstacles(rng, picture, label, place, bank, config)
    picture = photograph_scene(rng, picture, config.camera)
    return letterbox(rng, picture, (label & CLASS_BITS).astype(np.uint16), scene.size)
