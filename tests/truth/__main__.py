"""End to end: a portrait driven by a measured trace or a known rate, through Chromium's camera, off the page.

    python -m tests.truth --url http://127.0.0.1:8000/ TRACE.json ...      against contact truth
    python -m tests.truth --url http://127.0.0.1:8000/ --rates 48:8 72:15  against known HR:RR

Prints one row a video. The stack must be running (`./run`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from tests.truth.page import Reading, watch
from tests.truth.score import contact_truth, score

SECONDS = 60
SETTLED_S = 45


def make_camera_file(out: Path, *arguments: str) -> None:
    """Let `tests.portrait` write a camera file of SECONDS."""
    command = [
        sys.executable,
        "-m",
        "tests.portrait",
        "--out",
        str(out),
        "--seconds",
        str(SECONDS),
        *arguments,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def run_trace(url: str, trace: Path, portrait: list[str], folder: Path) -> str:
    """One row: the page against the contact truth of `trace`."""
    y4m = folder / f"{trace.stem}.y4m"
    make_camera_file(y4m, "--trace", str(trace), *portrait)
    readings = watch(url, y4m, SECONDS)
    y4m.unlink()
    s = score(readings, *contact_truth(trace), end_s=max(r.t_s for r in readings))
    figures = f"{s.seconds:>7} {s.coverage:>8.0%} {s.within_5:>8.0%} {s.mae_bpm:>7.2f} {s.first_s:>7.1f}"
    return f"{trace.stem:<20} {figures}"


def run_rate(url: str, rates: str, portrait: list[str], folder: Path) -> str:
    """One row: the page at SETTLED_S and every wrong number after it, against known rates "HR:RR"."""
    hr, rr = (float(part) for part in rates.split(":"))
    y4m = folder / "rates.y4m"
    make_camera_file(y4m, "--hr", str(hr), "--rr", str(rr), *portrait)
    readings = [r for r in watch(url, y4m, SECONDS) if r.t_s >= SETTLED_S]
    y4m.unlink()
    shown = _worst(readings, "heart_rate", hr), _worst(readings, "respiratory_rate", rr)
    return f"{hr:>5.0f} {rr:>5.0f}   {shown[0]}   {shown[1]}"


def _worst(readings: list[Reading], what: str, truth: float) -> str:
    shown = np.array([getattr(r, what) for r in readings if getattr(r, what) is not None], float)
    if not len(shown):
        return f"withheld ({readings[-1].instruction[:40] if readings else 'nothing read'})"
    worst, share = np.abs(shown - truth).max(), len(shown) / len(readings)
    return f"{np.median(shown):>5.0f} worst error {worst:>4.1f}, shown {share:.0%}"


def main() -> None:
    """Parse, run one after the other, print rows as they come."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("traces", nargs="*", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8000/")
    parser.add_argument("--rates", nargs="*", default=[], metavar="HR:RR")
    parser.add_argument(
        "--portrait", nargs=argparse.REMAINDER, default=[], help="passed on to tests.portrait"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.traces:
            print("trace                seconds coverage within 5 MAE/min first/s")
        for trace in args.traces:
            print(run_trace(args.url, trace, args.portrait, Path(folder)), flush=True)
        if args.rates:
            print("   HR    RR   heart rate shown after 45 s   respiratory rate shown after 45 s")
        for rates in args.rates:
            print(run_rate(args.url, rates, args.portrait, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
