"""The real stack on a free port with its own data, and Chromium with a camera that plays a file."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from tests.browser.chromium import CHROMIUM, Chromium
from tests.browser.stack import Stack

ROOT = Path(__file__).parents[2]
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 15

# Cameras, workers and the first batch take their time on a busy machine; five seconds were too few there.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here; skip it without Chromium unless all checks are required."""
    missing = not CHROMIUM.exists() and os.environ.get("REQUIRE_ALL") != "1"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(
                    pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: apt-get install chromium")
                )


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Web server, Redis and workers, as a visitor meets them."""
    var = tmp_path_factory.mktemp("var")
    log = (var / "serve.log").open("w")
    port = free_port()
    env = os.environ | {
        "VAR_DIR": str(var),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SESSIONS_PER_MINUTE": "600",
        # A page that a test closes keeps its place for half a minute; the default four were soon full.
        "MAX_SESSIONS": "100",
    }
    for shared in ("DATABASE_URL", "REDIS_URL"):
        env.pop(shared, None)
    command = [sys.executable, "manage.py", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_until_ready(process, var / "serve.log")
        yield Stack(f"http://127.0.0.1:{port}/", var / "db.sqlite3")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(STOP_TIMEOUT_S)
        log.close()


def wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the stack says that it answers; its own words where it does not come up."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while "ready http" not in log.read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the stack did not start:\n{log.read_text()[-4000:]}")
        time.sleep(0.2)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, stack: Stack) -> Iterator[Chromium]:
    """Opens pages of the stack, one browser per camera."""
    opened = Chromium(playwright, stack.url)
    yield opened
    opened.close()


@pytest.fixture
def page(chromium: Chromium) -> Iterator[Page]:
    """The page with Chromium's own test picture as camera: there is no face in it."""
    with chromium.page() as opened:
        yield opened
