"""Three accounts, one for each role; their passwords are drawn by lot and told once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import User

from webapp.records.models import Membership, Study

ROLES = {
    "demo-coordinator": Membership.Role.COORDINATOR,
    "demo-reviewer": Membership.Role.REVIEWER,
    "demo-reader": Membership.Role.READER,
}


@dataclass(frozen=True, slots=True)
class Staff:
    coordinator: User
    reviewer: User
    passwords: dict[str, str]
    """Of the accounts that are new; the others keep theirs."""


def staff() -> Staff:
    """The accounts, made where they are missing."""
    passwords: dict[str, str] = {}
    users = {}
    for name in ROLES:
        user, new = User.objects.get_or_create(username=name)
        if new:
            passwords[name] = secrets.token_urlsafe(12)
            user.set_password(passwords[name])
            user.save()
        users[name] = user
    return Staff(users["demo-coordinator"], users["demo-reviewer"], passwords)


def seat(study: Study) -> None:
    """Give each of them its role in the study."""
    for name, role in ROLES.items():
        Membership.objects.create(user=User.objects.get(username=name), study=study, role=role)
