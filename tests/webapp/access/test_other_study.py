"""The numbers of one study open nothing of another one, whoever asks and whatever the URL is."""

from __future__ import annotations

import pytest

from tests.webapp.access.answers import ask
from tests.webapp.access.roles import Answer, Role
from tests.webapp.access.rules import line_for, rule_of
from tests.webapp.access.urls import Url, every_url
from tests.webapp.access.world import ARGUMENTS, BODIES, World, path_of, value
from webapp.records.models import Membership

pytestmark = pytest.mark.django_db
URLS = [url for url in every_url() if all(line_for(name) for name in url.names)]
BOTH = [
    url
    for url in URLS
    if "study" in url.keywords and {*url.keywords} - {"study", "format"} and url.names[0] != "studies:member"
]
"""The page of members tells about one who is not there in a sentence: it has a test of its own below."""
OF_THE_API = [url for url in URLS if url.route.startswith("/api/") and url.keywords]
REFUSALS = {Answer.NOTHING, Answer.NO_METHOD}


@pytest.mark.parametrize("url", BOTH, ids=lambda url: url.names[0])
def test_a_thing_of_b_under_the_number_of_a_does_not_exist(url: Url, world: World) -> None:
    arguments = {keyword: value(world, world.b, url, keyword) for keyword in url.keywords}
    path, body = url.path({**arguments, "study": world.a.study.pk}), BODIES.get(url.names[0])
    for method in rule_of(url).doors:
        assert ask(world, Role.COORDINATOR, method, path, body)[0] in REFUSALS, f"{method} {path}"


@pytest.mark.parametrize("url", BOTH, ids=lambda url: url.names[0])
def test_not_even_for_a_coordinator_of_both(url: Url, world: World) -> None:
    """Else what is done in one study would be written down in the other."""
    Membership.objects.create(study=world.b.study, user=world.a.coordinator, role="coordinator")
    test_a_thing_of_b_under_the_number_of_a_does_not_exist(url, world)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.KEY], ids=lambda role: role.name)
@pytest.mark.parametrize("url", OF_THE_API, ids=lambda url: url.route)
def test_the_api_shows_nothing_of_another_study(url: Url, role: Role, world: World) -> None:
    path, body = path_of(world, url, world.b), BODIES.get(url.names[0])
    for method in rule_of(url).doors:
        assert ask(world, role, method, path, body)[0] in {*REFUSALS, Answer.NO_CREDENTIALS}, (
            f"{method} {path}"
        )


def test_a_member_of_b_is_not_changed_under_the_number_of_a(world: World) -> None:
    member = world.b.study.memberships.get()
    for role in ("reader", "remove"):
        path = f"/studies/{world.a.study.pk}/settings/members/{member.pk}/"
        world.ask(Role.COORDINATOR, "post", path, {"was": "coordinator", "role": role})
    assert world.b.study.memberships.get().role == "coordinator"


def test_the_two_studies_have_nothing_in_common(world: World) -> None:
    """Else these tests would show nothing."""
    for find in (ARGUMENTS["pk"], ARGUMENTS["study"], ARGUMENTS["job"]):
        assert find(world, world.a) != find(world, world.b)
