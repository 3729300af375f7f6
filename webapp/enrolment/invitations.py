"""Invitations: made by a coordinator, found by their secret, used once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from webapp.enrolment import secrets
from webapp.records.models import Invitation, Participant, Study

LIFE = timedelta(days=14)


class Condition(models.TextChoices):
    """What an invitation is good for."""

    OPEN = "open", _("open")
    USED = "used", _("used")
    REVOKED = "revoked", _("revoked")
    EXPIRED = "expired", _("expired")
    CLOSED = "closed", _("study closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation with its secret, which nobody can read again afterwards."""

    participant: Participant
    secret: secrets.Secret
    invitation: Invitation


@transaction.atomic
def invite(participants: list[Participant], by: User | AnonymousUser, life: timedelta = LIFE) -> list[Made]:
    """A new one for each; the open ones that they had are revoked, so that one paper is valid at a time."""
    now = timezone.now()
    Invitation.objects.filter(participant__in=participants, used_at=None, revoked_at=None).update(
        revoked_at=now
    )
    made = []
    for participant in participants:
        secret = secrets.make()
        row = Invitation(
            study_id=participant.study_id,
            participant=participant,
            token_hash=secrets.hash_of_token(secret.token),
            code_hash=secrets.hash_of_code(secret.code),
            created_by_id=by.pk,
            expires_at=now + life,
        )
        made.append(Made(participant, secret, row))
    Invitation.objects.bulk_create([each.invitation for each in made])
    return made


def find(secret: str) -> Invitation | None:
    """By the link's part or by the code."""
    hashes = Q(token_hash=secrets.hash_of_token(secret)) | Q(code_hash=secrets.hash_of_code(secret))
    return Invitation.objects.select_related("study", "participant").filter(hashes).first()


def condition(invitation: Invitation) -> Condition:
    if invitation.participant.withdrawn_at:
        return Condition.WITHDRAWN
    if invitation.used_at:
        return Condition.USED
    if invitation.revoked_at:
        return Condition.REVOKED
    if invitation.expires_at <= timezone.now():
        return Condition.EXPIRED
    return Condition.OPEN if invitation.study.state == Study.State.OPEN else Condition.CLOSED


def revoke(invitation: Invitation) -> bool:
    """False where it was used or revoked already."""
    still_open = Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None)
    return bool(still_open.update(revoked_at=timezone.now()))


def use_up(invitation: Invitation) -> bool:
    """Of two browsers at once, one gets True."""
    now = timezone.now()
    still_good = Invitation.objects.filter(
        pk=invitation.pk, used_at=None, revoked_at=None, expires_at__gt=now
    )
    return bool(still_good.update(used_at=now))
