"""static/js/video-file.js: a recorded video is played here, frame by frame with its own times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser import video_file, visit
from tests.browser.stack import Stack

OPEN = """
async (count) => {
  const { VideoFile } = await import("/static/js/video-file.js");
  const video = document.getElementById("video");
  video.hidden = false;
  let file;
  try {
    file = await VideoFile.open(video, document.getElementById("file").files[0]);
  } catch (failure) {
    return { code: failure.code, kept: video.hasAttribute("src") };
  }
  const times_s = [];
  await new Promise((resolve, reject) => {
    file.start(({ t_s, image }) => {
      times_s.push(t_s);
      image.close();
      if (times_s.length === count) resolve();
    }, reject);
  });
  file.stop();
  return { times_s, size: file.size, duration_s: file.duration_s, clock: file.clock };
}
"""
HR_BPM, RR_BPM = 78, 15
TOLERANCE_BPM = 3
PORTRAIT_S = 24


def opened(page: Page, path: Path, frames: int = 20) -> dict[str, Any]:
    page.get_by_test_id("video-file").set_input_files(path)
    return dict(page.evaluate(OPEN, frames))


def test_frames_carry_the_times_of_the_video(page: Page, tmp_path: Path) -> None:
    found = opened(page, video_file.blank(tmp_path / "room.mp4", 12))
    assert found["clock"] == "media"
    assert all(t_s * video_file.FPS == pytest.approx(round(t_s * video_file.FPS)) for t_s in found["times_s"])
    assert all(before < after for before, after in zip(found["times_s"], found["times_s"][1:], strict=False))


@pytest.mark.parametrize(("seconds", "code"), [(4, "file_too_short"), (300, "file_too_long")])
def test_a_video_of_a_length_without_a_result_is_refused(
    page: Page, tmp_path: Path, seconds: float, code: str
) -> None:
    found = opened(page, video_file.blank(tmp_path / "room.mp4", seconds))
    assert found == {"code": code, "kept": False}


def test_what_is_no_video_is_refused(page: Page, tmp_path: Path) -> None:
    (tmp_path / "letter.mp4").write_text("Dear doctor")
    assert opened(page, tmp_path / "letter.mp4")["code"] == "file_unreadable"


def test_without_consent_a_video_is_not_measured(page: Page) -> None:
    expect(page.get_by_test_id("choose-video")).to_be_disabled()


def test_a_refused_video_is_named_and_another_can_be_chosen(page: Page, tmp_path: Path) -> None:
    visit.consent(page)
    page.get_by_test_id("video-file").set_input_files(video_file.blank(tmp_path / "short.mp4", 3))
    expect(page.get_by_test_id("status")).to_contain_text("shorter than 10 s")
    expect(page.get_by_test_id("choose-video")).to_be_enabled()


def test_a_video_is_measured_to_its_end_and_stays_on_the_device(
    page: Page, tmp_path: Path, stack: Stack
) -> None:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    path = video_file.portrait(tmp_path / "face.mp4", PORTRAIT_S, HR_BPM, RR_BPM)
    visit.consent(page)
    with page.expect_file_chooser() as chooser:
        page.get_by_test_id("choose-video").click()
    chooser.value.set_files(path)
    expect(page.get_by_test_id("status")).to_contain_text("The video is being measured")
    outcome = visit.outcome(page)
    assert outcome.heart_rate is not None
    assert abs(outcome.heart_rate - HR_BPM) <= TOLERANCE_BPM
    stored = stack.session(outcome.pk)
    assert stored is not None
    assert stored["source"] == "file"
    assert stored["duration_s"] == pytest.approx(PORTRAIT_S, abs=1)
    assert sum(len(request.post_data_buffer or b"") for request in sent) < 2000  # the wish, and no file
