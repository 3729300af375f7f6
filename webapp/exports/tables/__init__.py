"""The tables of an export, each with its columns and where its rows come from."""

from __future__ import annotations

from webapp.exports.tables import additions, estimates, people, sessions
from webapp.exports.tables.table import Column, Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        people.PARTICIPANTS,
        sessions.SESSIONS,
        estimates.ESTIMATES,
        additions.REFERENCES,
        additions.ANNOTATIONS,
        additions.COMMENTS,
        additions.READINGS,
        additions.ANSWERS,
    )
}

__all__ = ["TABLES", "Column", "Table"]
