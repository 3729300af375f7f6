"""Close sessions that were live when the stack went away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from webapp.live.purge import close_lost


class Command(BaseCommand):
    help = "Close live sessions of which Redis knows nothing any more; run by `serve` at each start."

    def handle(self, *args: Any, **options: Any) -> None:
        if count := close_lost():
            self.stdout.write(f"{count} measurements that were cut off are closed")
