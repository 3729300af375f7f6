"""A whole study as a folder: docs/archive.md describes its files.

`files` writes it, one file after another; `open_archive` reads it back after checking every file.
"""

from vitals.archive.content import Mark, ParticipantContent, SessionContent, StudyContent
from vitals.archive.read import Archive, StoredSession, is_archive, open_archive
from vitals.archive.write import files

__all__ = [
    "Archive",
    "Mark",
    "ParticipantContent",
    "SessionContent",
    "StoredSession",
    "StudyContent",
    "files",
    "is_archive",
    "open_archive",
]
