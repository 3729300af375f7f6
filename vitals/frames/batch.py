"""The binary message of frames that the page sends; docs/protocol.md is its definition.

    magic "FSNV" | version u16 | frames u16 | sequence u32 | per frame: t_s f64, length u32, JPEG

All little-endian. `static/js/batch.js` is the twin of this module.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from vitals.errors import BadMagic, BatchError, OutOfOrder, TooLarge, Truncated
from vitals.limits import MAX_CAPTURE_TIME_S, MAX_FRAME_BYTES, MAX_FRAMES_PER_BATCH, MAX_MESSAGE_BYTES

MAGIC = b"FSNV"
VERSION = 1
_HEADER = struct.Struct("<4sHHI")
_FRAME = struct.Struct("<dI")


@dataclass(frozen=True, slots=True)
class EncodedFrame:
    """One picture as it was sent."""

    t_s: float
    """Capture time on the page's own monotonic clock."""
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """About 250 ms of frames; capture times never decrease."""

    seq: int
    frames: tuple[EncodedFrame, ...]


def pack(batch: Batch) -> bytes:
    """The message for `batch`. Raises what `unpack` would raise: a wrong message is never made."""
    parts = [_HEADER.pack(MAGIC, VERSION, len(batch.frames), batch.seq)]
    for frame in batch.frames:
        parts += [_FRAME.pack(frame.t_s, len(frame.jpeg)), frame.jpeg]
    message = b"".join(parts)
    unpack(message)
    return message


def unpack(message: bytes) -> Batch:
    """Read one message.

    Raises BadMagic, Truncated, TooLarge, and BatchError itself where lengths fit but the content
    does not: no frames, a time beyond `MAX_CAPTURE_TIME_S` or that decreases, bytes left over.
    """
    if len(message) > MAX_MESSAGE_BYTES:
        raise TooLarge(f"message of {len(message)} bytes; send at most {MAX_MESSAGE_BYTES}")
    count, seq = _read_header(message)
    frames = tuple(_read_frames(message, count))
    _check_times(frames)
    return Batch(seq, frames)


def _read_header(message: bytes) -> tuple[int, int]:
    if message[:4] != MAGIC[: len(message)]:
        raise BadMagic(f"message begins with {message[:4]!r}, not {MAGIC!r}")
    if len(message) < _HEADER.size:
        raise Truncated(f"header of {len(message)} bytes; it has {_HEADER.size}")
    _, version, count, seq = _HEADER.unpack_from(message)
    if version != VERSION:
        raise BadMagic(f"version {version} is not known; send version {VERSION}")
    if count > MAX_FRAMES_PER_BATCH:
        raise TooLarge(f"{count} frames in one message; send at most {MAX_FRAMES_PER_BATCH}")
    if count == 0:
        raise BatchError("a message without frames; send at least 1")
    return count, seq


def _read_frames(message: bytes, count: int) -> Iterator[EncodedFrame]:
    offset = _HEADER.size
    for index in range(count):
        if len(message) < offset + _FRAME.size:
            raise Truncated(f"message ends in the header of frame {index} of {count}")
        t_s, length = _FRAME.unpack_from(message, offset)
        offset += _FRAME.size
        _check_length(length, index)
        if len(message) < offset + length:
            raise Truncated(f"frame {index} says {length} bytes, {len(message) - offset} are left")
        yield EncodedFrame(t_s, bytes(message[offset : offset + length]))
        offset += length
    if offset != len(message):
        raise BatchError(f"{len(message) - offset} bytes left over after the last of {count} frames")


def _check_length(length: int, index: int) -> None:
    if length > MAX_FRAME_BYTES:
        raise TooLarge(f"frame {index} of {length} bytes; send at most {MAX_FRAME_BYTES}")
    if length == 0:
        raise BatchError(f"frame {index} is empty; leave it out")


def _check_times(frames: tuple[EncodedFrame, ...]) -> None:
    last = -math.inf
    for index, frame in enumerate(frames):
        if not abs(frame.t_s) <= MAX_CAPTURE_TIME_S:  # NaN too
            raise BatchError(
                f"capture time of frame {index} is {frame.t_s}; send seconds up to {MAX_CAPTURE_TIME_S:g}"
            )
        if frame.t_s < last:
            raise OutOfOrder(f"capture times decrease: {last} s, then {frame.t_s} s in frame {index}")
        last = frame.t_s
