"""Real faces that the network never saw, made to pulse and breathe, through `vitals.measuring`.

    python -m tests.truth.faces --faces ../shared/data/faces 4508 4993 4575

Each is a reserved portrait of CelebAMask-HQ, read from its zip and laid in a temporary folder for the run
only. Prints skin tone (individual typology angle of the face, degrees; below 10 is brown to dark), rates and
quality.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import cv2
import numpy as np

from models.fasenet.classes import FACE_SKIN, bits
from models.fasenet.sources import FaceZip, Sample
from models.fasenet.splits import CELEBAMASK, is_reserved_split
from vitals.measuring import measure
from vitals.types import Rate

HR_BPM, RR_BPM, SECONDS = 84, 15, 40


def tone_degrees(sample: Sample) -> float:
    """Individual typology angle, arctan((L - 50) / b), of the labelled face skin."""
    assert sample.label is not None
    skin = (sample.label & bits(FACE_SKIN)) > 0
    lab = cv2.cvtColor(sample.picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[skin]
    lightness, _, yellow = np.median(lab, axis=0)
    return float(np.degrees(np.arctan2(lightness - 50, yellow)))


def row(faces: Path, name: str, folder: Path) -> str:
    """Make the video of one face and measure it."""
    with zipfile.ZipFile(faces / f"{CELEBAMASK}.zip") as archive:
        image, labels = (archive.extract(m, folder) for m in (f"images/{name}.jpg", f"labels/{name}.png"))
    video = folder / f"{name}.mkv"
    given = ["--out", str(video), "--seconds", str(SECONDS), "--hr", str(HR_BPM), "--rr", str(RR_BPM)]
    maker = [sys.executable, "-m", "tests.portrait", *given, "--image", image, "--labels", labels]
    subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
    result = measure(video)
    video.unlink()
    tone = tone_degrees(FaceZip(faces, CELEBAMASK).read(name))
    return f"{name:<8} {tone:>6.0f}   {_told(result.heart_rate):<28} {_told(result.respiratory_rate)}"


def _told(rate: Rate) -> str:
    value = f"withheld ({rate.withheld})" if rate.value_bpm is None else f"{rate.value_bpm:.1f}"
    return f"{value} (quality {rate.quality:.2f})"


def main() -> None:
    """One row a face."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="+")
    parser.add_argument("--faces", type=Path, default=Path("../shared/data/faces"))
    args = parser.parse_args()
    reserved = is_reserved_split(CELEBAMASK, FaceZip(args.faces, CELEBAMASK).names)[1]
    print(f"face       tone   heart rate ({HR_BPM})              respiratory rate ({RR_BPM})")
    with tempfile.TemporaryDirectory() as folder:
        for name in args.names:
            if name not in reserved:
                parser.error(f"{name} is not reserved: the network may have seen it")
            print(row(args.faces, name, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
