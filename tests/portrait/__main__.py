"""Makes a moving portrait.

python -m tests.portrait --out face.y4m --hr 72 --rr 15 --seconds 60
python -m tests.portrait --out face.mkv --trace TRACE.json --image I.jpg --labels L.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from tests.portrait import Drive, Scene, astronaut, labelled, render, write


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--out", type=Path, required=True, help=".y4m, .mkv, .mp4 or .avi")
    add("--seconds", type=float, default=60)
    add("--fps", type=float, default=30)
    add("--hr", type=float, default=72, help="heart rate, /min")
    add("--rr", type=float, default=15, help="respiratory rate, /min")
    add("--strength", type=float, default=1, help="of the pulse; 1 is usual, 0 is none")
    add("--trace", type=Path, help="follow the `rgb` of this trace file instead of --hr")
    add("--image", type=Path, help="another portrait; needs --labels")
    add("--labels", type=Path, help="its label map, ids of CelebAMask-HQ")
    add("--face-share", type=float, default=0.4, help="height of the face over the frame's")
    add(
        "--centre",
        type=float,
        nargs=2,
        default=(0.5, 0.42),
        metavar=("X", "Y"),
        help="of the face, in shares",
    )
    add("--light", type=float, default=1, help="0.12 is a dark room")
    add("--noise", type=float, default=1.5, help="of the sensor, 8-bit units")
    add("--rise", type=float, default=2, help="of the shoulders, pixels")
    add("--motion", type=float, default=0, help="swaying of the head, pixels")
    add("--second", type=float, default=0, help="height of a second face over the frame's")
    add("--empty", action="store_true", help="the room alone")
    add("--size", type=int, nargs=2, default=(640, 480), metavar=("WIDTH", "HEIGHT"))
    add("--seed", type=int, default=1)
    return parser


def _scene(args: argparse.Namespace) -> Scene:
    return Scene(
        *args.size,
        face_share=args.face_share,
        centre=tuple(args.centre),
        light=args.light,
        noise=args.noise,
        rise_px=args.rise,
        motion_px=args.motion,
        second_share=args.second,
        empty=args.empty,
        seed=args.seed,
    )


def main() -> None:
    parser = _parser()
    args = parser.parse_args()
    if (args.image is None) != (args.labels is None):
        parser.error("--image and --labels go together")
    t_s = np.arange(round(args.seconds * args.fps)) / args.fps
    if args.trace:
        drive = Drive.from_trace(args.trace, t_s, args.rr)
    else:
        drive = Drive.parametric(t_s, args.hr, args.rr, args.strength)
    subject = labelled(args.image, args.labels) if args.image else astronaut()
    write(args.out, render(subject, drive, _scene(args)), args.fps)


if __name__ == "__main__":
    main()
