"""One stack per var folder and one server per port, told in one line where it is not so."""

from __future__ import annotations

import fcntl
import os
import socket
from pathlib import Path
from typing import TextIO

from webapp.env import private_folder


class Taken(Exception):
    """Raised when the port, or the var folder, belongs to another process."""


def check_port(host: str, port: int) -> None:
    """Raises Taken when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Taken(
                f"cannot listen on {host}:{port} ({error.strerror}): choose another with PORT="
            ) from error


def lock(var: Path) -> TextIO:
    """Hold the var folder for as long as the returned file is open; the kernel lets go when we die."""
    private_folder(var)
    file = (var / "serve.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        raise Taken(
            f"already running as process {file.read().strip()}: stop it first, or set VAR_DIR="
        ) from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
