"""Every role at every URL, with GET and POST and whatever else the rule names.

The URLs come from the resolver, so that a new one without a line in `rules.py` fails.
"""

from __future__ import annotations

import pytest

from tests.webapp.access.answers import ask
from tests.webapp.access.doors import Rule
from tests.webapp.access.roles import Role
from tests.webapp.access.rules import RULES, line_for, rule_of
from tests.webapp.access.urls import Url, every_url
from tests.webapp.access.world import BODIES, World, path_of

pytestmark = pytest.mark.django_db
URLS = every_url()
METHODS = ("get", "post")


@pytest.mark.parametrize("url", URLS, ids=str)
def test_each_role_is_told_what_the_rule_says(url: Url, world: World) -> None:
    rule = rule_of(url)
    wrong = [line for method in {*METHODS, *rule.doors} for line in not_as_told(world, url, rule, method)]
    assert not wrong, "\n".join(sorted(wrong))


def not_as_told(world: World, url: Url, rule: Rule, method: str) -> list[str]:
    """A line for each wrong answer, with the roles that got it."""
    path, body = path_of(world, url), BODIES.get(url.names[0])
    found: dict[str, list[str]] = {}
    for role in Role:
        (answer, fault), told = ask(world, role, method, path, body), rule.at(method, role)
        if answer not in told:
            expected = " or ".join(one.value for one in told)
            text = f"{method.upper()} {path}: {answer.value}{fault}, not {expected}"
            found.setdefault(text, []).append(role.value)
    return [f"{text}: {', '.join(roles)}" for text, roles in found.items()]


def test_every_rule_has_a_url() -> None:
    used = {found[0] for url in URLS for name in url.names if (found := line_for(name))}
    assert sorted(set(RULES) - used) == [], "no URL has these names: take the lines out of rules.py"
