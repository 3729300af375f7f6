"""CPU time of the running stack's processes, from /proc (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")


def stack_pids(lock: Path) -> list[int]:
    """The supervisor that holds `lock`, and its children; empty where it cannot be told."""
    if not PROC.is_dir() or not lock.exists() or not lock.read_text().strip():
        return []
    parent = int(lock.read_text())
    return [pid for pid in _all_pids() if pid == parent or _parent(pid) == parent]


def cpu_s(pids: list[int]) -> float:
    """User and system time that these processes have used so far."""
    ticks = sum(sum(int(value) for value in _stat(pid)[11:13]) for pid in pids)
    return ticks / os.sysconf("SC_CLK_TCK")


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]


def _parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def _stat(pid: int) -> list[str]:
    """The fields after the command's name, which may hold blanks; nothing when the process is gone."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()
