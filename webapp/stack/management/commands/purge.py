"""Close sessions that were live when the stack went away; delete what nobody can reach any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from webapp.live.purge import close_lost
from webapp.records.expire import expire


class Command(BaseCommand):
    help = (
        "Close sessions that Redis knows nothing of, delete unreachable ones; `serve` runs it at each start."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if count := close_lost():
            self.stdout.write(f"{count} measurements that were cut off are closed")
        if count := expire():
            self.stdout.write(f"{count} measurements that nobody could open any more are deleted")
