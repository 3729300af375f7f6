"""Video files to frames with the container's own time stamps, one at a time, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np
from av.stream import Disposition

from vitals.errors import VideoError
from vitals.limits import MAX_RECORD_S, MAX_VIDEO_FRAME_SIDE_PX
from vitals.types import Frame, Image

_STILLS = ("tty", "image2")  # FFmpeg plays text files and pictures as videos of one frame


class Video:
    """A video file, opened; iterate over it once for its frames. Use as a context manager.

    A frame's `t_s` is its time stamp in the container, so a variable frame rate stays what it is.
    Pictures are turned upright and shrunk while decoding to `max_side_px` at the longer side.

    Raises VideoError: no such file, not a video, empty, sound only, broken, or longer than
    `MAX_RECORD_S`. A damaged packet inside an otherwise good file costs only its own frames.
    """

    def __init__(self, path: Path | str, max_side_px: int = MAX_VIDEO_FRAME_SIDE_PX) -> None:
        self._path = Path(path)
        self._max_side_px = max_side_px
        self._container = _open(self._path)
        self._stream = _picture_stream(self._container, self._path)

    @property
    def duration_s(self) -> float | None:
        """Length as the container tells it, for progress; None when it does not."""
        if self._stream.duration is not None:
            return float(self._stream.duration * self._stream.time_base)
        if self._container.duration is not None:
            return float(self._container.duration / av.time_base)
        return None

    def __iter__(self) -> Iterator[Frame]:
        first_s, last_s = np.inf, -np.inf
        for decoded in self._decoded():
            if decoded.time is not None and decoded.time > last_s:
                first_s, last_s = min(first_s, decoded.time), decoded.time
                self._check_length(last_s - first_s)
                yield Frame(float(last_s), _upright(decoded, self._max_side_px))
        if last_s == -np.inf:
            raise VideoError(f"{self._path.name}: not a single picture could be decoded; record it again")

    def _check_length(self, length_s: float) -> None:
        if length_s > MAX_RECORD_S:
            raise VideoError(
                f"{self._path.name} has a picture {length_s:.0f} s after its first: "
                f"cut it to at most {MAX_RECORD_S:.0f} s"
            )

    def _decoded(self) -> Iterator[Any]:
        try:
            for packet in self._container.demux(self._stream):
                try:
                    yield from packet.decode()
                except av.error.InvalidDataError:
                    continue  # this packet only; the gap shows in the time stamps
        except av.error.FFmpegError as error:
            raise VideoError(f"{self._path.name} cannot be read on: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()


def _open(path: Path) -> Any:
    if not path.is_file():
        raise VideoError(f"{path}: no such file")
    if path.stat().st_size == 0:
        raise VideoError(f"{path.name} is empty; record it again")
    try:
        # Only this file: a playlist must not make us read others.
        container = av.open(str(path), options={"protocol_whitelist": "file"})
    except (av.error.FFmpegError, ValueError) as error:
        raise VideoError(f"{path.name} is no video that can be read: {error}") from error
    name = container.format.name
    if name in _STILLS or name.endswith("_pipe"):
        container.close()
        raise VideoError(f"{path.name} is a text or a still picture, not a video")
    return container


def _picture_stream(container: Any, path: Path) -> Any:
    """The first stream of moving pictures; the cover of a song is none."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic and stream.codec_context is not None:
            stream.thread_type = "AUTO"
            return stream
    container.close()
    raise VideoError(f"{path.name} has no moving pictures, sound only; choose a video")


def _upright(decoded: Any, max_side_px: int) -> Image:
    scale = min(1.0, max_side_px / max(decoded.width, decoded.height))
    width, height = (max(1, round(side * scale)) for side in (decoded.width, decoded.height))
    rgb: Image = decoded.to_ndarray(format="rgb24", width=width, height=height, interpolation="AREA")
    # The display matrix turns counter-clockwise, and so does rot90.
    quarter_turns = round(decoded.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(rgb, quarter_turns)) if quarter_turns else rgb
