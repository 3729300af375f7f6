"""The truth-maker itself: what it says it does is in its pixels."""

import json
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from tests.portrait import (
    Drive,
    Scene,
    Subject,
    astronaut,
    in_shade,
    labelled,
    masked,
    render,
    render_with_skin,
    write,
)

T_S = np.arange(90) / 30
QUIET = {"width": 320, "height": 240, "noise": 0.0, "drift_px": 0.0, "rise_px": 0.0}


def grey() -> Subject:
    """A grey square with a skin square in its middle."""
    rgb = np.full((100, 100, 3), 120, np.float32)
    skin = np.zeros((100, 100), np.float32)
    skin[30:70, 30:70] = 1
    return Subject(rgb, skin, np.ones((100, 100), np.float32), (30, 30, 40, 40))


def skin_means(drive: Drive, **scene: float) -> np.ndarray:
    frames = render(grey(), drive, Scene(**QUIET | scene))
    return np.array([frame[90:110, 150:170].mean(axis=(0, 1)) for frame in frames])


@pytest.mark.parametrize("hr_bpm", [48, 72, 150])
def test_the_pulse_has_the_rate_that_was_asked_for(hr_bpm: float) -> None:
    t_s = np.arange(0, 60, 1 / 30)
    green = Drive.parametric(t_s, hr_bpm).gains[:, 1]
    power = np.abs(np.fft.rfft(green - green.mean(), 2**16)) ** 2
    rates_bpm = 60 * np.fft.rfftfreq(2**16, 1 / 30)
    inside = (rates_bpm > 40) & (rates_bpm < 240)
    assert rates_bpm[inside][np.argmax(power[inside])] == pytest.approx(hr_bpm, abs=0.5)


def test_a_beat_darkens_the_skin_and_green_most() -> None:
    gains = Drive.parametric(np.arange(0, 20, 1 / 30)).gains
    assert np.argmax(np.ptp(gains, axis=0)) == 1
    assert 0.004 < np.ptp(gains[:, 1]) < 0.015
    assert gains.mean() == pytest.approx(1, abs=0.001)


def test_a_strength_of_zero_is_no_pulse() -> None:
    assert (Drive.parametric(T_S, strength=0).gains == 1).all()


def test_the_skin_is_multiplied_with_the_gains() -> None:
    gains = np.linspace([1, 1, 1], [1.1, 1.2, 1.3], len(T_S))
    means = skin_means(Drive(T_S, gains, np.zeros(len(T_S))))
    assert means == pytest.approx(120 * gains, abs=0.6)


def test_a_mask_hides_the_lower_half_of_the_skin() -> None:
    covered = masked(grey())
    assert covered.skin[58:66, 40:60].max() < 0.001 and covered.skin[35:42, 40:60].min() > 0.999
    assert covered.rgb[66, 50] == pytest.approx([128, 176, 204], abs=1)


def test_in_the_shade_before_a_wall_only_the_person_is_dark() -> None:
    still = Drive(T_S[:1], np.ones((1, 3)), np.zeros(1))
    (frame,) = render(in_shade(grey(), 0.5), still, Scene(**QUIET, wall_luma=240))
    assert frame[95:105, 155:165].mean() == pytest.approx(60, abs=1)
    assert frame[:20, :20].mean() == 240


def test_light_scales_everything() -> None:
    still = Drive(T_S[:1], np.ones((1, 3)), np.zeros(1))
    assert skin_means(still, light=0.25) == pytest.approx(30, abs=0.6)


def test_the_skin_of_the_astronaut_lies_in_her_face() -> None:
    subject = astronaut()
    assert subject.skin[150, 250] > 0.9 and subject.skin[118, 224] > 0.5
    for y, x in ((40, 225), (300, 60), (40, 400)):  # hair, suit, wall
        assert subject.skin[y, x] == 0


def test_shoulders_rise_with_the_breath_and_the_wall_does_not() -> None:
    drive = Drive(np.array([0.0, 1.0]), np.ones((2, 3)), np.array([-1.0, 1.0]))
    out, into = render(astronaut(), drive, Scene(noise=0, drift_px=0, rise_px=6))
    assert np.abs(out[400:, 100:500].astype(int) - into[400:, 100:500]).mean() > 2
    assert np.array_equal(out[:60, :60], into[:60, :60])


def test_a_trace_drives_the_skin(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(
        '{"rgb": {"t": [0, 1, 2, 3], "r": [90, 110, 90, 110], "g": [50, 50, 0, 50], "b": [9, 9, 9, 9]}}'
    )
    gains = Drive.from_trace(path, T_S).gains
    assert gains[0, 0] == pytest.approx(0.9) and gains[30, 0] == pytest.approx(1.1)


def test_a_trace_that_is_too_short_says_so(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('{"rgb": {"t": [0, 1], "r": [9, 9], "g": [9, 9], "b": [9, 9]}}')
    with pytest.raises(ValueError, match=r"lasts 1\.0 s"):
        Drive.from_trace(path, T_S)


def test_a_labelled_portrait_is_cut_out(tmp_path: Path) -> None:
    ids = np.zeros((64, 64), np.uint8)
    ids[10:60, 16:48], ids[20:44, 20:44] = 17, 1
    cv2.imwrite(str(tmp_path / "l.png"), ids)
    cv2.imwrite(str(tmp_path / "i.png"), np.full((64, 64, 3), 99, np.uint8))
    subject = labelled(tmp_path / "i.png", tmp_path / "l.png")
    assert subject.face == (20, 20, 24, 24)
    assert subject.skin[32, 32] > 0.99 and subject.skin[12, 32] < 0.01
    assert subject.person[12, 32] > 0.5 and subject.person[5, 5] == 0


def test_a_camera_file_holds_every_frame_in_limited_range(tmp_path: Path) -> None:
    write(tmp_path / "v.y4m", [np.full((48, 64, 3), value, np.uint8) for value in (0, 255, 128)], 30)
    content = (tmp_path / "v.y4m").read_bytes()
    head, *frames = content.split(b"FRAME\n")
    assert head == b"YUV4MPEG2 W64 H48 F30:1 Ip A1:1 C420jpeg\n"
    assert [len(frame) for frame in frames] == [64 * 48 * 3 // 2] * 3
    assert [frame[0] for frame in frames] == [16, 235, 126]


@pytest.mark.parametrize(("suffix", "error"), [(".mkv", 0), (".mp4", 4), (".avi", 4)])
def test_a_video_holds_what_was_written(tmp_path: Path, suffix: str, error: int) -> None:
    colours = [(200, 100, 60), (40, 120, 80)]
    write(tmp_path / f"v{suffix}", [np.full((48, 64, 3), colour, np.uint8) for colour in colours], 10)
    with av.open(str(tmp_path / f"v{suffix}")) as container:
        frames = list(container.decode(video=0))
    assert [frame.time for frame in frames] == pytest.approx([0, 0.1])
    for frame, colour in zip(frames, colours, strict=True):
        assert np.abs(frame.to_ndarray(format="rgb24").mean(axis=(0, 1)) - colour).max() <= error


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="gif"):
        write(tmp_path / "v.gif", [], 30)


def test_a_contact_wave_drives_the_skin(tmp_path: Path) -> None:
    path, t_s = tmp_path / "t.json", np.arange(300) / 30
    wave = 7 + 0.2 * np.sin(2 * np.pi * 1.2 * t_s)
    path.write_text(json.dumps({"ppg": {"t": (5 + t_s).tolist(), "v": wave.tolist()}}))
    gains = Drive.from_contact(path, t_s).gains
    assert np.corrcoef(gains[:, 1], wave)[0, 1] < -0.99
    assert np.ptp(gains[:, 1]) == pytest.approx(0.007, rel=0.2)


def test_the_skin_is_told_where_it_is() -> None:
    drive = Drive(T_S[:1], np.ones((1, 3)), np.zeros(1))
    ((_, skin),) = render_with_skin(grey(), drive, Scene(**QUIET))
    assert skin[100, 160] > 0.9 and skin[20, 20] == 0
