"""static/js/classes.js: what the network sees, as colours over the picture, while the panel is open."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, WebSocket, expect

from tests.browser import visit

FACE = {"place": [0.25, 0.25, 0.5, 0.5], "side": 2, "runs": [1, 2, 0, 1, 6, 1]}
"""Skin in the upper half, nothing and hair below."""
DRAWN = """
async ([seen, open]) => {
  const { Classes } = await import("/static/js/classes.js");
  const canvas = document.createElement("canvas");
  canvas.getContext("2d", { willReadFrequently: true });
  const panel = document.getElementById("seen");
  const asked = [];
  const classes = new Classes(canvas, panel, (wanted) => asked.push(wanted));
  panel.open = open;
  await new Promise((resolve) => setTimeout(resolve, 50));
  classes.fit([320, 240]);
  classes.show(seen);
  const at = (x, y) => [...canvas.getContext("2d").getImageData(x * 320, y * 240, 1, 1).data];
  return { asked, skin: at(0.3, 0.3), nothing: at(0.27, 0.7), hair: at(0.72, 0.72), outside: at(0.1, 0.1) };
}
"""
IS_PAINTED = """
() => {
  const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  copy.drawImage(document.getElementById("classes"), 0, 0);
  return copy.getImageData(0, 0, copy.canvas.width, copy.canvas.height).data.some(Boolean);
}
"""
CLEAR = [0, 0, 0, 0]


def drawn(page: Page, *, is_open: bool = True, seen: dict[str, Any] | None = FACE) -> dict[str, Any]:
    return dict(page.evaluate(DRAWN, [seen, is_open]))


def test_each_class_has_the_colour_of_the_legend_in_its_place(page: Page) -> None:
    found = drawn(page)
    assert found["asked"] == [True]
    assert found["skin"] == [0x4C, 0xC9, 0xD8, 255] and found["hair"] == [0x7A, 0x5C, 0xB0, 255]
    assert found["nothing"] == CLEAR and found["outside"] == CLEAR


def test_nothing_is_drawn_before_it_is_asked_for(page: Page) -> None:
    found = drawn(page, is_open=False)
    assert found["asked"] == [] and found["skin"] == CLEAR


def test_without_a_face_nothing_is_drawn(page: Page) -> None:
    assert drawn(page, seen=None)["skin"] == CLEAR


def test_the_server_sends_classes_while_the_panel_is_open(page: Page) -> None:
    seen: list[dict[str, Any]] = []
    page.on("websocket", lambda socket: listen(socket, seen))
    visit.start_sample(page)
    expect(page.locator("#outline path")).to_have_attribute("d", re.compile("^M"))
    assert not any("classes" in message for message in seen)
    page.get_by_test_id("seen").locator("summary").click()
    expect(page.locator("#seen")).to_have_attribute("open", "")
    wait_for(page, seen)
    with_classes = [message["classes"] for message in seen if message.get("classes")]
    assert with_classes and len(json.dumps(with_classes[-1])) < 4000


def wait_for(page: Page, seen: list[dict[str, Any]]) -> None:
    """Until there is something of it on the picture."""
    for _ in range(100):
        if any(message.get("classes") for message in seen) and page.evaluate(IS_PAINTED):
            return
        page.wait_for_timeout(100)
    raise AssertionError("no classes within 10 s")


def listen(socket: WebSocket, seen: list[dict[str, Any]]) -> None:
    """Keep the `vision` messages."""

    def keep(payload: str | bytes) -> None:
        message = json.loads(payload)
        if message["type"] == "vision":
            seen.append(message)

    socket.on("framereceived", keep)
