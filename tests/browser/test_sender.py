"""static/js/sender.js: what does not fit is dropped at the source and counted."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

SEND = """
async ([frames, hasRoom, waiting]) => {
  const { Sender } = await import("/static/js/sender.js");
  const { Pace } = await import("/static/js/pace.js");
  const batches = [];
  const told = [];
  let closed = 0;
  const socket = { hasRoom, send: (batch) => batches.push(batch.length), dropped: (n) => told.push(n) };
  const encoder = { waiting, encode: async (image) => (image.close(), new Uint8Array(image.size)) };
  const pace = new Pace({ fps: 30, width_px: 320 });
  const sender = new Sender(socket, encoder, pace, (error) => { throw error; });
  for (const [i, size] of frames.entries()) {
    await sender.take({ t_s: i / 30, image: { size, close: () => (closed += 1) } });
  }
  sender.close();
  return { batches, told, closed, dropped: sender.dropped, sent: sender.sent };
}
"""
SMALL, TOO_LARGE = 20_000, 96 * 1024 + 1


def send(page: Page, frames: list[int], has_room: bool = True, waiting: int = 0) -> dict[str, Any]:
    return dict(page.evaluate(SEND, [frames, has_room, waiting]))


def test_frames_leave_in_batches_of_a_quarter_of_a_second(page: Page) -> None:
    assert send(page, [SMALL] * 20)["batches"] == [8, 8, 4]


def test_without_room_frames_are_dropped_counted_and_told_and_soon_fewer_are_taken(page: Page) -> None:
    sent = send(page, [SMALL] * 5, has_room=False)
    assert (sent["batches"], sent["dropped"], sent["told"]) == ([], 3, [3])


def test_a_busy_encoder_gets_no_more_pictures(page: Page) -> None:
    assert send(page, [SMALL] * 5, waiting=4)["dropped"] == 5


def test_a_frame_that_the_server_would_refuse_is_not_sent(page: Page) -> None:
    sent = send(page, [SMALL, TOO_LARGE, SMALL])
    assert (sent["batches"], sent["dropped"]) == ([2], 1)


def test_every_picture_is_closed_whether_sent_or_dropped(page: Page) -> None:
    assert send(page, [SMALL] * 20)["closed"] == 20
    assert send(page, [SMALL] * 5, has_room=False)["closed"] == 5
