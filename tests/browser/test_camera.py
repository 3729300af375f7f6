"""static/js/camera.js in browsers that lack something: Chromium with it taken away."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.chromium import Chromium

FRAMES = 30
FPS = 20  # of Chromium's own test camera
TAKE = """
async (count) => {
  const { Camera } = await import("/static/js/camera.js");
  const video = document.getElementById("video");
  video.hidden = false;
  const camera = await Camera.open(video, "", () => true);
  const frames = [];
  await new Promise((resolve, reject) => {
    camera.start(({ t_s, image }) => {
      frames.push([t_s, image.constructor.name]);
      image.close();
      if (frames.length === count) resolve();
    }, reject);
  });
  const clock = camera.clock;
  const [track] = video.srcObject.getTracks();
  camera.stop();
  await new Promise((resolve) => setTimeout(resolve));
  const ended = track.readyState === "ended";
  return { clock, times_s: frames.map(([t_s]) => t_s), kind: frames[0][1], ended };
}
"""
NO_CALLBACKS = "delete HTMLVideoElement.prototype.requestVideoFrameCallback"
NO_VIDEO_FRAME = "delete window.VideoFrame"
SOURCE = {
    "isCamera": True,
    "size": [640, 480],
    "fps": 29.97,
    "seen_s": 3,
    "clock": "capture",
    "held": [],
    "why": "",
}
INSECURE = """
Object.defineProperty(window, "isSecureContext", { value: false });
Object.defineProperty(navigator, "mediaDevices", { value: undefined });
"""


def take(page: Page, without: str = "") -> dict[str, Any]:
    if without:
        page.add_init_script(without)
        page.reload()
    return dict(page.evaluate(TAKE, FRAMES))


def rate(times_s: list[float]) -> float:
    return (len(times_s) - 1) / (times_s[-1] - times_s[0])


@pytest.mark.parametrize(
    ("without", "clock", "kind"),
    [
        ("", "capture", "VideoFrame"),
        (NO_VIDEO_FRAME, "capture", "ImageBitmap"),
        (NO_CALLBACKS, "animation", "VideoFrame"),
    ],
)
def test_frames_come_with_increasing_times_from_the_best_clock(
    page: Page, without: str, clock: str, kind: str
) -> None:
    taken = take(page, without)
    assert (taken["clock"], taken["kind"]) == (clock, kind)
    assert all(before < after for before, after in zip(taken["times_s"], taken["times_s"][1:], strict=False))
    assert rate(taken["times_s"]) == pytest.approx(FPS, rel=0.35)  # a busy machine skips some


def test_the_camera_is_off_after_the_measurement(page: Page) -> None:
    assert take(page)["ended"]


def test_a_rough_clock_is_told(page: Page) -> None:
    assert "knows the time of its pictures only roughly" in told(page, SOURCE | {"clock": "animation"})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Picture: 640 × 480, 30 a second."),
        ({"fps": 12.2}, "12 a second. That is slow"),
        ({"size": [160, 120]}, "That is small"),
        ({"why": "server"}, "The server is busy"),
        ({"why": "network"}, "The connection is slow"),
        ({"held": ["exposureMode"]}, "The exposure is held."),
        ({"held": ["exposureMode", "whiteBalanceMode"]}, "Exposure and white balance are held."),
        ({"seen_s": 0.5}, "Picture: 640 × 480."),
    ],
)
def test_what_the_camera_gives_is_told(page: Page, change: dict[str, Any], words: str) -> None:
    assert words in told(page, SOURCE | change)


def told(page: Page, source: dict[str, Any]) -> str:
    sentences = "async (source) => (await import('/static/js/source-facts.js')).sentences(source)"
    return " ".join(page.evaluate(sentences, source))


def test_an_address_without_a_camera_is_explained_before_anything_is_pressed(chromium: Chromium) -> None:
    with chromium.page() as page:
        page.add_init_script(INSECURE)
        page.reload()
        expect(page.get_by_test_id("status")).to_contain_text("Open the page over https")
        visit.start(page)
        expect(page.get_by_test_id("status")).to_contain_text("Open the page over https")
