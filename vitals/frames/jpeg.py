"""One JPEG to one RGB picture, with its size known before a single pixel is unfolded."""

from __future__ import annotations

import simplejpeg

from vitals.errors import FrameError
from vitals.limits import MAX_FRAME_SIDE_PX
from vitals.types import Image


def decode(jpeg: bytes) -> Image:
    """H x W x 3 uint8 RGB.

    Raises FrameError when the bytes are no JPEG or a damaged one, or would unfold to more than
    `MAX_FRAME_SIDE_PX` a side: the header is read first, so that a decompression bomb costs nothing.
    """
    try:
        height, width, _, _ = simplejpeg.decode_jpeg_header(jpeg)
    except ValueError as error:
        raise FrameError(f"{len(jpeg)} bytes are no JPEG: {error}") from error
    if max(height, width) > MAX_FRAME_SIDE_PX:
        raise FrameError(f"picture of {width}x{height} pixels; send at most {MAX_FRAME_SIDE_PX} a side")
    try:
        rgb: Image = simplejpeg.decode_jpeg(jpeg, colorspace="RGB")
    except ValueError as error:
        raise FrameError(f"damaged JPEG of {len(jpeg)} bytes: {error}") from error
    return rgb
