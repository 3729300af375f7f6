"""JPEG to RGB."""

import cv2
import numpy as np
import pytest
import simplejpeg

from vitals.errors import FrameError
from vitals.frames.jpeg import decode
from vitals.limits import MAX_FRAME_SIDE_PX

RED = np.full((48, 64, 3), (200, 40, 30), np.uint8)


def test_a_picture_comes_back_in_rgb() -> None:
    rgb = decode(simplejpeg.encode_jpeg(RED, quality=95))
    assert rgb.shape == RED.shape
    assert np.abs(rgb.astype(int) - RED).max() <= 3


def test_bytes_that_are_no_jpeg_are_refused() -> None:
    with pytest.raises(FrameError, match="no JPEG"):
        decode(b"GIF89a and more")


def test_a_png_is_refused() -> None:
    with pytest.raises(FrameError, match="no JPEG"):
        decode(cv2.imencode(".png", RED)[1].tobytes())


def test_half_a_jpeg_is_refused() -> None:
    jpeg = simplejpeg.encode_jpeg(np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8))
    with pytest.raises(FrameError, match="damaged"):
        decode(jpeg[: len(jpeg) // 2])


def test_a_bomb_is_refused_by_its_header_alone() -> None:
    """The header says 60000 x 60000; no such pixels follow, so decoding would fail with another message."""
    jpeg = bytearray(simplejpeg.encode_jpeg(RED))
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = (60000).to_bytes(2) * 2
    with pytest.raises(FrameError, match="60000x60000"):
        decode(bytes(jpeg))


def test_the_largest_allowed_picture_is_decoded() -> None:
    assert decode(simplejpeg.encode_jpeg(np.zeros((8, MAX_FRAME_SIDE_PX, 3), np.uint8))).shape[1] == 1280
