"""Leaving a study: by its rule all that was measured is deleted, or no tie to the person is left."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from webapp import jobs
from webapp.jobs.step import Handler, Step
from webapp.records.models import Agreement, Invitation, Job, Participant, Session, Study
from webapp.records.remove import delete_row, remove


def withdraw(participant: Participant, by: User | AnonymousUser | None) -> bool:
    """False where the participant had left already. No measurement begins after it.

    Deleting is a job: it may take long, and is not lost if Redis is away at this moment.
    """
    with transaction.atomic():
        if not mark_as_left(participant):
            return False
        if participant.study.withdrawal == Study.Withdrawal.KEEP:
            cut_ties(participant)
        else:
            jobs.start(Job.Kind.WITHDRAWAL, participant.study, {"participant": participant.pk}, by)
    return True


def mark_as_left(participant: Participant) -> bool:
    """Agreements and open invitations end with it. Whoever comes second gets False."""
    now = timezone.now()
    if not Participant.objects.filter(pk=participant.pk, withdrawn_at=None).update(withdrawn_at=now):
        return False
    Agreement.objects.filter(participant=participant, withdrawn_at=None).update(withdrawn_at=now)
    Invitation.objects.filter(participant=participant, used_at=None, revoked_at=None).update(revoked_at=now)
    participant.withdrawn_at = now
    return True


def cut_ties(participant: Participant) -> None:
    """What stays under the pseudonym belongs to nobody who can be found, and says nothing in own words.

    A measurement that runs does not stay: its end would come after the person has left.
    """
    for pk in participant.sessions.filter(state=Session.State.LIVE).values_list("pk", flat=True):
        delete_row(pk)
    participant.sessions.update(user=None, visitor=None, note="")
    Participant.objects.filter(pk=participant.pk).update(user=None, visitor=None)


def forget_person(participant_pk: int) -> None:
    """What was noted of the person. The pseudonym stays, so that nobody gets it again."""
    row = Participant.objects.filter(pk=participant_pk)
    row.update(user=None, visitor=None, skin_tone=None, group="")


def _sessions(job: Job) -> list[uuid.UUID]:
    """Those that are still there: a job that was interrupted goes on with the rest."""
    of_person = Session.objects.filter(study=job.study, participant=job.parameters["participant"])
    return list(of_person.order_by("pk").values_list("pk", flat=True))


def _count(job: Job) -> int:
    return len(_sessions(job)) + 1


def _steps(job: Job) -> Iterator[Step]:
    """The person last, so that a job that is done again finds whose sessions to look for."""
    for pk in _sessions(job):
        remove([pk])
        yield Step(pk.hex)
    forget_person(job.parameters["participant"])
    yield Step("person")


HANDLER = Handler(_count, _steps)
