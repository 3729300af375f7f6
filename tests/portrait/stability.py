"""How much noise the mask itself adds to the trace of a still face.

    python -m tests.portrait.stability [--json OUT.json] [--weights FOLDER]

The portrait keeps still, without pulse and breath, under sensor noise; frames take the way of the page
(640x480, shrunk to 320x240, JPEG 0.92). A region's mean colour is taken under the estimated weights of each
frame, and under their mean over time, which is a fixed mask. Told is the noise of the first over that of
the second, as root mean square of red, green and blue: after taking out a straight line, and in the pulse
band (0.7 to 4 Hz). 1 is a mask that adds nothing. "own" is each frame with its own mask, "rested" is the
product: the mask averaged over time (`vitals.steady`).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.signal import detrend

from tests.portrait import Drive, Scene
from tests.portrait.figures import FPS, PULSE_HZ, chunks, in_band, sent
from vitals import regions
from vitals.segmentation.fasenet import FaSeNet
from vitals.segmentation.manifest import DEFAULT_FOLDER
from vitals.segmentation.tracker import Tracker, TrackState
from vitals.steady import Steady
from vitals.types import REGIONS, Frame

Float = NDArray[np.float64]

STILL = {"drift_px": 0.0, "rise_px": 0.0}
SCENES = {
    "face 40 % of the height": Scene(**STILL),
    "sensor noise of 4 units": Scene(**STILL, noise=4),
    "sensor noise of 8 units": Scene(**STILL, noise=8),
    "a quarter of the light": Scene(**STILL, light=0.25),
    "an eighth of the light": Scene(**STILL, light=0.125),
    "face 15 %": Scene(**STILL, face_share=0.15),
    "face 25 %": Scene(**STILL, face_share=0.25),
    "face 60 %": Scene(**STILL, face_share=0.6, centre=(0.5, 0.5)),
}
SETTLING_S = 2.0
"""At the start, not judged."""


def masks(net: FaSeNet, frames: list[Frame]) -> tuple[list[Steady], list[Steady]]:
    """Of each frame: its own, and as the product averages it."""
    state, own, rested = TrackState(), [], []
    for chunk in chunks(iter(frames)):
        faces, state = Tracker(net).follow(chunk, state)
        for frame, face in zip(chunk, faces, strict=True):
            assert face is not None, f"the face was lost at {frame.t_s:.2f} s"
            own.append(Steady.of(frame.rgb, face))
            known = rested[-1] if rested else own[-1]
            rested.append(known.followed_by(own[-1], 1 / FPS, face.moved_px))
        rested[-1] = rested[-1].rounded()
    return own, rested


def added_noise(frames: list[Frame], steadies: list[Steady]) -> dict[str, dict[str, float]]:
    """Noise under these masks over noise under their mean, per region that is seen."""
    everywhere = slice(0, frames[0].rgb.shape[0]), slice(0, frames[0].rgb.shape[1])
    weights = [regions.weights_on_pixels(steady, *everywhere) for steady in steadies]
    fixed = np.mean(weights, axis=0)
    moving = np.array([_means(f, w) for f, w in zip(frames, weights, strict=True)])
    resting = np.array([_means(frame, fixed) for frame in frames])
    return {
        region: {
            "line_removed": _noise(moving[:, r], detrend) / _noise(resting[:, r], detrend),
            "pulse_band": _noise(moving[:, r], _pulse) / _noise(resting[:, r], _pulse),
            "fixed_mask_noise": _noise(resting[:, r], _pulse),
        }
        for r, region in enumerate(REGIONS)
        if np.isfinite(moving[:, r]).all()
    }


def _means(frame: Frame, weights: NDArray[np.float32]) -> Float:
    return regions.mean_colours(frame.rgb, weights, 0.0).rgb


def _noise(rgb: Float, without_trend: Callable[[Float], Float]) -> float:
    """Root mean square over time and channels, once settled."""
    settled = rgb[round(SETTLING_S * FPS) :]
    return float(np.sqrt(np.mean([without_trend(channel) ** 2 for channel in settled.T])))


def _pulse(channel: Float) -> Float:
    return in_band(channel, PULSE_HZ)


def measured(net: FaSeNet, scene: Scene, seconds: float) -> dict[str, dict[str, dict[str, float]]]:
    """One scene, with either kind of mask."""
    drive = Drive.parametric(np.arange(round(seconds * FPS)) / FPS, strength=0)
    frames = list(sent(drive, scene))
    frames = frames[: len(frames) // 8 * 8]
    own, rested = masks(net, frames)
    return {"own": added_noise(frames, own), "rested": added_noise(frames, rested)}


def row(name: str, found: dict[str, dict[str, dict[str, float]]]) -> str:
    own, rested = found["own"], found["rested"]
    skin = [kind["skin"][what] for kind in (own, rested) for what in ("line_removed", "pulse_band")]
    patches = [rested.get(region, {}).get("pulse_band", np.nan) for region in REGIONS[1:]]
    cells = "".join(f"{value:>9.2f}" for value in (*skin, *patches))
    return f"{name:<26}{cells}{rested['skin']['fixed_mask_noise']:>10.4f}"


def main() -> None:
    cv2.setNumThreads(1)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--weights", type=Path, default=DEFAULT_FOLDER, help="folder of manifest and weights")
    args = parser.parse_args()
    start_s, net, found = time.monotonic(), FaSeNet(args.weights), {}
    print(f"{net.manifest.model}: noise with the mask over noise with a fixed one")
    print(
        f"{'':<26}{'skin, own mask':>18}{'skin, rested':>18}{'patches, rested, pulse band':>36}{'fixed,':>10}"
    )
    heads = ("all", "pulse", "all", "pulse", "forehead", "l cheek", "r cheek", "nose", " 8-bit")
    print(f"{'still face':<26}" + "".join(f"{head:>9}" for head in heads))
    for name, scene in SCENES.items():
        found[name] = measured(net, scene, args.seconds)
        print(row(name, found[name]), flush=True)
    print(f"{time.monotonic() - start_s:.0f} s")
    if args.json:
        args.json.write_text(json.dumps({"model": net.manifest.model, "scenes": found}, indent=1))


if __name__ == "__main__":
    main()
