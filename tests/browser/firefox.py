"""Firefox with its made-up camera, driven through WebDriver BiDi, which it speaks by itself."""

from __future__ import annotations

import itertools
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.exceptions import InvalidHandshake
from websockets.sync.client import ClientConnection, connect

FIREFOX = Path("/usr/bin/firefox-esr")
START_TIMEOUT_S = 60
COMMAND_TIMEOUT_S = 60
POLL_S = 0.25
PREFS = {
    "media.navigator.streams.fake": True,  # a camera that shows a moving test picture
    "media.navigator.permission.disabled": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "intl.accept_languages": "en-GB",
}


class FirefoxPage:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._ask("session.new", capabilities={})
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def goto(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression: a string, a number, a boolean or None."""
        answer = self._ask(
            "script.evaluate", expression=expression, target={"context": self._tab}, awaitPromise=True
        )
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def wait_for(self, expression: str, timeout_s: float = 30) -> None:
        deadline = time.monotonic() + timeout_s
        while not self.evaluate(expression):
            assert time.monotonic() < deadline, f"Firefox never had: {expression}"
            time.sleep(POLL_S)

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=COMMAND_TIMEOUT_S))
            if message.get("id") != number:
                continue  # an event
            assert message["type"] == "success", f"{method}: {message}"
            return dict(message["result"])


@contextmanager
def firefox(profile: Path, port: int) -> Iterator[FirefoxPage]:
    """A fresh Firefox with a profile of its own."""
    profile.mkdir(parents=True, exist_ok=True)
    prefs = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFS.items())
    (profile / "user.js").write_text("\n".join(prefs))
    command = [FIREFOX, "--headless", "--profile", profile, "--remote-debugging-port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connected(port) as socket:
            yield FirefoxPage(socket)
    finally:
        process.terminate()
        process.wait(START_TIMEOUT_S)


def connected(port: int) -> ClientConnection:
    """As soon as it listens."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while True:
        try:
            return connect(f"ws://127.0.0.1:{port}/session", max_size=None)
        except (OSError, InvalidHandshake):
            if time.monotonic() > deadline:
                raise
            time.sleep(POLL_S)
