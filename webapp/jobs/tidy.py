"""Keeps SQLite's plans good: PostgreSQL does this by itself."""

from __future__ import annotations

from django.db import connection

LOOKED_AT_ROWS = 1000
"""Of each index. SQLite advises 100 to 1000: then it takes milliseconds, however large the table is."""


def tidy() -> None:
    """Without counts of its tables SQLite guesses, and takes a poor index for a study of 100 000 sessions."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT_ROWS}")
            cursor.execute("ANALYZE")
