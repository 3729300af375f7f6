"""For the last administrator who lost the phone and the recovery codes: nobody else could help."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from webapp.accounts.logins import end_logins
from webapp.accounts.second_factor.codes import turn_off
from webapp.records.models import AccessLog


class Command(BaseCommand):
    help = "Take the second factor off an account and end its logins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="name of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"there is no account {options['name']!r}: give the name it logs in with")
        turn_off(user)
        end_logins(user)
        action = AccessLog.Action.CHANGE
        AccessLog.objects.create(
            action=action, target=f"second-factor:{user.pk}", detail="taken off by command"
        )
        self.stdout.write(f"{user.get_username()} logs in with the password alone now")
