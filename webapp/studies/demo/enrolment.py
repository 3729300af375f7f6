"""Participants, with invitations in all states and what they agreed to."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from webapp.records.models import Agreement, Invitation, Participant, Study, StudyConsent
from webapp.studies.demo.people import Person, Standing
from webapp.studies.demo.protocol import DAYS

LINK_DAYS = 14
NEVER_JOINED = (Standing.INVITED, Standing.EXPIRED, Standing.REVOKED)


def enrol(study: Study, people: list[Person], now: datetime, author: User) -> dict[int, Participant]:
    """A row for each, by the number of the person."""
    rows = {person.number: _participant(study, person, now) for person in people}
    Participant.objects.bulk_create(rows.values())
    Invitation.objects.bulk_create(_invitation(rows[p.number], p, now, author) for p in people)
    first, second = StudyConsent.objects.filter(study=study).order_by("version")
    joined = [row for row in rows.values() if row.joined_at]
    agreements = [_agreement(row, first) for row in joined]
    agreements += [_agreement(row, second) for row in joined if not row.withdrawn_at]
    Agreement.objects.bulk_create(agreements)
    return rows


def _participant(study: Study, person: Person, now: datetime) -> Participant:
    invited_at = _invited_at(person, now)
    joined = person.standing not in NEVER_JOINED
    left = person.standing is Standing.WITHDRAWN
    return Participant(
        study=study,
        pseudonym=person.pseudonym,
        visitor=person.visitor if joined and not left else None,
        skin_tone=person.tone,
        enrolled_at=invited_at,
        joined_at=invited_at + timedelta(hours=20) if joined else None,
        withdrawn_at=invited_at + timedelta(days=9) if left else None,
    )


def _invited_at(person: Person, now: datetime) -> datetime:
    if person.standing is Standing.INVITED:
        return now - timedelta(days=2)
    return now - timedelta(days=DAYS - person.number * 0.7)


def _invitation(row: Participant, person: Person, now: datetime, author: User) -> Invitation:
    """The secrets behind the hashes are thrown away: these links open nothing."""
    invited_at = _invited_at(person, now)
    return Invitation(
        study=row.study,
        participant=row,
        token_hash=secrets.token_hex(32),
        code_hash=secrets.token_hex(32),
        created_by=author,
        created_at=invited_at,
        expires_at=invited_at + timedelta(days=LINK_DAYS),
        used_at=row.joined_at,
        revoked_at=invited_at + timedelta(days=1) if person.standing is Standing.REVOKED else None,
    )


def _agreement(row: Participant, consent: StudyConsent) -> Agreement:
    assert row.joined_at is not None
    given_at = max(row.joined_at, consent.created_at + timedelta(days=1))
    return Agreement(participant=row, consent=consent, given_at=given_at, withdrawn_at=row.withdrawn_at)
