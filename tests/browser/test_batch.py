"""static/js/batch.js against vitals.frames.batch, which reads what the page packs."""

from __future__ import annotations

from playwright.sync_api import Page

from vitals.frames.batch import Batch, EncodedFrame, unpack

PACK = """
async ([sequence, frames]) => {
  const { packBatch } = await import("/static/js/batch.js");
  const packed = packBatch(sequence, frames.map(([t_s, bytes]) => ({ t_s, bytes: Uint8Array.from(bytes) })));
  return Array.from(new Uint8Array(packed));
}
"""


def test_a_batch_of_the_page_is_read_as_it_was_meant(page: Page) -> None:
    frames = [(12.345678901, b"\xff\xd8first"), (12.379012345, b"\xff\xd8second, longer")]
    message = page.evaluate(PACK, [70_000, [[t_s, list(jpeg)] for t_s, jpeg in frames]])
    assert unpack(bytes(message)) == Batch(70_000, tuple(EncodedFrame(*frame) for frame in frames))
