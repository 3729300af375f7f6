"""Every role at every socket: only who made a measurement may send pictures to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern

from tests.webapp.access.roles import Role
from tests.webapp.access.world import World
from tests.webapp.live.sockets import Socket
from webapp.asgi import application
from webapp.live import registry
from webapp.live.routing import websocket_urlpatterns

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workers", "scheduled")]

RULES = {"ws/sessions/<uuid:pk>/": {Role.OWNER}, "": set()}
"""Route: who is let in. The empty one takes every other path and lets nobody in."""
ROUTES = [str(pattern.pattern) for pattern in websocket_urlpatterns if isinstance(pattern, URLPattern)]


@pytest.fixture
def people(workers: None) -> Iterator[World]:
    """Not in a transaction: sockets ask the database from threads of their own."""
    world = World()
    registry.begin(world.own_session.pk, {"mode": "standard"})
    registry.begin(world.a.session.pk, {"mode": "standard"})
    yield world


def socket(world: World, role: Role, path: str) -> Socket:
    cookies = "; ".join(f"{name}={one.value}" for name, one in world.clients[role].cookies.items())
    return Socket(application, path, "http://localhost", cookies)


async def let_in(world: World, path: str) -> set[Role]:
    found = set()
    for role in Role:
        one = socket(world, role, path)
        if await one.connect():
            found.add(role)
            await one.receive()
            await one.disconnect()
    return found


def test_every_route_has_a_rule() -> None:
    assert set(ROUTES) == set(RULES), f"add a line to RULES in {__file__}"


async def test_a_measurement_without_an_account_is_its_browsers(people: World) -> None:
    assert await let_in(people, f"/ws/sessions/{people.own_session.pk}/") == {Role.OWNER}


async def test_that_of_a_study_is_its_participants(people: World) -> None:
    """No member of the study, and no administrator, comes between."""
    assert await let_in(people, f"/ws/sessions/{people.a.session.pk}/") == {Role.PARTICIPANT}


@pytest.mark.parametrize("path", ["/ws/", "/ws/sessions/", "/ws/studies/1/", "/"])
async def test_any_other_path_lets_nobody_in(people: World, path: str) -> None:
    assert await let_in(people, path) == set()
