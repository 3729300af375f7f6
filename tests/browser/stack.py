"""What a test may know of the running stack besides its pages."""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Stack:
    """The address of the page, and the database behind it."""

    url: str
    database: Path

    @property
    def password(self) -> str:
        """Of the administrator `admin`, as the first start printed it."""
        found = re.search(r"password (\S+)", (self.database.parent / "serve.log").read_text())
        assert found, "the stack printed no password"
        return found[1]

    def session(self, pk: str) -> dict[str, Any] | None:
        """The stored session, or None."""
        rows = self._rows("SELECT * FROM records_session WHERE id = ?", pk.replace("-", ""))
        return rows[0] if rows else None

    def is_gone(self, pk: str, within_s: float) -> bool:
        """Whether the session is deleted, if need be after waiting: a worker does it."""
        deadline = time.monotonic() + within_s
        while self.session(pk) and time.monotonic() < deadline:
            time.sleep(0.2)
        return self.session(pk) is None

    def estimates(self, pk: str) -> list[dict[str, Any]]:
        """Its stored estimates, in order of time."""
        return self._rows(
            "SELECT * FROM records_estimate WHERE session_id = ? ORDER BY t_s", pk.replace("-", "")
        )

    def _rows(self, query: str, *values: str) -> list[dict[str, Any]]:
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(query, values)]
        finally:
            connection.close()
