"""Frames to a file, one in memory at a time: y4m for Chromium's fake camera, or a video for `measure`."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

_CODECS = {
    ".mkv": ("ffv1", "bgr0", {}),
    ".mp4": ("libx264", "yuv420p", {"crf": "8", "preset": "veryfast"}),
    ".avi": ("mjpeg", "yuvj420p", {"q": "2"}),
}


def write(path: Path, frames: Iterable[Image], fps: float) -> None:
    """By suffix: .y4m; .mkv (lossless), .mp4 (H.264, nearly lossless), .avi (Motion JPEG)."""
    if path.suffix == ".y4m":
        _write_y4m(path, frames, fps)
    elif path.suffix in _CODECS:
        _write_video(path, frames, fps)
    else:
        raise ValueError(f"{path.suffix!r} is not one of .y4m {' '.join(_CODECS)}")


def _write_y4m(path: Path, frames: Iterable[Image], fps: float) -> None:
    """Limited range: Chromium stretches it by 255/219 when it makes RGB of it."""
    rate = Fraction(fps).limit_denominator(1001)
    with path.open("wb") as file:
        for index, rgb in enumerate(frames):
            if index == 0:
                height, width = rgb.shape[:2]
                head = f"YUV4MPEG2 W{width} H{height} F{rate.numerator}:{rate.denominator} Ip A1:1 C420jpeg\n"
                file.write(head.encode())
            file.write(b"FRAME\n" + cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420).tobytes())


def _write_video(path: Path, frames: Iterable[Image], fps: float) -> None:
    codec, pixels, options = _CODECS[path.suffix]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=Fraction(fps).limit_denominator(1001), options=options)
        stream.pix_fmt = pixels
        for index, rgb in enumerate(frames):
            if index == 0:
                stream.height, stream.width = rgb.shape[:2]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        container.mux(stream.encode())
