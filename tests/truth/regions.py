"""Which region of the picture is worth most: heart and breath from the same frames, region by region.

    python -m tests.truth.regions [--data ../shared/data] [--json OUT.json]

Portraits whose skin follows measured traces (`tests.truth.region_videos`), 320x240 through JPEG as live, are
read once; every region is measured on the same frames, and the monitor with its default method reads the
rates from each region's colour alone. Told per region: MAE of the heart rate in 1/min, share of the seconds
answered, SNR of the trace at the contact sensor's rate; MAE and share of the respiratory rate. In brackets is
the 95 % bootstrap interval over videos. "true mask" is where the pulse was put, "driving trace" the trace
itself without any picture: the best that any region can do.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from tests.truth.region_scores import Score, interval, score
from tests.truth.region_traces import finders, traces
from tests.truth.region_videos import VARIANTS, Video, frames, subject, videos
from vitals.analyzer import Analyzer
from vitals.types import Trace

DRIVING = "driving trace"
_LEVEL = 120.0  # 8-bit, of the driving trace's mean

Found = dict[str, list[tuple[Video, Score]]]


def study(data: Path, chosen: list[Video]) -> Found:
    """Region -> its score on each video."""
    analyzer, found = Analyzer.load(), defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for video in chosen:
            face = subject(data / "faces", video.portrait, Path(folder))
            measured = traces(analyzer, frames(video, face), finders())
            drive = video.drive()
            measured[DRIVING] = Trace.of_skin(drive.t_s, _LEVEL * drive.gains)
            for region, trace in measured.items():
                found[region].append((video, score(video, trace)))
            print(".", end="", flush=True)
    print()
    return dict(found)


def figures(scores: list[Score]) -> dict[str, object]:
    """Of some videos together."""
    return {
        "videos": len(scores),
        "mae_bpm": interval(np.array([s.mae_bpm for s in scores])),
        "answered": float(np.mean([s.answered for s in scores])),
        "snr_db": interval(np.array([s.snr_db for s in scores])),
    }


def grouped(found: Found) -> dict[str, dict[str, dict[str, object]]]:
    """Region -> part (each variant's heart, and the breath) -> figures."""
    table: dict[str, dict[str, dict[str, object]]] = {}
    for region, rows in found.items():
        parts = {
            f"heart, {variant}": [s for video, s in rows if not video.breathes and video.variant == variant]
            for variant in VARIANTS
        }
        parts["breath"] = [s for video, s in rows if video.breathes]
        table[region] = {part: figures(scores) for part, scores in parts.items() if scores}
    return table


def as_text(table: dict[str, dict[str, dict[str, object]]]) -> str:
    lines = []
    for part in next(iter(table.values())):
        lines.append(f"{part:<40}{'MAE, 1/min':>24}{'answered':>10}{'SNR, dB':>26}")
        for region, row in table.items():
            found = row[part]
            mae, snr = (_told(found[what]) for what in ("mae_bpm", "snr_db"))
            lines.append(f"{region:<40}{mae:>24}{found['answered']:>10.0%}{snr:>26}")
        lines.append("")
    return "\n".join(lines)


def _told(values: object) -> str:
    mean, low, high = np.asarray(values, float)
    return f"{mean:.2f} ({low:.2f} to {high:.2f})" if np.isfinite(mean) else "-"


def main() -> None:
    cv2.setNumThreads(1)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seconds", type=float, default=30, help="of a video for the heart rate")
    parser.add_argument("--breath-seconds", type=float, default=45, help="of a video for the breath")
    parser.add_argument("--every", type=int, default=1, help="only every n-th video")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    start_s = time.monotonic()
    chosen = videos(args.data / "traces", args.seconds, args.breath_seconds)[:: args.every]
    table = grouped(study(args.data, chosen))
    print(as_text(table))
    print(f"{len(chosen)} videos, {time.monotonic() - start_s:.0f} s")
    if args.json:
        args.json.write_text(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
