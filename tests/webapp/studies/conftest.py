"""People around a study, and the study with a text."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.models import Membership, Participant, Study, StudyConsent


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    """The coordinator's browser."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def reader(study: Study) -> Client:
    """The browser of somebody who may only look."""
    user = User.objects.create_user("reader")
    Membership.objects.create(user=user, study=study, role=Membership.Role.READER)
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def outsider(other_coordinator: User) -> Client:
    """The browser of a coordinator of another study."""
    browser = Client()
    browser.force_login(other_coordinator)
    return browser


@pytest.fixture
def text(study: Study) -> StudyConsent:
    return StudyConsent.objects.create(study=study, version=1, text="We measure at night.")


@pytest.fixture
def participant(study: Study) -> Participant:
    return Participant.objects.create(study=study, pseudonym="P-001")
