"""What studies keep when a person deletes the account: by the rule of each, as if the person had left."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q

from webapp.enrolment.withdrawal import cut_ties, forget_person, mark_as_left
from webapp.records.models import AccessLog, Participant, Session, Study
from webapp.records.visibility import SessionQuerySet


def deleted_with(user: User) -> SessionQuerySet:
    """Sessions that go with the account: those outside of studies, and those of studies that delete."""
    own = Q(user=user) | Q(participant__user=user)
    found: SessionQuerySet = Session.objects.filter(
        Q(user=user, study=None) | own & Q(study__withdrawal=Study.Withdrawal.DELETE)
    )
    return found


def kept_of(user: User) -> SessionQuerySet:
    """Sessions that stay under the pseudonym."""
    own = Q(user=user) | Q(participant__user=user)
    found: SessionQuerySet = Session.objects.filter(own, study__withdrawal=Study.Withdrawal.KEEP)
    return found


def leave(user: User) -> None:
    """Leave every study. What was to be deleted is gone already, but for what began in the meantime."""
    for participant in Participant.objects.select_related("study").filter(user=user):
        mark_as_left(participant)
        if participant.study.withdrawal == Study.Withdrawal.DELETE:
            participant.sessions.all().delete()
            forget_person(participant.pk)
        else:
            cut_ties(participant)
        _write_down(participant)
    kept_of(user).update(user=None, visitor=None, note="")


def _write_down(participant: Participant) -> None:
    """The study sees why the data are gone; not who it was."""
    AccessLog.objects.create(
        action=AccessLog.Action.DELETE,
        target=f"participant:{participant.pk}",
        study=participant.study,
        detail="account deleted",
    )
