"""The class map of single pictures.

    python -m vitals.segment IMAGE --out MASK.png
    python -m vitals.segment IMAGE IMAGE ... --out-dir DIR

Masks have the picture's size and 8-bit ids: 0 background (clothes, hands), 1 face skin, 2 eyes,
3 brows, 4 nose, 5 mouth, 6 hair, 7 glasses, 8 ears, 9 neck, 10 hat, 11 occluder. A picture without
a face is all 0. Where a picture cannot be read or a mask not be written there is one line, the other
pictures are still done, and the exit code is 2.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from vitals.errors import FrameError, VitalsError
from vitals.segmentation.fasenet import FaSeNet, Label, Probabilities, Segmenter, Square
from vitals.segmentation.tracker import face_from_near, look, square_around, tiles
from vitals.types import Image

BAD_INPUT = 2
_MAX_PEOPLE = 4
_FACE_IN_CROPS = (0.6, 0.75, 0.9, 1.05)  # of the crop's side: a still picture has the time for several looks


@dataclass(frozen=True, slots=True)
class View:
    """One look at a part of the picture; probabilities are already weighted with what the look is worth."""

    square: Square
    probabilities: Probabilities

    def on_pixels(self, label: Label, picture: Image) -> Probabilities:
        """[H, W] of one class, bilinear between the cells; 0 outside the square."""
        cells = self.probabilities.shape[-1] / self.square.side
        offset = [(0.5 - edge) * cells - 0.5 for edge in (self.square.x, self.square.y)]
        matrix = np.array([[cells, 0, offset[0]], [0, cells, offset[1]]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        warped = cv2.warpAffine(self.probabilities[label], matrix, picture.shape[1::-1], flags=flags)
        return np.asarray(warped, np.float32)


def segment(picture: Image, segmenter: Segmenter) -> Image:
    """H x W x 3 RGB -> H x W class ids: the whole picture, and each face in it again from near and nearer."""
    whole = Square.whole(picture)
    faces = look(segmenter, picture, [whole]) or look(segmenter, picture, tiles(picture))
    certain = [
        sure for face in faces[:_MAX_PEOPLE] if (sure := face_from_near(segmenter, picture, face)) is not None
    ]
    if not certain:
        return np.zeros(picture.shape[:2], np.uint8)
    near = [
        _near(picture, square_around(face.box, share), segmenter)
        for face in certain
        for share in _FACE_IN_CROPS
    ]
    # Seen from farther away it knows the surroundings better, but less of the detail.
    worth = min(view.square.side for view in near) / whole.side
    return _most_likely(
        [View(whole, _both_ways(picture, whole, segmenter) * np.float32(worth)), *near], picture
    )


def _near(picture: Image, square: Square, segmenter: Segmenter) -> View:
    """One face from near."""
    probabilities = _both_ways(picture, square, segmenter)
    distance = np.abs(np.linspace(-1, 1, probabilities.shape[-1], dtype=np.float32))
    window = np.clip((1 - distance) / 0.15, 0, 1).astype(np.float32)  # no seam where the crop ends
    return View(square, np.asarray(probabilities * window * window[:, None], np.float32))


def _both_ways(picture: Image, square: Square, segmenter: Segmenter) -> Probabilities:
    """Mean of the picture and its mirror image: a still picture has the time."""
    mirrored = np.ascontiguousarray(picture[:, ::-1])
    other = Square(picture.shape[1] - square.x - square.side, square.y, square.side)
    one, two = segmenter([picture, mirrored], [square, other])
    return np.asarray((one + two[..., ::-1]) / 2, np.float32)


def _most_likely(views: Sequence[View], picture: Image) -> Image:
    """Class by class, so that a large picture needs the memory of two classes, not of twelve."""
    ids = np.zeros(picture.shape[:2], np.uint8)
    best = sum(view.on_pixels(Label.BACKGROUND, picture) for view in views)
    for label in list(Label)[1:]:
        score = sum(view.on_pixels(label, picture) for view in views)
        ids[score > best] = label
        best = np.maximum(best, score)
    return ids


def read_picture(path: Path) -> Image:
    """H x W x 3 RGB of any picture file. Raises FrameError."""
    bgr = cv2.imread(str(path), cv2.IMREAD_COLOR) if path.is_file() else None
    if bgr is None:
        raise FrameError(f"{path} is no picture that can be read; give a JPEG or PNG file")
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def write_mask(path: Path, ids: Image) -> None:
    """Raises FrameError: PNG alone keeps every id as it is."""
    try:
        written = path.suffix.lower() == ".png" and path.parent.is_dir() and cv2.imwrite(str(path), ids)
    except cv2.error:
        written = False
    if not written:
        raise FrameError(f"{path} cannot be written; give a .png in a folder that exists")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m vitals.segment",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, help="the mask of one image")
    where.add_argument("--out-dir", type=Path, help="masks are DIR/STEM.png; made where it does not exist")
    args = parser.parse_args(argv)
    if args.out and len(args.images) > 1:
        parser.error("--out is for one image; use --out-dir for several")
    if args.out and args.out.suffix.lower() != ".png":
        parser.exit(BAD_INPUT, f"{args.out} is no .png; other pictures do not keep the ids\n")
    stem, count = Counter(path.stem for path in args.images).most_common(1)[0]
    if count > 1:
        parser.exit(BAD_INPUT, f"{count} images would become {stem}.png; give them names of their own\n")
    overwritten = {path.resolve() for path in args.images} & {mask.resolve() for mask in _masks(args)}
    if overwritten:
        parser.exit(BAD_INPUT, f"the mask would replace {overwritten.pop()}; choose another place for it\n")
    return args


def _masks(args: argparse.Namespace) -> list[Path]:
    """Where the mask of each image goes."""
    return [args.out or args.out_dir / f"{path.stem}.png" for path in args.images]


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    try:
        net = FaSeNet()
        if args.out_dir:
            args.out_dir.mkdir(parents=True, exist_ok=True)
    except (VitalsError, OSError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    done = [_segment_file(path, mask, net) for path, mask in zip(args.images, _masks(args), strict=True)]
    return 0 if all(done) else BAD_INPUT


def _segment_file(path: Path, mask: Path, net: Segmenter) -> bool:
    """Whether it could be done; if not, it is told."""
    try:
        write_mask(mask, segment(read_picture(path), net))
    except (VitalsError, OSError) as error:
        print(error, file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
