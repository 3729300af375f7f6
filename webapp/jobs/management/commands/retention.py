"""Delete what is too old, or show what would be deleted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from webapp.jobs import rows, too_old
from webapp.jobs.work import work_on
from webapp.records.models import Job


class Command(BaseCommand):
    help = (
        "Delete what is too old by the policy and by the studies' rules; the jobs worker does it once a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only list what would be deleted.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._list()
        else:
            self._delete()

    def _list(self) -> None:
        now = timezone.now()
        for rule, number in too_old.count(now):
            self.stdout.write(f"{rule.label}: {number}")
            for batch in rule.batches(now):
                for thing in batch:
                    self.stdout.write(f"  {rule.name}:{thing.pk}  {thing}")

    def _delete(self) -> None:
        job = rows.create(Job.Kind.RETENTION, None, {}, None)
        while work_on(job.pk):
            pass
        job.refresh_from_db()
        if job.state != Job.State.DONE:
            raise CommandError(f"{job.done} deleted, then: {job.error or job.state}")
        self.stdout.write(f"{job.done} deleted")
