"""Close sessions that were live when the stack went away, and forget what Redis keeps of them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from webapp.live import registry
from webapp.records import keep
from webapp.records.models import Session


class Command(BaseCommand):
    help = "Close live sessions of which Redis knows nothing any more; run by `serve` at each start."

    def handle(self, *args: Any, **options: Any) -> None:
        live = Session.objects.filter(state=Session.State.LIVE).values_list("pk", flat=True)
        lost = [pk for pk in live if not registry.is_live(pk)]
        for pk in lost:
            keep.lost(pk)
        if lost:
            self.stdout.write(f"{len(lost)} measurements that were cut off are closed")
