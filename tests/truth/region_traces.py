"""One video to one trace per region, all from the same decoded frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.fasenet.peers.face_box import CENTRE_WIDTH, lbp_region
from models.fasenet.peers.face_mesh import face_mesh_region
from models.fasenet.peers.skin_colour import hsv_skin, ycbcr_skin
from vitals.analyzer import Analyzer, AnalyzerState
from vitals.limits import CHUNK_FRAMES, HR_FIRST_S
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import resample
from vitals.signals.snr import snr_db
from vitals.signals.spectrum import spectrum
from vitals.types import REGIONS, Float, Frame, Image, Sample, Trace

Mask = NDArray[np.bool_]
Finder = Callable[[Image], Mask]

PRODUCT = "FaSeNet skin, with its patches (default)"
SKIN = "FaSeNet whole skin"
PATCHES = "FaSeNet forehead, cheeks, nose"
WEIGHTED = "FaSeNet patches by their SNR"
TRUE = "true mask"
DETECT_EVERY_S = 1.0
"""A detector's box is kept in between: one that is found anew in each frame jitters."""
_GREEN, _BAND_HZ = 1, (0.7, 4.0)


class Boxes:
    """Centre and whole box of the cascade's face, looked for once a second."""

    def __init__(self) -> None:
        self._find = lbp_region()
        self._found_s = -np.inf
        self._centre: Mask | None = None

    def regions(self, frame: Frame) -> dict[str, Mask]:
        if frame.t_s - self._found_s >= DETECT_EVERY_S or self._centre is None:
            centre = np.asarray(self._find(frame.rgb))
            self._found_s = frame.t_s
            if centre.any() or self._centre is None:
                self._centre = centre
        return {"cascade box, centre": self._centre, "cascade box, whole": whole_box(self._centre)}


def whole_box(centre: Mask) -> Mask:
    """The box whose middle part is given."""
    columns = np.flatnonzero(centre.any(axis=0))
    if not len(columns):
        return centre
    edge = round(len(columns) * (1 / CENTRE_WIDTH - 1) / 2)
    whole = np.zeros_like(centre)
    whole[:, max(columns[0] - edge, 0) : columns[-1] + edge + 1] = centre.any(axis=1)[:, None]
    return whole


def optional_finders() -> dict[str, Finder]:
    """What needs packages of its own."""
    try:
        return {"MediaPipe face mesh": face_mesh_region()}
    except ImportError:
        return {}


def mean_under(picture: Image, weights: NDArray[np.generic]) -> Float:
    """[3]; NaN for nothing."""
    total = float(weights.sum())
    if total < 1:
        return np.full(3, np.nan)
    flat = weights.reshape(-1).astype(np.float32)
    return np.asarray(flat @ picture.reshape(-1, 3).astype(np.float32), np.float64) / total


def traces(
    analyzer: Analyzer, seen: Iterable[tuple[Frame, NDArray[np.float32]]], finders: dict[str, Finder]
) -> dict[str, Trace]:
    """Region -> its trace; rise of shoulders and head are left out, so that only colour is compared."""
    boxes, state = Boxes(), AnalyzerState.initial()
    chunk: list[Frame] = []
    samples: list[Sample] = []
    colours: dict[str, list[Float]] = {}
    times: list[float] = []
    for frame, skin in seen:
        masks = {name: find(frame.rgb) for name, find in finders.items()}
        masks |= boxes.regions(frame) | {TRUE: skin}
        for name, mask in masks.items():
            colours.setdefault(name, []).append(mean_under(frame.rgb, mask))
        times.append(frame.t_s)
        chunk.append(frame)
        if len(chunk) == CHUNK_FRAMES:
            analysis = analyzer.analyse(chunk, state)
            chunk, state, samples = [], analysis.state, samples + analysis.samples
    samples += analyzer.analyse(chunk, state).samples if chunk else []
    others = {name: Trace.of_skin(np.array(times), np.array(rgb)) for name, rgb in colours.items()}
    return of_product(Trace.of(samples)) | others


def of_product(trace: Trace) -> dict[str, Trace]:
    """The ways to use FaSeNet's regions."""
    still = np.full(len(trace), np.nan)
    product = replace(trace, rise_px=still, head_px=still)
    patches, area = trace.rgb[:, 1:], trace.area_px[:, 1:]
    return {
        PRODUCT: product,
        SKIN: Trace.of_skin(trace.t_s, trace.rgb[:, 0]),
        PATCHES: Trace.of_skin(trace.t_s, mixed(patches, area.mean(axis=0))),
        WEIGHTED: Trace.of_skin(trace.t_s, mixed(patches, patch_worth(trace))),
    }


def mixed(patches: Float, worth: Float) -> Float:
    """[N, P, 3] and [P] -> [N, 3], leaving out patches that are not seen all the time."""
    seen = np.isfinite(patches).all(axis=(0, 2))
    if not seen.any():
        return np.full((len(patches), 3), np.nan)
    return np.asarray(np.average(patches[:, seen], axis=1, weights=worth[seen] + 1e-9))


def patch_worth(trace: Trace) -> Float:
    """[P], SNR as a ratio of the green channel's strongest rate in the seconds before the first answer."""
    return np.array([_worth(trace, region) for region in range(1, len(REGIONS))])


def _worth(trace: Trace, region: int) -> float:
    rgb = trace.rgb[:, region]
    if not np.isfinite(rgb).all():
        return 0.0
    start = resample(trace.t_s, rgb, trace.t_s[0] + HR_FIRST_S, HR_FIRST_S)
    wave = bandpass(start.v[:, _GREEN] / start.v[:, _GREEN].mean(), start.fs_hz, *_BAND_HZ)
    rate_bpm = spectrum(wave, start.fs_hz, 60 * _BAND_HZ[0], 60 * _BAND_HZ[1]).peak_bpm()
    return float(10 ** (snr_db(wave, start.fs_hz, rate_bpm) / 10))


def finders() -> dict[str, Finder]:
    """The peers that look at each picture alone."""
    return {"YCbCr thresholds": ycbcr_skin, "HSV thresholds": hsv_skin, **optional_finders()}
