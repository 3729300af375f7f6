"""The figures of docs/vision.md about finding, following and reading a face.

    python -m tests.portrait.figures scenes    found share and recovered pulse over scenes
    python -m tests.portrait.figures edges     soft weights against a hard edge
    python -m tests.portrait.figures width     what shrinking 640 pixels to 320 costs

The portrait is the astronaut of scikit-image, 640x480 at 30 fps, shrunk to 320x240 and sent through
JPEG 0.92 as the page does. Correlations and SNR are against the driving pulse, 0.7 to 4 Hz.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from tests.portrait import Drive, Scene, astronaut, render
from vitals import limits, regions
from vitals.analyzer import Analyzer, AnalyzerState
from vitals.segmentation.faces import Face
from vitals.segmentation.fasenet import FaSeNet
from vitals.segmentation.tracker import Tracker, TrackState
from vitals.steady import Steady
from vitals.types import Frame, Trace

Float = NDArray[np.float64]

FPS = 30
PULSE_HZ, BREATH_HZ = (0.7, 4.0), (0.1, 0.7)
SCENES = {
    "clean light, 40 %": Scene(),
    "15 % of the height": Scene(face_share=0.15),
    "25 %": Scene(face_share=0.25),
    "60 %": Scene(face_share=0.6, centre=(0.5, 0.5)),
    "off-centre, 25 %": Scene(face_share=0.25, centre=(0.2, 0.6)),
    "a quarter of the light": Scene(light=0.25),
    "noisy sensor": Scene(noise=4),
    "head sways 12 px": Scene(motion_px=12),
    "shoulders rise 0.6 px": Scene(rise_px=0.6, drift_px=0),
    "two faces": Scene(centre=(0.35, 0.45), second_share=0.25),
    "empty room": Scene(empty=True),
}
EDGES = ("clean light, 40 %", "15 % of the height", "25 %", "a quarter of the light", "head sways 12 px")


def sent(drive: Drive, scene: Scene, width: int = 320) -> Iterator[Frame]:
    """Frames as they arrive from the page."""
    size = (width, width * scene.height // scene.width)
    for t_s, rgb in zip(drive.t_s, render(astronaut(), drive, scene), strict=True):
        small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA) if width < scene.width else rgb
        jpeg = simplejpeg.encode_jpeg(small, quality=92, colorsubsampling="420")
        yield Frame(float(t_s), simplejpeg.decode_jpeg(jpeg))


def chunks(frames: Iterator[Frame]) -> Iterator[list[Frame]]:
    chunk = []
    for frame in frames:
        chunk.append(frame)
        if len(chunk) == limits.CHUNK_FRAMES:
            yield chunk
            chunk = []


def analysed(net: FaSeNet, frames: Iterator[Frame]) -> Trace:
    analyzer, state, samples = Analyzer(net), AnalyzerState.initial(), []
    for chunk in chunks(frames):
        analysis = analyzer.analyse(chunk, state)
        state, samples = analysis.state, samples + analysis.samples
    return Trace.of(samples)


def in_band(values: Float, band_hz: tuple[float, float]) -> Float:
    return np.asarray(sosfiltfilt(butter(2, band_hz, "band", fs=FPS, output="sos"), values))


def likeness(values: Float, truth: Float, band_hz: tuple[float, float]) -> float:
    """Correlation in a band; NaN where values are missing."""
    if not np.isfinite(values).all():
        return np.nan
    return float(np.corrcoef(in_band(values, band_hz), in_band(truth, band_hz))[0, 1])


def snr_db(values: Float, truth: Float) -> float:
    """Power of what follows the truth over the power of all the rest, in the pulse band."""
    seen, known = in_band(values, PULSE_HZ), in_band(truth, PULSE_HZ)
    signal = known * (seen @ known) / (known @ known)
    return float(10 * np.log10((signal @ signal) / ((seen - signal) @ (seen - signal))))


def chrom(rgb: Float) -> Float:
    """De Haan & Jeanne 2013 (doi 10.1109/TBME.2013.2266196), one window."""
    red, green, blue = (in_band(channel, PULSE_HZ) for channel in (rgb / rgb.mean(axis=0)).T)
    x, y = 3 * red - 2 * green, 1.5 * red + green - 1.5 * blue
    return np.asarray(x - x.std() / y.std() * y)


def show_scenes(net: FaSeNet, drive: Drive) -> None:
    print(f"{'scene':<24}{'found':>7}{'skin px':>9}{'green r':>9}{'CHROM r':>9}{'rise r':>8}{'faces':>7}")
    for name, scene in SCENES.items():
        trace = analysed(net, sent(drive, scene))
        found = np.isfinite(trace.rgb[:, 0, 0])
        row = f"{name:<24}{found.mean():>7.1%}{trace.area_px[:, 0].mean():>9.0f}"
        if found.all():
            truth = drive.gains[: len(trace), 1]
            rgb = trace.rgb[:, 0]
            green = likeness(rgb[:, 1], truth, PULSE_HZ)
            rise = likeness(trace.rise_px, drive.breath[: len(trace)], BREATH_HZ)
            second = bool((trace.second_face_share > limits.SECOND_FACE_SHARE).mean() > 0.5)
            row += (
                f"{green:>9.3f}{abs(likeness(chrom(rgb), truth, PULSE_HZ)):>9.3f}{rise:>8.3f}{1 + second:>7}"
            )
        print(row, flush=True)


def hardened(face: Face) -> Face:
    """The same face as a class map: each cell is all of its likeliest class."""
    likeliest = face.probabilities.argmax(axis=0)
    hard = (likeliest == np.arange(len(face.probabilities))[:, None, None]).astype(np.float32)
    return replace(face, probabilities=hard)


def show_edges(net: FaSeNet, drive: Drive) -> None:
    print(f"{'SNR in dB':<24}{'GREEN soft':>12}{'hard':>7}{'CHROM soft':>12}{'hard':>7}")
    for name in EDGES:
        state, soft, hard = TrackState(), [], []
        for chunk in chunks(sent(drive, SCENES[name])):
            faces, state = Tracker(net).follow(chunk, state)
            for frame, face in zip(chunk, faces, strict=True):
                assert face is not None, f"the face was lost at {frame.t_s:.2f} s"
                soft.append(regions.measure(frame.rgb, Steady.of(frame.rgb, face)).rgb[0])
                hard.append(regions.measure(frame.rgb, Steady.of(frame.rgb, hardened(face))).rgb[0])
        truth = drive.gains[: len(soft), 1]
        row = [snr_db(of(np.array(rgb)), truth) for of in (lambda x: x[:, 1], chrom) for rgb in (soft, hard)]
        print(f"{name:<24}{row[0]:>12.1f}{row[1]:>7.1f}{row[2]:>12.1f}{row[3]:>7.1f}", flush=True)


def show_width(net: FaSeNet, drive: Drive) -> None:
    print(f"{'SNR in dB':<24}{'GREEN':>8}{'CHROM':>8}")
    for name in ("clean light, 40 %", "25 %"):
        for width in (320, 640):
            rgb = analysed(net, sent(drive, SCENES[name], width)).rgb[:, 0]
            truth = drive.gains[: len(rgb), 1]
            figures = f"{snr_db(rgb[:, 1], truth):>8.1f}{snr_db(chrom(rgb), truth):>8.1f}"
            print(f"{f'{name}, {width} wide':<24}{figures}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shows = {"scenes": show_scenes, "edges": show_edges, "width": show_width}
    parser.add_argument("what", choices=shows)
    parser.add_argument("--seconds", type=float, default=20)
    args = parser.parse_args()
    shows[args.what](FaSeNet(), Drive.parametric(np.arange(round(args.seconds * FPS)) / FPS))


if __name__ == "__main__":
    main()
