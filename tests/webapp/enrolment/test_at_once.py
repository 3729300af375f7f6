"""Two people at the very same moment: real threads, so on PostgreSQL, where they do not wait for a file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from tests.webapp.studies.forms import opened, typed
from webapp.enrolment.invitations import Made
from webapp.enrolment.withdrawal import withdraw
from webapp.records.models import Job, Membership, Participant, Study

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("redis_at"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL"),
]
TRIES = 2


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each of them returned; all begin when all are ready."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait(10)
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_browsers_one_joins(visitor: Client, stranger: Client, invited: Made) -> None:
    link, agreed = f"/join/{invited.secret.token}/", {"version": "1", "agree": "yes"}
    answers = at_once(*[lambda who=who: who.post(link, agreed).status_code for who in (visitor, stranger)])
    assert sorted(answers) == [302, 410]
    assert Participant.objects.get().visitor is not None


def test_of_two_who_save_a_protocol_the_second_is_told(coordinator: User, study: Study) -> None:
    desks = [Client(), Client()]
    page = f"/studies/{study.pk}/settings/"
    for desk in desks:
        desk.force_login(coordinator)
    forms = [
        typed(opened(desk, page), **{field: 90})
        for desk, field in zip(desks, ("duration_s", "repeats"), strict=True)
    ]
    pairs = zip(desks, forms, strict=True)
    answers = at_once(
        *[lambda desk=desk, form=form: desk.post(page, form).status_code for desk, form in pairs]
    )
    assert sorted(answers) == [302, 409]
    study.refresh_from_db()
    assert study.version == 1 and (study.duration_s == 90) != (study.repeats == 90)


def test_two_coordinators_who_remove_each_other_do_not_both_succeed(
    coordinator: User, patient: User, study: Study
) -> None:
    first = study.memberships.get()
    second = Membership.objects.create(study=study, user=patient, role="coordinator")
    calls = []
    for user, target in ((coordinator, second), (patient, first)):
        desk = Client()
        desk.force_login(user)
        address = f"/studies/{study.pk}/settings/members/{target.pk}/"
        data = {"role": "remove", "was": "coordinator"}
        calls.append(lambda desk=desk, address=address, data=data: desk.post(address, data).status_code)
    at_once(*calls)
    assert study.memberships.filter(role="coordinator").count() == 1


def test_leaving_twice_at_once_is_one_job(joined: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.jobs.wake.wake", lambda pk: True)
    people = [Participant.objects.select_related("study").get(pk=joined.pk) for _ in range(TRIES)]
    left = at_once(*[lambda who=who: withdraw(who, None) for who in people])
    assert sorted(left) == [False, True] and Job.objects.count() == 1


def test_numbers_are_given_once(coordinator: User, study: Study) -> None:
    desks = [Client() for _ in range(TRIES)]
    for desk in desks:
        desk.force_login(coordinator)
    data = {"beginning": "P-", "count": 20, "group": ""}
    address = f"/studies/{study.pk}/participants/add/"
    at_once(*[lambda desk=desk: desk.post(address, data).status_code for desk in desks])
    assert study.participants.count() == 20 * TRIES
