"""The kind of a device, never what the browser said."""

from __future__ import annotations

import pytest

from webapp.enrolment.device import device_of

TAIL = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (
            f"Mozilla/5.0 (Linux; Android 15; Pixel 9) {TAIL} Chrome/156.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) CriOS/156 Safari/604.1", "Chrome on iPhone"),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {TAIL} Chrome/156.0 Safari/537.36 Edg/156.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/19 Safari/605.1", "Safari on macOS"),
        ("curl/8.0", "other on other"),
        ("", "other on other"),
        ("x" * 100_000, "other on other"),
    ],
)
def test_many_devices_share_their_words(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device
