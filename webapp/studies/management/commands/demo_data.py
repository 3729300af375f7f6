"""A made-up study to look at: `manage.py demo_data [--sessions N] [--remove]`."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from webapp.records.models import Estimate, Session, Study, Trace
from webapp.studies.demo import MANY, STUDIES, STUDY, many
from webapp.studies.demo.make import make
from webapp.studies.demo.remove import remove


class Command(BaseCommand):
    help = "Make a demonstration study with 30 participants who do not exist; nobody was measured."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the demonstration away again")
        parser.add_argument(
            "--sessions",
            type=int,
            metavar="N",
            help="make a second study with N sessions, for measuring times",
        )
        parser.add_argument("--yes", action="store_true", help="also where there are real studies")

    def handle(self, *args: Any, **options: Any) -> None:
        if Study._meta.db_table not in connection.introspection.table_names():
            raise CommandError("the database has no tables yet: start ./run once, or `manage.py migrate`")
        if options["remove"]:
            self.stdout.write(f"{remove()} demonstration studies removed; the audit log stays as it is")
            return
        if Study.objects.exclude(name__in=STUDIES).exists() and not options["yes"]:
            raise CommandError(
                "this installation has studies of its own: give --yes to put a demonstration beside"
            )
        if options["sessions"] is not None and options["sessions"] < 1:
            raise CommandError(f"--sessions is {options['sessions']}: give 1 or more")
        begun = time.monotonic()
        self._make()
        if options["sessions"]:
            self._make_many(options["sessions"])
        self.stdout.write(
            f"ready in {time.monotonic() - begun:.0f} s; `manage.py demo_data --remove` undoes it"
        )

    def _make(self) -> None:
        if Study.objects.filter(name=STUDY).exists():
            self.stdout.write(f'"{STUDY}" is there already: nothing to do')
            return
        study, team = make()
        own = Session.objects.filter(study=study)
        self.stdout.write(
            f'"{STUDY}": {own.count()} sessions of {study.participants.count()} participants, '
            f"{Estimate.objects.filter(session__study=study).count()} estimates, "
            f"{Trace.objects.filter(session__study=study).count()} with signals"
        )
        for name, password in team.passwords.items():
            self.stdout.write(f"account {name}, password {password} (shown once)")

    def _make_many(self, count: int) -> None:
        if Study.objects.filter(name=MANY).exists():
            self.stdout.write(f'"{MANY}" is there already: nothing to do')
            return
        many.make(count)
        self.stdout.write(f'"{MANY}": {count} sessions')
