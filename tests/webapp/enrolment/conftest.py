"""A study that can be joined, and people with invitations to it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from webapp.enrolment.invitations import Made, invite
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import Agreement, Participant, Study, StudyConsent


@pytest.fixture
def text(study: Study) -> StudyConsent:
    return StudyConsent.objects.create(study=study, version=1, text="We measure <at> night.")


@pytest.fixture
def participant(study: Study) -> Participant:
    return Participant.objects.create(study=study, pseudonym="P-001")


@pytest.fixture
def invited(participant: Participant, text: StudyConsent) -> Made:
    """An invitation that is open."""
    (made,) = invite([participant], AnonymousUser())
    return made


@pytest.fixture
def joined(visitor: Client, participant: Participant, text: StudyConsent) -> Participant:
    """The visitor's browser takes part."""
    participant.visitor = visitor_of_cookie(visitor.cookies[COOKIE].value)
    participant.joined_at = timezone.now()
    participant.save()
    Agreement.objects.create(participant=participant, consent=text)
    return participant
