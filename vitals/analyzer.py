"""Frames to samples: follow the face, reduce it to colours and movements, forget the picture.

Live frames and video files take the same way. All that is kept from one call to the next is an
`AnalyzerState`, a few kilobytes of plain values, so that any worker can go on where another stopped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import cv2
import msgpack
import numpy as np

from vitals import limits, motion, regions
from vitals.errors import VitalsError
from vitals.frames.video import Video
from vitals.segmentation.class_map import ClassMap
from vitals.segmentation.faces import Box, Face
from vitals.segmentation.fasenet import FaSeNet, Segmenter
from vitals.segmentation.manifest import DEFAULT_FOLDER
from vitals.segmentation.tracker import Tracker, TrackState
from vitals.steady import Steady
from vitals.types import Float, Frame, Sample, Trace

_STATE_VERSION = 3
_VIDEO_SIDE_PX = 320  # as the page sends it
_OUTLINE_POINTS = 256  # along the crop's side: finer than cells, so that the line is smooth
_NO_FACE = np.full(4, np.nan)


@dataclass(frozen=True, slots=True)
class AnalyzerState:
    """All that is kept between calls. Plain values; `to_bytes` is what Redis holds."""

    size: tuple[int, int] = (0, 0)
    """Width and height of the frames; another size begins anew."""
    t_s: float = -math.inf
    """When a face was last measured."""
    track: TrackState = field(default_factory=TrackState)
    shoulders: motion.Rise | None = None
    head: motion.Rise | None = None
    steady: Steady | None = None
    """The mask that regions are cut from, averaged over time."""

    @classmethod
    def initial(cls) -> Self:
        return cls()

    def to_bytes(self) -> bytes:
        parts = [part and part.packed() for part in (self.shoulders, self.head, self.steady)]
        fields = (_STATE_VERSION, self.size, self.t_s, self.track.to_bytes(), *parts)
        return bytes(msgpack.packb(fields))

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Raises VitalsError for bytes that `to_bytes` of this version did not make."""
        try:
            return cls._from_fields(*msgpack.unpackb(packed))
        except (ValueError, TypeError) as error:
            raise VitalsError(f"{len(packed)} bytes are no analyzer state: {error}; start anew") from error

    @classmethod
    def _from_fields(
        cls, version: int, size: Any, t_s: float, track: bytes, shoulders: Any, head: Any, steady: Any
    ) -> Self:
        if version != _STATE_VERSION:
            raise ValueError(f"version {version}, not {_STATE_VERSION}")
        return cls(
            size=tuple(size),
            t_s=t_s,
            track=TrackState.from_bytes(track),
            shoulders=motion.Rise.unpacked(shoulders) if shoulders else None,
            head=motion.Rise.unpacked(head) if head else None,
            steady=Steady.unpacked(steady) if steady else None,
        )


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a batch of frames was reduced to."""

    samples: list[Sample]
    """One per frame."""
    outline: list[Float]
    """Closed polygons [N, 2] around the face of the newest frame, x and y in shares of the frame."""
    faces: int
    """0, 1 or 2 (more than one)."""
    state: AnalyzerState
    face: Face | None = None
    """The measured face in the newest frame."""

    def class_map(self) -> ClassMap | None:
        """What the network sees around the newest face, hair and hat included; None without a face."""
        if self.face is None or self.face.around is None:
            return None
        return ClassMap.of(self.face.around, self.face.square)


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video file was."""

    duration_s: float
    fps: float
    """Measured from the time stamps; 0 for a single frame."""
    frames: int
    model: str | None = None
    """Name, version and hash of the weights."""


class Analyzer:
    """Reduces frames to samples with a segmenter; keeps nothing of them itself."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter = segmenter
        self._tracker = Tracker(segmenter)

    @classmethod
    def load(cls, folder: Path = DEFAULT_FOLDER) -> Self:
        """With FaSeNet's weights. Raises ModelError when they do not fit; never call it before a fork."""
        return cls(FaSeNet(folder))

    def analyse(self, frames: Sequence[Frame], state: AnalyzerState) -> Analysis:
        """Samples of `frames` (in order of capture time), and the state for the next ones."""
        samples: list[Sample] = []
        face: Face | None = None
        for chunk in _chunks(frames):
            height, width = chunk[0].rgb.shape[:2]
            if state.size != (width, height):
                state = AnalyzerState(size=(width, height))
            faces, track = self._tracker.follow(chunk, state.track)
            state = replace(state, track=track)
            for frame, face in zip(chunk, faces, strict=True):
                sample, state = _sample(frame, face, state)
                samples.append(sample)
            state = replace(state, steady=state.steady and state.steady.rounded())
        count = 0 if face is None else 1 + (state.track.second_face_share > limits.SECOND_FACE_SHARE)
        return Analysis(samples, _outline(face, state.size), count, state, face)


def analyse_video(
    path: Path | str, progress: Callable[[float], None] | None = None, analyzer: Analyzer | None = None
) -> tuple[Trace, VideoInfo]:
    """The trace of a video file, in the file's own time; `progress` gets the share that is done.

    Raises VideoError for a file that is no readable video, ModelError for weights that do not fit.
    """
    analyzer = analyzer or Analyzer.load()
    samples: list[Sample] = []
    state = AnalyzerState.initial()
    with Video(path, max_side_px=_VIDEO_SIDE_PX) as video:
        for chunk in _ahead(_chunks(video)):
            analysis = analyzer.analyse(chunk, state)
            samples, state = samples + analysis.samples, analysis.state
            if progress is not None and video.duration_s:
                progress(min(1.0, chunk[-1].t_s / video.duration_s))
    trace = Trace.of(samples)
    return trace, _video_info(trace.t_s, analyzer.segmenter)


def _video_info(t_s: Float, segmenter: Segmenter) -> VideoInfo:
    span_s = float(t_s[-1] - t_s[0])
    fps = (len(t_s) - 1) / span_s if span_s > 0 else 0.0
    model = segmenter.manifest.model if isinstance(segmenter, FaSeNet) else None
    return VideoInfo(span_s + (1 / fps if fps else 0.0), fps, len(t_s), model)


def _ahead(items: Iterator[list[Frame]]) -> Iterator[list[Frame]]:
    """The same items, each made in a thread while the one before it is worked on: decoding costs no time."""
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = thread.submit(next, items, None)
            yield item


def _chunks(frames: Iterable[Frame]) -> Iterator[list[Frame]]:
    """Runs of frames of one size that may share a crop."""
    chunk: list[Frame] = []
    for frame in frames:
        if chunk and (
            len(chunk) == limits.CHUNK_FRAMES
            or frame.t_s - chunk[0].t_s >= limits.CHUNK_S
            or frame.rgb.shape != chunk[0].rgb.shape
        ):
            yield chunk
            chunk = []
        chunk.append(frame)
    if chunk:
        yield chunk


def _sample(frame: Frame, face: Face | None, state: AnalyzerState) -> tuple[Sample, AnalyzerState]:
    luma = regions.background_luma(frame.rgb, face)
    if face is None:
        return _sample_of(frame.t_s, regions.NOT_SEEN, _NO_FACE, (np.nan, np.nan), luma, 0.0), state
    seen = Steady.of(frame.rgb, face)
    steady = seen
    if state.steady:
        steady = state.steady.followed_by(seen, frame.t_s - state.t_s, face.moved_px)
    colours = regions.measure(frame.rgb, steady)
    (rise_px, head_px), state = _rises(frame, face.box, state)
    state = replace(state, t_s=frame.t_s, steady=steady)
    place = _place(face.box, state.size)
    share = state.track.second_face_share
    sample = _sample_of(frame.t_s, colours, place, (rise_px, head_px), luma, share)
    return replace(sample, covered_share=face.covered_share), state


def _sample_of(
    t_s: float,
    colours: regions.Colours,
    place: Float,
    rises: tuple[float, float],
    luma: float,
    second_face_share: float,
) -> Sample:
    return Sample(
        t_s=t_s,
        rgb=colours.rgb,
        area_px=colours.area_px,
        face=place,
        rise_px=rises[0],
        head_px=rises[1],
        background_luma=luma,
        clipped_share=colours.clipped_share,
        second_face_share=second_face_share,
        moments=colours.moments,
    )


def _place(box: Box, size: tuple[int, int]) -> Float:
    (cx, cy), (width, height) = box.centre, size
    return np.array([cx / width, cy / height, box.width / width, box.height / height])


def _rises(frame: Frame, box: Box, state: AnalyzerState) -> tuple[tuple[float, float], AnalyzerState]:
    """Rise of shoulders and head in pixels of the frame. One that is out of sight is NaN, and kept."""
    small, scale = motion.shrink(frame.rgb)
    face = Box(box.x / scale, box.y / scale, box.width / scale, box.height / scale)
    shoulders = motion.follow(small, motion.shoulders(face, small), state.shoulders)
    head = motion.follow(small, motion.head(face, small), state.head)
    rises = tuple(rise.rise_px * scale if rise else math.nan for rise in (shoulders, head))
    kept = replace(state, shoulders=shoulders or state.shoulders, head=head or state.head)
    return (rises[0], rises[1]), kept


def _outline(face: Face | None, size: tuple[int, int]) -> list[Float]:
    if face is None:
        return []
    fine = cv2.resize(face.mask, (_OUTLINE_POINTS, _OUTLINE_POINTS), interpolation=cv2.INTER_LINEAR)
    contours, _ = cv2.findContours((fine > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = [cv2.approxPolyDP(contour, 1.0, True).reshape(-1, 2) for contour in contours]
    corner = np.array([face.square.x, face.square.y])
    return [
        (corner + (points + 0.5) * face.square.side / _OUTLINE_POINTS) / np.array(size)
        for points in outline
        if len(points) > 2
    ]
