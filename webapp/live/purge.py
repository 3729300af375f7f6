"""Sessions that the database believes to be live while Redis knows nothing of them."""

from __future__ import annotations

from webapp.live import registry
from webapp.records import keep


def close_lost() -> int:
    """Close them, and say how many there were: they were cut off when Redis or the whole stack went away."""
    gone = [pk for pk in keep.live() if not registry.is_live(pk)]
    for pk in gone:
        keep.lost(pk)
    return len(gone)
