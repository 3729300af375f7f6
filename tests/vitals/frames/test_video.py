"""Video files, made here frame by frame."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from vitals.errors import VideoError
from vitals.frames.video import Video


def make(path: Path, times_ms: list[int], size: tuple[int, int] = (64, 48), codec: str = "ffv1") -> Path:
    """A video whose frames have these times; its left half is bright."""
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    picture[:, : size[0] // 2] = 220
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=30)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for time_ms in times_ms:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = time_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def times(path: Path) -> list[float]:
    with Video(path) as video:
        return [frame.t_s for frame in video]


def test_times_are_those_of_the_container_at_a_variable_rate(tmp_path: Path) -> None:
    wanted_ms = [0, 33, 70, 100, 400, 433]
    assert times(make(tmp_path / "v.mkv", wanted_ms)) == pytest.approx([ms / 1000 for ms in wanted_ms])


def test_five_frames_a_second_stay_five(tmp_path: Path) -> None:
    assert np.diff(times(make(tmp_path / "v.mkv", list(range(0, 2000, 200))))) == pytest.approx([0.2] * 9)


def test_the_duration_is_known_before_the_end(tmp_path: Path) -> None:
    with Video(make(tmp_path / "v.mkv", list(range(0, 1000, 100)))) as video:
        assert video.duration_s == pytest.approx(1.0, abs=0.11)


def test_4k_is_shrunk_while_decoding(tmp_path: Path) -> None:
    with Video(make(tmp_path / "v.mp4", [0, 33], size=(3840, 2160), codec="mpeg4")) as video:
        assert {frame.rgb.shape for frame in video} == {(360, 640, 3)}


def test_a_small_video_keeps_its_size(tmp_path: Path) -> None:
    with Video(make(tmp_path / "v.mkv", [0])) as video:
        assert next(iter(video)).rgb.shape == (48, 64, 3)


def test_a_video_of_a_turned_phone_is_set_upright(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mp4", [0, 33], codec="mpeg4")
    turned = bytearray(path.read_bytes())
    at = turned.index(b"tkhd") + 4 + 40  # the display matrix: here a quarter turn clockwise
    fixed = (0, 65536, 0, -65536 & 0xFFFFFFFF, 0, 0, 0, 0, 1 << 30)
    turned[at : at + 36] = b"".join(value.to_bytes(4) for value in fixed)
    path.write_bytes(turned)
    with Video(path) as video:
        rgb = next(iter(video)).rgb
    assert rgb.shape == (64, 48, 3)
    assert rgb[:24].mean() > 180  # what was left is up
    assert rgb[40:].mean() < 40


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="no such file"):
        Video(tmp_path / "away.mp4")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "v.mp4").touch()
    with pytest.raises(VideoError, match="empty"):
        Video(tmp_path / "v.mp4")


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    whole = make(tmp_path / "v.mp4", list(range(0, 1000, 33)), codec="mpeg4").read_bytes()
    (tmp_path / "half.mp4").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(VideoError, match=r"half\.mp4"):
        times(tmp_path / "half.mp4")


def test_a_text_is_no_video(tmp_path: Path) -> None:
    (tmp_path / "v.txt").write_text("dear diary " * 100)
    with pytest.raises(VideoError, match="video"):
        times(tmp_path / "v.txt")


def test_a_still_picture_is_no_video(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "v.png"), np.zeros((48, 64, 3), np.uint8))
    with pytest.raises(VideoError, match="still picture"):
        times(tmp_path / "v.png")


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.wav"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000)
        stream.layout = "mono"
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), format="s16", layout="mono")
        sound.sample_rate = 8000
        container.mux(stream.encode(sound))
        container.mux(stream.encode())
    with pytest.raises(VideoError, match="sound only"):
        Video(path)


def test_a_playlist_cannot_make_us_read_other_files(tmp_path: Path) -> None:
    other = make(tmp_path / "other.mkv", [0, 33])
    (tmp_path / "v.mp4").write_text(f"ffconcat version 1.0\nfile '{other}'\n")
    with pytest.raises(VideoError):
        times(tmp_path / "v.mp4")


def test_a_picture_hours_after_the_others_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match=r"v\.mkv has a picture 14401 s after its first: cut it"):
        times(make(tmp_path / "v.mkv", [0, 33, 14_401_000]))
