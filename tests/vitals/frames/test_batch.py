"""The binary message of docs/protocol.md."""

import struct

import pytest

from vitals.errors import BadMagic, BatchError, TooLarge, Truncated
from vitals.frames.batch import Batch, EncodedFrame, pack, unpack
from vitals.limits import MAX_FRAME_BYTES, MAX_MESSAGE_BYTES

BATCH = Batch(7, (EncodedFrame(1.25, b"one"), EncodedFrame(1.25, b"again"), EncodedFrame(1.5, b"two")))


def test_what_was_packed_is_unpacked() -> None:
    assert unpack(pack(BATCH)) == BATCH


def test_the_layout_is_that_of_the_protocol() -> None:
    expected = b"FSNV" + struct.pack("<HHI", 1, 1, 258) + struct.pack("<dI", 2.5, 3) + b"abc"
    assert pack(Batch(258, (EncodedFrame(2.5, b"abc"),))) == expected


@pytest.mark.parametrize("length", range(len(pack(BATCH))))
def test_every_shorter_message_is_truncated(length: int) -> None:
    with pytest.raises(Truncated):
        unpack(pack(BATCH)[:length])


@pytest.mark.parametrize("message", [b"RIFFxxxxxxxxxxxx", b"{", b"FSNV\x02\x00\x01\x00\x00\x00\x00\x00"])
def test_other_bytes_and_other_versions_are_not_ours(message: bytes) -> None:
    with pytest.raises(BadMagic):
        unpack(message)


def test_too_many_frames_are_refused_by_the_header_alone() -> None:
    with pytest.raises(TooLarge, match="17 frames"):
        unpack(b"FSNV" + struct.pack("<HHI", 1, 17, 0))


def test_a_frame_that_says_it_is_too_large_is_refused_before_it_has_come() -> None:
    with pytest.raises(TooLarge, match=str(MAX_FRAME_BYTES + 1)):
        unpack(b"FSNV" + struct.pack("<HHI", 1, 1, 0) + struct.pack("<dI", 0.0, MAX_FRAME_BYTES + 1))


def test_a_message_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        unpack(b"FSNV" + bytes(MAX_MESSAGE_BYTES))


def test_bytes_left_over_are_an_error() -> None:
    with pytest.raises(BatchError, match="1 bytes left over"):
        unpack(pack(BATCH) + b"x")


@pytest.mark.parametrize("t_s", [float("nan"), float("inf"), -float("inf"), 1.1e9, -1e300])
def test_a_time_that_no_clock_of_a_page_shows_is_an_error(t_s: float) -> None:
    with pytest.raises(BatchError, match=r"send seconds up to 1e\+09"):
        pack(Batch(0, (EncodedFrame(t_s, b"x"),)))


def test_decreasing_times_are_an_error() -> None:
    with pytest.raises(BatchError, match="decrease"):
        pack(Batch(0, (EncodedFrame(2.0, b"x"), EncodedFrame(1.9, b"x"))))


def test_a_message_without_frames_is_an_error() -> None:
    with pytest.raises(BatchError, match="without frames"):
        pack(Batch(0, ()))


def test_an_empty_frame_is_an_error() -> None:
    with pytest.raises(BatchError, match="frame 0 is empty"):
        pack(Batch(0, (EncodedFrame(0.0, b""),)))
