"""Settings from the environment. A value that cannot be read stops the start, with its name."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MOST = 10**9
DIGITS = 12  # that are read of a number; more are too many anyway


def env_bool(name: str, default: bool) -> bool:
    value = os.environ.get(name, "")
    if value == "":
        return default
    if value.lower() in ("1", "true", "yes"):
        return True
    if value.lower() in ("0", "false", "no"):
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def env_int(name: str, default: int, lowest: int = 0, highest: int = MOST) -> int:
    value = os.environ.get(name, "")
    if value == "":
        return default
    if not (value.isascii() and value.isdecimal() and lowest <= int(value[:DIGITS]) <= highest):
        raise ImproperlyConfigured(f"{name} must be a whole number {lowest} to {highest}, not {value[:40]!r}")
    return int(value)


def env_list(name: str) -> list[str]:
    """The comma-separated values of `name`, without blanks."""
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def own_names(host: str) -> list[str]:
    """Names under which this machine may be asked for: more than its loopback only if it listens on more."""
    names = ["localhost", "127.0.0.1", "[::1]", host]
    if host in ("0.0.0.0", "::"):
        names += [socket.gethostname(), f"{socket.gethostname()}.local", _address()]
    return names


def _address() -> str:
    """The address that others in the network see; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address (RFC 5737)
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def kept_secret(path: Path) -> str:
    """The secret in `path`; made on first use, readable by this user only."""
    if not path.exists():
        private_folder(path.parent)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        _link_if_absent(draft, path)
    return path.read_text()


def private_folder(path: Path) -> None:
    """Make a folder that only this user can enter, or make it so: it holds keys and health data."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)


def _link_if_absent(draft: Path, path: Path) -> None:
    """Two processes may start at once: whoever links first wins, and both read the same secret."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def database(url: str, sqlite: Path) -> dict[str, object]:
    """Django's entry for a `postgresql://user:password@host:port/name?sslmode=...`; SQLite without one."""
    if not url:
        # IMMEDIATE: a deferred transaction that turns to writing fails at once instead of waiting its turn.
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": sqlite, "OPTIONS": options}
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def redis_address(url: str, note: Path, default: Path) -> str:
    """REDIS_URL, else the address that the running stack has noted, else our own private socket."""
    if url:
        return url
    if note.exists():
        return note.read_text().strip()
    return f"unix://{default}"


def broker_address(redis_url: str) -> str:
    """The same Redis in Celery's words, which has its own scheme for unix sockets."""
    if not redis_url.startswith("unix://"):
        return redis_url
    parts = urlsplit(redis_url)
    number = dict(parse_qsl(parts.query)).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={number}"
