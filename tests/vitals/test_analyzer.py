"""Frames to samples: the joins between the steps, and the whole way on a real face."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import butter, sosfiltfilt

from tests.portrait import Drive, Scene, Subject, astronaut, masked, render, write
from tests.vitals.segmentation.painted import nobody, paint, read_painting
from tests.vitals.shared_data import SHARED_DATA
from vitals.analyzer import Analysis, Analyzer, AnalyzerState, analyse_video
from vitals.errors import VideoError, VitalsError
from vitals.limits import MAX_COVERED_SHARE
from vitals.types import Frame, Trace

FPS = 30
SMALL = {"width": 320, "height": 240, "drift_px": 0.7, "rise_px": 1.0}


@cache
def analyzer() -> Analyzer:
    """With the project's weights, loaded once."""
    return Analyzer.load()


def painted(count: int, **faces: float) -> list[Frame]:
    picture = paint(nobody(), faces.get("x", 160), 100, faces.get("height", 90))
    return [Frame(index / FPS, picture) for index in range(count)]


def of_painting(frames: list[Frame], state: AnalyzerState | None = None) -> Analysis:
    return Analyzer(read_painting).analyse(frames, state or AnalyzerState.initial())


def portrait(
    seconds: float, scene: Scene, fps: float = FPS, hr_bpm: float = 72, subject: Subject | None = None
) -> tuple[Drive, Iterator[Frame]]:
    drive = Drive.parametric(np.arange(round(seconds * fps)) / fps, hr_bpm)
    pictures = render(subject or astronaut(), drive, scene)
    return drive, (Frame(float(t), rgb) for t, rgb in zip(drive.t_s, pictures, strict=True))


def analysed(frames: Iterator[Frame]) -> Trace:
    return Trace.of(analyzer().analyse(list(frames), AnalyzerState.initial()).samples)


def pulse_band(values: np.ndarray) -> np.ndarray:
    return sosfiltfilt(butter(2, [0.7, 4], "band", fs=FPS, output="sos"), values)


def test_every_frame_gives_a_sample_with_its_time() -> None:
    frames = painted(20)
    assert [sample.t_s for sample in of_painting(frames).samples] == [frame.t_s for frame in frames]


def test_the_face_is_told_in_shares_of_the_frame() -> None:
    cx, cy, width, height = of_painting(painted(4, x=80)).samples[-1].face
    assert (cx, cy) == pytest.approx((80 / 320, 100 / 240), abs=0.01)
    assert (width, height) == pytest.approx((0.78 * 90 / 320, 90 / 240), abs=0.03)


def test_the_outline_runs_around_the_face() -> None:
    (outline,) = of_painting(painted(4, x=80)).outline
    middle = (outline.min(axis=0) + outline.max(axis=0)) / 2
    assert middle == pytest.approx([80 / 320, 100 / 240], abs=0.02)
    assert np.ptp(outline, axis=0) == pytest.approx([0.78 * 90 / 320, 90 / 240], abs=0.03)


def test_nobody_gives_samples_without_numbers() -> None:
    analysis = of_painting([Frame(index / FPS, nobody() + np.uint8(7)) for index in range(20)])
    sample = analysis.samples[-1]
    assert np.isnan(sample.rgb).all() and np.isnan(sample.face).all() and not sample.area_px.any()
    assert np.isnan([sample.rise_px, sample.head_px]).all()
    assert sample.background_luma == 7
    assert analysis.faces == 0 and not analysis.outline


def test_two_faces_are_counted() -> None:
    picture = paint(paint(nobody(), 80, 100, 100), 240, 100, 70)
    analysis = of_painting([Frame(index / FPS, picture) for index in range(8)])
    assert analysis.faces == 2
    assert analysis.samples[-1].second_face_share > 0.3


def test_going_on_from_bytes_is_going_on() -> None:
    frames = painted(48)
    at_once = of_painting(frames)
    first = of_painting(frames[:24])
    rest = of_painting(frames[24:], AnalyzerState.from_bytes(first.state.to_bytes()))
    rows = [Trace.of(samples).rows() for samples in (at_once.samples, first.samples + rest.samples)]
    assert rows[0] == pytest.approx(rows[1], nan_ok=True)


@pytest.mark.parametrize("packed", [b"", b"garbage", b"\x97" + b"\x01" * 7, b"\x91\x63"])
def test_other_bytes_are_no_state(packed: bytes) -> None:
    with pytest.raises(VitalsError, match="no analyzer state"):
        AnalyzerState.from_bytes(packed)


def test_frames_of_another_size_begin_anew() -> None:
    first = of_painting(painted(8))
    turned = [Frame(1 + index / FPS, paint(nobody(240, 320), 120, 200, 110)) for index in range(8)]
    analysis = of_painting(turned, first.state)
    assert analysis.samples[-1].face[:2] == pytest.approx([0.5, 200 / 320], abs=0.01)


def test_a_state_is_small() -> None:
    assert len(of_painting(painted(16)).state.to_bytes()) < 30_000


def test_the_green_of_the_skin_follows_the_pulse() -> None:
    drive, frames = portrait(8, Scene(**SMALL))
    trace = analysed(frames)
    assert not np.isnan(trace.rgb[:, 0]).any()
    followed = np.corrcoef(pulse_band(trace.rgb[:, 0, 1]), pulse_band(drive.gains[:, 1]))[0, 1]
    assert followed > 0.9


def test_the_shoulders_follow_the_breath() -> None:
    drive, frames = portrait(8, Scene(**SMALL | {"drift_px": 0.0}))
    assert np.corrcoef(analysed(frames).rise_px, drive.breath)[0, 1] > 0.9


def test_an_empty_room_has_no_face() -> None:
    _, frames = portrait(2, Scene(**SMALL, empty=True))
    assert np.isnan(analysed(frames).face).all()


def test_a_dark_portrait_is_told_by_its_colours() -> None:
    _, frames = portrait(0.5, Scene(**SMALL, light=0.12))
    trace = analysed(frames)
    assert trace.background_luma.max() < 40


def test_a_mask_over_mouth_and_nose_is_told() -> None:
    _, frames = portrait(0.5, Scene(**SMALL), subject=masked(astronaut()))
    assert analysed(frames).covered_share.min() > MAX_COVERED_SHARE


def test_nothing_covers_a_bare_face() -> None:
    _, frames = portrait(0.5, Scene(**SMALL))
    assert analysed(frames).covered_share.max() < 0.1 * MAX_COVERED_SHARE


def test_a_video_file_is_analysed_in_its_own_time(tmp_path: Path) -> None:
    _, frames = portrait(1.5, Scene(**SMALL), fps=10)
    write(tmp_path / "v.mkv", (frame.rgb for frame in frames), 10)
    done: list[float] = []
    trace, info = analyse_video(tmp_path / "v.mkv", done.append, analyzer())
    assert trace.t_s == pytest.approx(np.arange(15) / 10, abs=0.002)
    assert (info.frames, info.fps) == (15, pytest.approx(10, rel=0.01))
    assert info.duration_s == pytest.approx(1.5, abs=0.02)
    assert info.model is not None and "FaSeNet" in info.model
    assert done == sorted(done) and 0.9 < done[-1] <= 1
    assert not np.isnan(trace.face).any()


def test_a_file_that_is_no_video_is_named(tmp_path: Path) -> None:
    (tmp_path / "v.mp4").write_bytes(b"no video at all" * 9)
    with pytest.raises(VideoError, match=r"v\.mp4"):
        analyse_video(tmp_path / "v.mp4", analyzer=analyzer())


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"no development data in {SHARED_DATA}")
def test_a_real_face_with_dark_skin_is_found_in_all_frames() -> None:
    trace, _ = analyse_video(SHARED_DATA / "videos" / "face2.mp4", analyzer=analyzer())
    assert len(trace) == 300
    assert not np.isnan(trace.rgb[:, 0]).any()
