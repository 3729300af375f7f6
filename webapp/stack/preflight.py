"""What can be known to fail is told before anything is started, in one line."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys

CHECK_S = 60.0  # a GPU that was asleep, or a cold disk, takes seconds


class CannotStart(Exception):
    """Raised when a setting, or a process at its start, makes a measurement impossible."""


def check_cuda() -> None:
    """Raises CannotStart when REQUIRE_CUDA is set and the network would not run on CUDA.

    Tried in a process of its own: a session here would hold memory of the GPU for as long as the stack runs.
    """
    if not os.environ.get("REQUIRE_CUDA"):
        return
    command = [sys.executable, "-m", "vitals.segmentation.session"]
    try:
        tried = subprocess.run(command, capture_output=True, text=True, timeout=CHECK_S)
    except subprocess.TimeoutExpired as error:
        raise CannotStart(
            f"REQUIRE_CUDA is set, but the GPU does not answer within {CHECK_S:.0f} s"
        ) from error
    if tried.returncode:
        lines = tried.stderr.strip().splitlines() or [f"the network ended with status {tried.returncode}"]
        raise CannotStart(lines[-1])


def check_tls(certificate: str, key: str) -> None:
    """Raises CannotStart when only one of the files is named, or they cannot be read, or do not fit."""
    if not (certificate or key):
        return
    if not (certificate and key):
        raise CannotStart("TLS_CERT and TLS_KEY go together: set both, or none")
    try:
        # A key with a password would ask for it in a process without a terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as error:
        raise CannotStart(f"TLS_CERT={certificate} with TLS_KEY={key} cannot be used: {error}") from error
