"""A person of plain colours with labels, and a network that knows colours, for tests without the data."""

import numpy as np

from models.fasenet.classes import EYES, FACE_SKIN, HAIR, MOUTH, NOSE, PERSON_BIT, bits
from models.fasenet.sources import Sample

COLOURS = {
    HAIR: (40, 20, 10),
    FACE_SKIN: (210, 150, 120),
    EYES: (250, 250, 250),
    NOSE: (230, 120, 90),
    MOUTH: (200, 30, 40),
}
PARTS = (
    (HAIR, 20, 110, 30, 98), (FACE_SKIN, 34, 100, 40, 88), (EYES, 50, 58, 46, 58), (EYES, 50, 58, 70, 82),
    (NOSE, 58, 78, 59, 69), (MOUTH, 84, 92, 52, 76),
)  # fmt: skip
"""Class, first and last row, first and last column."""
BLUE = (30, 60, 160)


def person(name: str = "1") -> Sample:
    """128x128: hair around a face with eyes, nose and mouth, before blue."""
    picture = np.full((128, 128, 3), BLUE, np.uint8)
    label = np.full((128, 128), bits(0), np.uint16)
    for class_id, top, bottom, left, right in PARTS:
        picture[top:bottom, left:right] = COLOURS[class_id]
        label[top:bottom, left:right] = bits(class_id) | PERSON_BIT
    return Sample(name, picture, label)


def colour_segmenter(pictures, squares):
    """[N, 12, 64, 64]: the class whose colour is nearest; what is far from all of them is background."""
    from vitals.segmentation.fasenet import cut

    palette = np.array([BLUE, *COLOURS.values()], float)
    ids = np.array([0, *COLOURS])
    cuts = np.stack([cut(p, s, 64) for p, s in zip(pictures, squares, strict=True)]).astype(float)
    away = np.linalg.norm(cuts[..., None, :] - palette, axis=-1)
    nearest = np.where(away.min(-1) < 60, ids[away.argmin(-1)], 0)
    return np.ascontiguousarray(np.moveaxis(np.eye(12, dtype=np.float32)[nearest], -1, 1))


def blind_segmenter(pictures, squares):
    """Sees background only."""
    maps = np.zeros((len(pictures), 12, 64, 64), np.float32)
    maps[:, 0] = 1
    return maps
