"""Faces 60 px high in a frame of 640x480, through the product's tracker.

Persons of reserved portraits, cut out by their labels with neck and shoulders as far as the portrait shows
them, on reserved photographs without people. Made anew in each run from one seed; nothing is stored.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.cache import face_box
from models.fasenet.classes import PERSON_BIT, BitMap, bits
from models.fasenet.evaluation.found_faces import found_figures, skin_matrix
from models.fasenet.evaluation.views import ClassMap, tracked_map
from models.fasenet.geometry import Placement, placement_matrix, warp_label, warp_mask, warp_picture
from models.fasenet.metrics import Matrix
from models.fasenet.sources import Picture, Sample, decode_rgb
from vitals.segment import segment
from vitals.segmentation.fasenet import Segmenter

SEED: Final = 60
COMPOSITES: Final = 500
FACE_PX: Final = 60.0
"""From the first to the last row of the labelled face."""
FRAME: Final = (480, 640)
LIVE_FRAMES: Final = 3
NOISE: Final = 2.0
"""Standard deviation of the sensor's noise, 8-bit units, new in each frame."""
SPARE_PX: Final = 200
PAGE_WIDTH_PX: Final = 320
PAGE_JPEG: Final = 92
"""What the page sends in its standard setting."""
MARGIN: Final = 0.75
"""Of the face's height, from its centre to the frame's edge at least."""


@dataclass(frozen=True)
class Composite:
    """One frame with one small face; ``label`` [480, 640] is 0 where the truth is not known."""

    picture: Picture
    label: BitMap
    centre: tuple[float, float]


def composites(portraits: list[Sample], empty: list[Picture], count: int = COMPOSITES) -> Iterator[Composite]:
    """Portraits in turn, each at a random place on a random photograph."""
    rng = np.random.default_rng(SEED)
    for index in range(count):
        background = covering(empty[int(rng.integers(len(empty)))])
        reach = MARGIN * FACE_PX
        x, y = rng.uniform(reach, FRAME[1] - reach), rng.uniform(reach, FRAME[0] - reach)
        yield composed(portraits[index % len(portraits)], background, x, y)


def covering(picture: Picture) -> Picture:
    """The middle of a picture, enlarged until it fills the frame."""
    scale = max(FRAME[0] / picture.shape[0], FRAME[1] / picture.shape[1])
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method)
    large = cv2.copyMakeBorder(large, 0, 1, 0, 1, cv2.BORDER_REPLICATE)  # rounding may lose the last row
    top, left = (large.shape[0] - FRAME[0]) // 2, (large.shape[1] - FRAME[1]) // 2
    return np.ascontiguousarray(large[top : top + FRAME[0], left : left + FRAME[1]])


def composed(portrait: Sample, background: Picture, x: float, y: float) -> Composite:
    """The person with the centre of the face at x, y."""
    if portrait.label is None:
        raise ValueError(f"{portrait.name} has no label map")
    matrix = placement_matrix(face_box(portrait.label), Placement(x, y, FACE_PX))
    person = ((portrait.label & PERSON_BIT) > 0).astype(np.uint8) * 255
    alpha = warp_mask(person, matrix, FRAME)[..., None]
    paint = warp_picture(portrait.picture, matrix, FRAME, border=cv2.BORDER_REPLICATE)
    label = warp_label(portrait.label, matrix, FRAME)
    picture = (paint * alpha + background * (1 - alpha)).astype(np.uint8)
    inside = (label & PERSON_BIT) > 0
    return Composite(picture, np.where(inside, label, np.uint16(bits(0))), (x, y))


def noise_field(rng: np.random.Generator) -> NDArray[np.float32]:
    """Sensor noise for more than a frame; every frame takes another part of it (noise is dear)."""
    return rng.normal(0, NOISE, (FRAME[0] + SPARE_PX, FRAME[1] + SPARE_PX, 3)).astype(np.float32)


def live_frames(composite: Composite, noise: NDArray[np.float32], rng: np.random.Generator) -> list[Picture]:
    """The frame some times, each with noise of its own."""
    frames = []
    for top, left in rng.integers(0, SPARE_PX, (LIVE_FRAMES, 2)):
        part = noise[top : top + FRAME[0], left : left + FRAME[1]]
        frames.append(np.clip(np.rint(composite.picture + part), 0, 255).astype(np.uint8))
    return frames


def as_sent(picture: Picture) -> Picture:
    """As the page sends it: shrunk and through JPEG."""
    height = round(picture.shape[0] * PAGE_WIDTH_PX / picture.shape[1])
    small = cv2.resize(picture, (PAGE_WIDTH_PX, height), interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, PAGE_JPEG])
    return decode_rgb(data.tobytes())


def full_size(found: ClassMap) -> ClassMap:
    """The map at the frame's size; ids are not mixed."""
    return np.asarray(cv2.resize(found, FRAME[::-1], interpolation=cv2.INTER_NEAREST_EXACT), np.uint8)


def ways(segmenter: Segmenter) -> dict[str, Callable[[list[Picture]], ClassMap]]:
    """The product's ways from live frames to a class map of the frame."""
    return {
        "tracker, 640x480": lambda pictures: tracked_map(pictures, segmenter),
        "tracker, 320x240 as the page sends it": lambda pictures: full_size(
            tracked_map([as_sent(p) for p in pictures], segmenter)
        ),
        "vitals.segment, 640x480": lambda pictures: segment(pictures[-1], segmenter),
    }


def small_faces(
    portraits: list[Sample], empty: list[Picture], segmenter: Segmenter, count: int = COMPOSITES
) -> dict[str, Any]:
    """Share of found faces and skin IoU in the frame, per way."""
    rng = np.random.default_rng(SEED)
    noise = noise_field(rng)
    each: dict[str, list[Matrix]] = {}
    for composite in composites(portraits, empty, count):
        pictures = live_frames(composite, noise, rng)
        for name, way in ways(segmenter).items():
            each.setdefault(name, []).append(skin_matrix(composite.label, way(pictures)))
    return {
        "composites": count,
        "face_px": FACE_PX,
        "ways": {name: found_figures(np.stack(matrices)) for name, matrices in each.items()},
    }
