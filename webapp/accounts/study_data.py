"""What a study keeps when a person deletes the account: the seam for the study's own rule.

Until studies have a rule of their own, their sessions stay under the pseudonym, and nothing leads from
there to the person any more. The page says so before the account is deleted.
"""

from __future__ import annotations

from django.contrib.auth.models import User

from webapp.records.models import Participant, Session


def leave(user: User) -> None:
    """Cut the ties between the person and the sessions and pseudonyms of studies."""
    Session.objects.filter(user=user).exclude(study=None).update(user=None, visitor=None, note="")
    Participant.objects.filter(user=user).update(user=None)
