"""static/js/pace.js: which of the camera's frames are sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

TAKEN = """
async ([fps, times, backlog]) => {
  const { Pace } = await import("/static/js/pace.js");
  const pace = new Pace({ fps, width_px: 320 });
  pace.backlog(backlog);
  return times.filter((t_s) => pace.takes(t_s));
}
"""


def taken(page: Page, fps: int, times_s: list[float], backlog: int = 0) -> list[float]:
    return list(page.evaluate(TAKEN, [fps, times_s, backlog]))


def camera(fps: float, jitter_s: float = 0.0) -> list[float]:
    """Two seconds of capture times, every other one late."""
    return [i / fps + (jitter_s if i % 2 else 0.0) for i in range(int(2 * fps))]


@pytest.mark.parametrize("fps", [10, 25, 29.97, 30.2])
def test_a_camera_of_the_usual_rate_is_sent_whole(page: Page, fps: float) -> None:
    assert len(taken(page, 30, camera(fps))) == len(camera(fps))


def test_late_frames_are_sent_too(page: Page) -> None:
    assert len(taken(page, 30, camera(30, jitter_s=0.008))) == 60


def test_a_frame_that_comes_soon_after_a_late_one_is_sent(page: Page) -> None:
    times_s = [0.0, 0.033, 0.082, 0.0997, 0.133]
    assert taken(page, 30, times_s) == times_s


def test_of_a_fast_camera_every_other_frame_is_sent(page: Page) -> None:
    assert len(taken(page, 30, camera(60))) == 60


def test_the_eco_mode_sends_half(page: Page) -> None:
    assert len(taken(page, 15, camera(30))) == 30


def test_a_server_that_is_behind_gets_half(page: Page) -> None:
    assert len(taken(page, 30, camera(30), backlog=100)) == 30


def test_a_time_that_goes_back_is_never_sent(page: Page) -> None:
    assert taken(page, 30, [1.0, 0.5, 1.0, 1.1]) == [1.0, 1.1]


CONGESTED = """
async ([congested_s, until_s]) => {
  const { Pace } = await import("/static/js/pace.js");
  const pace = new Pace({ fps: 30, width_px: 320 });
  for (const t_s of congested_s) pace.congested(t_s);
  for (let t_s = congested_s.at(-1); t_s < until_s; t_s += 1 / 30) pace.takes(t_s);
  return [pace.why, pace.fps, pace.width_px];
}
"""


@pytest.mark.parametrize(
    ("congested_s", "until_s", "expected"),
    [
        ([10.0], 11, ["network", 15, 320]),
        ([10.0, 10.5], 11, ["network", 15, 320]),  # one jam is no two
        ([10.0, 12.5], 13, ["network", 15, 240]),
        ([10.0, 12.5], 21, ["network", 15, 320]),
        ([10.0, 12.5], 30, ["", 30, 320]),
    ],
)
def test_a_slow_network_gets_less_until_it_has_been_calm(
    page: Page, congested_s: list[float], until_s: float, expected: list[object]
) -> None:
    assert page.evaluate(CONGESTED, [congested_s, until_s]) == expected
