"""Whoever looks at other people's data leaves a row in the access log. From the same table as the matrix."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.webapp.access.answers import read
from tests.webapp.access.doors import PANEL_RIGHT
from tests.webapp.access.roles import Answer, Role
from tests.webapp.access.rules import line_for, rule_of
from tests.webapp.access.urls import Url, every_url
from tests.webapp.access.world import World, path_of
from webapp.records.models import AccessLog

pytestmark = pytest.mark.django_db


def has_rule(url: Url) -> bool:
    return all(line_for(name) for name in url.names)


URLS = [url for url in every_url() if has_rule(url)]
IN_STUDIES = [url for url in URLS if rule_of(url).shows_others and not rule_of(url).unlogged]
UNLOGGED = [url for url in URLS if rule_of(url).unlogged]
PEOPLE = ("/admin/records/", "/admin/auth/user/")
IN_THE_PANEL = [
    url
    for url in URLS
    if url.route.startswith(PEOPLE)
    and rule_of(url).doors.get("get") is PANEL_RIGHT
    and not url.route.endswith(("/add/", "/delete/", "/password/"))
    and not rule_of(url).unlogged
]


def rows_after(world: World, role: Role, url: Url) -> int:
    """How many rows one look leaves; it must be a look and no refusal."""
    with transaction.atomic():
        before = AccessLog.objects.count()
        assert read(world.ask(role, "get", path_of(world, url))) is Answer.IN
        left = AccessLog.objects.count() - before
        transaction.set_rollback(True)
    return left


@pytest.mark.parametrize("url", IN_STUDIES, ids=lambda url: url.names[0])
def test_a_look_into_a_study_is_written_down(url: Url, world: World) -> None:
    assert rows_after(world, Role.COORDINATOR, url) >= 1, "call webapp.records.access.log in this view"


@pytest.mark.parametrize(
    "url", [url for url in IN_STUDIES if url.route.startswith("/api/")], ids=lambda url: url.names[0]
)
def test_what_a_key_asks_for_is_written_down(url: Url, world: World) -> None:
    assert rows_after(world, Role.KEY, url) >= 1


@pytest.mark.parametrize("url", IN_THE_PANEL, ids=lambda url: url.names[0])
def test_a_look_at_people_in_the_admin_panel_is_written_down(url: Url, world: World) -> None:
    assert rows_after(world, Role.ADMINISTRATOR, url) >= 1


@pytest.mark.parametrize("url", UNLOGGED, ids=lambda url: url.names[0])
def test_a_page_that_is_said_to_write_nothing_does_so(url: Url, world: World) -> None:
    """Else the reason in the table would be an old one."""
    role = Role.COORDINATOR if rule_of(url).shows_others else Role.ADMINISTRATOR
    assert rows_after(world, role, url) == 0, "take `unlogged` out of the rule"
