"""What the page costs and sends.

    python -m tests.browser.figures --url http://127.0.0.1:8000/ [--camera X.y4m]

Measures for some seconds with the sample, or with a camera that plays a file, and prints JSON: frames a
second, frames dropped by the page and missed by the browser, kilobytes a frame, milliseconds a frame of
encoding (in the worker) and of painting (the sample only), and the share of the main thread's time that
scripts took.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser import visit
from tests.browser.chromium import FAKE_CAMERA, Chromium, plays


def measure(page: Page, source: str, seconds: float) -> dict[str, float]:
    """Let it run, then read what the page counted about itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    (visit.start if source == "camera" else visit.start_sample)(page)
    page.locator("#traffic[data-sent]").wait_for(timeout=20_000)
    before = script_s(devtools)
    page.wait_for_timeout(seconds * 1000)
    share = (script_s(devtools) - before) / seconds
    counted = {
        name: float(value)
        for name, value in page.locator("#traffic").evaluate("e => ({...e.dataset})").items()
    }
    page.get_by_test_id("stop").click()
    return figures(counted) | {"main_thread_script_share": round(share, 4)}


def figures(counted: dict[str, float]) -> dict[str, float]:
    """Per second and per frame."""
    sent = counted["sent"]
    return {
        "frames_sent": sent,
        "frames_per_s": round((sent - 1) / counted["span_s"], 2),
        "dropped_by_page": counted["dropped"],
        "missed_by_browser": counted["missed"],
        "kB_per_frame": round(counted["bytes"] / sent / 1000, 2),
        "encode_ms_per_frame": round(counted["encoded_ms"] / sent, 2),
        "paint_ms_per_frame": round(counted["painted_ms"] / sent, 2),
    }


def script_s(devtools: CDPSession) -> float:
    """Seconds that scripts took on the main thread so far."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000/")
    parser.add_argument("--camera", type=Path, help="a y4m file; without it, the built-in sample")
    parser.add_argument("--seconds", type=float, default=20)
    args = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = Chromium(playwright, args.url)
        with chromium.page(plays(args.camera) if args.camera else FAKE_CAMERA) as page:
            print(json.dumps(measure(page, "camera" if args.camera else "sample", args.seconds), indent=2))
        chromium.close()


if __name__ == "__main__":
    main()
