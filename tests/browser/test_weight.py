"""What the page costs: to open, and while it measures."""

from __future__ import annotations

from playwright.sync_api import Page, Response

from tests.browser.figures import measure

MAX_BYTES = 300_000  # uncompressed, of everything
MAX_FIRST_PAINT_MS = 1000
TRIES = 3  # a busy machine may be late once
NOTHING_MOVES = 0.001
MEASURED_S = 8
MAX_SCRIPT_SHARE = 0.15  # of one core, besides the encoder, which has its own thread

FIRST_PAINT_MS = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
SIZES = """
() => Object.fromEntries(
  [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(({ name, decodedBodySize }) => [name, decodedBodySize])
)
"""
SHIFTS = """
() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(0), 1000);
})
"""


def reload(page: Page) -> None:
    page.reload(wait_until="networkidle")


def test_everything_before_start_is_light(page: Page) -> None:
    reload(page)
    sizes = page.evaluate(SIZES)
    assert any(url.endswith("uPlot.iife.min.js") for url in sizes)
    assert sum(sizes.values()) < MAX_BYTES


def test_the_sample_is_loaded_on_demand(page: Page) -> None:
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    reload(page)
    assert not [response.url for response in loaded if "/sample/" in response.url]


def test_the_page_is_painted_soon(page: Page) -> None:
    paints_ms = []
    for _ in range(TRIES):
        reload(page)
        paints_ms.append(page.evaluate(FIRST_PAINT_MS))
    assert min(paints_ms) < MAX_FIRST_PAINT_MS


def test_nothing_moves_while_the_page_loads(page: Page) -> None:
    reload(page)
    assert page.evaluate(SHIFTS) < NOTHING_MOVES


def test_scripts_leave_most_of_a_core_to_others(page: Page) -> None:
    assert measure(page, "camera", MEASURED_S)["main_thread_script_share"] < MAX_SCRIPT_SHARE
