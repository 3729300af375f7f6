"""What a running stack leaves in the var folder for commands that are started beside it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def note_redis(url: str) -> None:
    _write(settings.REDIS_NOTE, url)


def note_address(url: str) -> None:
    _write(settings.ADDRESS_NOTE, url)


def running_address() -> str | None:
    """Where the running stack answers, such as http://127.0.0.1:8000/; None when none runs."""
    note: Path = settings.ADDRESS_NOTE
    return note.read_text().strip() if note.exists() else None


def remove() -> None:
    settings.REDIS_NOTE.unlink(missing_ok=True)
    settings.ADDRESS_NOTE.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    """In one step, readable by this user only: a Redis address may hold a password."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(f"{text}\n")
    draft.replace(path)
