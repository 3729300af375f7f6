"""Tiny data sets in the layouts of the public ones; a head is a box of skin under a box of hair."""

from pathlib import Path

import cv2
import numpy as np

SIDE = 16


def write(path, pixels):
    """Any picture; three channels are RGB."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), pixels[..., ::-1] if pixels.ndim == 3 else pixels)


def photo(path, grey=100, side=SIDE):
    write(path, np.full((side, side, 3), grey, np.uint8))


def head(background, skin, hair):
    """A map in whose middle is skin, above it hair."""
    value = np.zeros((SIDE, SIDE, *np.shape(background)), np.uint8)
    value[:] = background
    value[2:6, 4:12] = hair
    value[6:14, 4:12] = skin
    return value


BACKGROUND, SKIN, HAIR = (0, 0), (8, 8), (3, 8)
"""A pixel of each."""


def celebamask(folder: Path, count=3):
    for number in range(count):
        photo(folder / f"CelebA-HQ-img/{number}.jpg", side=2 * SIDE)
        masks = folder / f"CelebAMask-HQ-mask-anno/0/{number:05d}"
        write(Path(f"{masks}_skin.png"), head(0, 255, 255))
        write(Path(f"{masks}_hair.png"), head(0, 0, 255))
        write(Path(f"{masks}_ear_r.png"), head(0, 0, 0))


def lapa(folder: Path, count=3):
    for part in ("train", "val", "test"):
        for number in range(count):
            photo(folder / f"{part}/images/{number}_0.jpg")
            write(folder / f"{part}/labels/{number}_0.png", head(0, 1, 10))


def helen(folder: Path, count=3):
    for number in range(count):
        photo(folder / f"images/{number}_1.jpg")
        for source_id in range(11):
            share = head(*(255 if source_id == i else 0 for i in (0, 1, 10)))
            if source_id in (0, 10):
                share[2, 4:12] = 127  # the soft edge of hair
            write(folder / f"labels/{number}_1/{number}_1_lbl{source_id:02d}.png", share)
    for name, number in (("exemplars", 0), ("tuning", 1), ("testing", 2)):
        (folder / f"{name}.txt").write_text(f"{number} , {number}_1\n")


def lfw(folder: Path):
    for person in ("Ann_Lee", "Bo", "Cy"):
        photo(folder / f"lfw_funneled/{person}/{person}_0012.jpg")
        write(
            folder / f"parts_lfw_funneled_gt_images/{person}_0012.ppm",
            head((0, 0, 255), (0, 255, 0), (255, 0, 0)),
        )
    for name, person in (("train", "Ann_Lee"), ("validation", "Bo"), ("test", "Cy")):
        (folder / f"parts_{name}.txt").write_text(f"{person} 12\n")


def facesynthetics(folder: Path, count=10):
    for number in range(count):
        photo(folder / f"{number:06d}.png", grey=12 * number)
        write(folder / f"{number:06d}_seg.png", head(0, 1, 13))
        (folder / f"{number:06d}_ldmks.txt").write_text("1 1\n")


def fasseg(folder: Path):
    colours = head((255, 0, 0), (255, 255, 0), (127, 0, 0))
    for part, label, inner in (("Train", "Labels", ""), ("Test", "labels", "+15/")):
        photo(folder / f"{part}_RGB/{inner}1.bmp")
        write(folder / f"{part}_{label}/{inner}1.bmp", colours)


def negatives(folder: Path, count=10):
    for number in range(count):
        photo(folder / f"rooms/{number}.png", grey=12 * number, side=2 * SIDE)
