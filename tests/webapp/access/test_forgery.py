"""What a page of somebody else makes the browser send is refused: every change needs the CSRF token."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.webapp.access.doors import UNSAFE
from tests.webapp.access.roles import KEYS, Answer, Role
from tests.webapp.access.rules import line_for, rule_of
from tests.webapp.access.urls import Url, every_url
from tests.webapp.access.world import World, path_of

pytestmark = pytest.mark.django_db
CHANGES = [
    (url, method)
    for url in every_url()
    if all(line_for(name) for name in url.names)
    for method, door in rule_of(url).doors.items()
    if method in UNSAFE and any(door[role] is Answer.IN for role in Role if role not in KEYS)
]


@pytest.mark.parametrize(
    ("url", "method"), CHANGES, ids=lambda one: one if isinstance(one, str) else one.route
)
def test_without_the_token_nothing_is_changed(url: Url, method: str, world: World) -> None:
    door = rule_of(url).doors[method]
    role = next(role for role in reversed(Role) if role not in KEYS and door[role] is Answer.IN)
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.clients[role].cookies
    answer = getattr(client, method)(path_of(world, url))
    assert answer.status_code == 403
