"""What one frame costs, stage by stage, on one core; or how many frames the network alone does in batches.

    python -m vitals.benchmark [IMAGE] [--size 320 240]
    python -m vitals.benchmark --batches 1 16 64 [--provider cuda]

Prints a table of CPU milliseconds per frame (this process's own time, so that a busy machine
disturbs it less): median and 90th percentile over the rounds. For batches see `vitals.throughput`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import simplejpeg

from vitals import limits, motion, regions, throughput
from vitals.analyzer import Analyzer, AnalyzerState
from vitals.errors import ModelError
from vitals.frames.jpeg import decode
from vitals.segmentation.faces import Face, find_faces
from vitals.segmentation.fasenet import FaSeNet, Square, cut
from vitals.segmentation.tracker import square_around
from vitals.steady import Steady
from vitals.types import Frame, Image

SAMPLE = Path(__file__).parents[1] / "static" / "sample" / "portrait.jpg"
_QUALITY = 92  # of the JPEGs that the page sends
_FRAMES = limits.CHUNK_FRAMES

Stage = Callable[[], object]


def main() -> None:
    cv2.setNumThreads(1)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("image", nargs="?", type=Path, default=SAMPLE, help="with a face")
    parser.add_argument("--size", type=int, nargs=2, default=(320, 240), metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument(
        "--batches", type=int, nargs="+", metavar="N", help="the network alone, N frames at once"
    )
    parser.add_argument("--provider", choices=throughput.PROVIDERS, help="for --batches; else what is in use")
    parser.add_argument("--json", action="store_true", help="for --batches: JSON in place of the table")
    args = parser.parse_args()
    if not args.batches:
        return _print_stages(args)
    try:
        measured = throughput.measure(args.batches, args.rounds, throughput.PROVIDERS.get(args.provider))
    except ModelError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    print(measured.to_json() if args.json else measured.table())


def _print_stages(args: argparse.Namespace) -> None:
    picture = cv2.resize(decode(args.image.read_bytes()), tuple(args.size), interpolation=cv2.INTER_AREA)
    net = FaSeNet()
    print(
        f"{net.manifest.model} on {net.provider}, {args.size[0]}x{args.size[1]}, chunks of {_FRAMES} frames"
    )
    print(f"{'CPU ms per frame':<28}{'median':>8}{'p90':>8}")
    for name, stage in stages(np.asarray(picture, np.uint8), net).items():
        median, p90 = cost_ms(stage, args.rounds)
        print(f"{name:<28}{median:>8.2f}{p90:>8.2f}", flush=True)


def stages(picture: Image, net: FaSeNet) -> dict[str, Stage]:
    """Each stage for one chunk of frames, and the whole way at the end."""
    jpeg = simplejpeg.encode_jpeg(picture, quality=_QUALITY, colorsubsampling="420")
    face, square = _the_face(picture, net)
    steady, side = Steady.of(picture, face), net.manifest.input_size
    bands = motion.shoulders(face.box, picture), motion.head(face.box, picture)
    rises = [motion.follow(picture, band, None) for band in bands]
    chunk, squares = [picture] * _FRAMES, [square] * _FRAMES
    maps = net(chunk, squares)
    analyzer, frames = Analyzer(net), [Frame(index / 30, picture) for index in range(_FRAMES)]
    state = analyzer.analyse(frames, AnalyzerState.initial()).state

    def move() -> Sequence[motion.Rise | None]:
        return [motion.follow(picture, band, rise) for band, rise in zip(bands, rises, strict=True)]

    return {
        "decode JPEG": lambda: [decode(jpeg) for _ in chunk],
        "crop": lambda: [cut(picture, square, side) for _ in chunk],
        "crop and network": lambda: net(chunk, squares),
        "mask to face": lambda: [find_faces(one, square) for one in maps],
        "steady mask": lambda: [steady.followed_by(Steady.of(picture, face), 1 / 30) for _ in chunk],
        "regions": lambda: [regions.measure(picture, steady) for _ in chunk],
        "shoulders and head": lambda: [move() for _ in chunk],
        "all after decoding": lambda: analyzer.analyse(frames, state),
    }


def _the_face(picture: Image, net: FaSeNet) -> tuple[Face, Square]:
    """The face and its crop, as the tracker would have it."""
    square = Square.whole(picture)
    for _ in range(2):
        faces = find_faces(net([picture], [square])[0], square)
        if not faces:
            raise SystemExit("no face in this picture: name one with a face")
        found, square = square, square_around(faces[0].box)
    return faces[0], found


def cost_ms(stage: Stage, rounds: int) -> tuple[float, float]:
    """Median and 90th percentile per frame."""
    stage()
    spent = []
    for _ in range(rounds):
        start = time.process_time_ns()
        stage()
        spent.append((time.process_time_ns() - start) / 1e6 / _FRAMES)
    return float(np.median(spent)), float(np.quantile(spent, 0.9))


if __name__ == "__main__":
    main()
