"""What an attacker tries at every URL: script in names, numbers no database holds, addresses elsewhere."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from tests.webapp.access.answers import read
from tests.webapp.access.roles import KEYS, Answer, Role
from tests.webapp.access.rules import line_for, rule_of
from tests.webapp.access.urls import Url, every_url
from tests.webapp.access.world import BODIES, Things, World, path_of, value

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
NASTY = f"{SCRIPT}\"'\r\nSet-Cookie: stolen=1"
TOO_LARGE = 10**30
PASSWORD = "correct horse battery"
HOSTILE_QUERIES = (
    {"page": "-1", "q": "\x00", "sort": "'", "who": "\x00", "offset": "1e99"},
    {"page": "000001" + "9" * 40, "q": "x" * 5000, "from": "nan", "to": "inf", "result": "../../etc"},
    {"page": "1e3", "method": "\x00", "format": "../", "hr_min": "-inf", "after": "x" * 99, "limit": "0"},
)


@pytest.fixture
def quick_passwords(settings: Settings) -> None:
    """The real hash takes half a second by intention."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def people_let_in(url: Url, method: str) -> list[Role]:
    """Those with a browser, in the order of their rights."""
    door = rule_of(url).doors[method]
    return [role for role in Role if role not in KEYS and door[role] is Answer.IN]


def let_in(url: Url, method: str) -> Role:
    return people_let_in(url, method)[-1]


OPEN = [
    (url, method)
    for url in every_url()
    if all(line_for(name) for name in url.names)
    for method in rule_of(url).doors
    if people_let_in(url, method)
]
PAGES = [url for url, method in OPEN if method == "get"]
NUMBERED = [(url, method) for url, method in OPEN if url.numbers]


def spoil(things: Things) -> None:
    """Every text that a person could have written holds a script."""
    rows = (
        (things.study, "name", "description", "activities"),
        (things.participant, "pseudonym", "group"),
        (things.question, "text", "choices"),
        (things.session, "device", "activity", "note"),
        (things.annotation, "text"),
        (things.comment, "text"),
        (things.reading, "text"),
        (things.reference, "device"),
        (things.series, "device"),
        (things.key, "name"),
        (things.job, "error"),
        (things.analysis, "method"),
        (things.coordinator, "username"),
    )
    for row, *names in rows:
        for name in names:
            setattr(row, name, NASTY)
        row.save(update_fields=names)
    things.study.consents.update(text=NASTY)


@pytest.mark.parametrize("url", PAGES, ids=str)
def test_a_script_in_a_text_is_shown_and_not_run(url: Url, world: World) -> None:
    role = let_in(url, "get")
    with transaction.atomic():
        spoil(world.a)
        answer = world.ask(role, "get", path_of(world, url))
        assert read(answer) is not Answer.ERROR, getattr(answer, "exc_info", None)
        assert "stolen" not in answer.cookies and "\n" not in answer.headers.get("Content-Disposition", "")
        if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            assert SCRIPT not in answer.content.decode()
        transaction.set_rollback(True)


@pytest.mark.parametrize("url", PAGES, ids=str)
def test_a_senseless_query_is_no_error_of_ours(url: Url, world: World) -> None:
    role = let_in(url, "get")
    path = path_of(world, url).partition("?")[0]
    for query in HOSTILE_QUERIES:
        with transaction.atomic():
            answer = world.clients[role].get(path, query)
            assert read(answer) is not Answer.ERROR, getattr(answer, "exc_info", None)
            transaction.set_rollback(True)


@pytest.mark.parametrize(("url", "method"), NUMBERED, ids=str)
def test_a_number_that_no_database_holds_is_nobody(url: Url, method: str, world: World) -> None:
    arguments = {word: value(world, world.a, url, word) for word in url.keywords}
    for word in url.numbers:
        path = url.path({**arguments, word: TOO_LARGE})
        with transaction.atomic():
            answer = world.ask(let_in(url, method), method, path, BODIES.get(url.names[0]))
            assert read(answer) is not Answer.ERROR, getattr(answer, "exc_info", None)
            transaction.set_rollback(True)


@pytest.mark.parametrize("door", ["/accounts/login/", "/admin/login/"])
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_no_login_leads_elsewhere(client: Client, quick_passwords: None, door: str, elsewhere: str) -> None:
    User.objects.create_user("ada", password=PASSWORD)
    answer = client.get(door, {"next": elsewhere}, follow=True)
    found = re.search(r'name="next" value="([^"]*)"', answer.content.decode())
    given = {"username": "ada", "password": PASSWORD, "next": found[1] if found else elsewhere}
    assert client.post("/accounts/login/", given)["Location"] == "/"


def test_nobody_registers_as_staff(client: Client, quick_passwords: None) -> None:
    passwords = dict.fromkeys(("password1", "password2"), PASSWORD)
    rights = {"is_staff": "on", "is_superuser": "on", "is_active": "", "groups": "1", "user_permissions": "1"}
    client.post("/accounts/register/", {"username": "eve", **passwords, **rights})
    made = User.objects.get(username="eve")
    assert (made.is_staff, made.is_superuser, made.is_active) == (False, False, True)


def test_a_form_changes_no_more_than_its_fields(world: World) -> None:
    """Of a participant: whose browser it is stays as it is, whatever is sent along."""
    things = world.a
    path = f"/studies/{things.study.pk}/participants/{things.participant.pk}/"
    more = {"visitor": str(world.owner), "user": 1, "study": world.b.study.pk, "id": 999}
    body: dict[str, object] = {"pseudonym": "P-new", "group": "", "skin_tone": "", **more}
    world.ask(Role.COORDINATOR, "post", path, body)
    before = things.visitor, things.study.pk
    things.participant.refresh_from_db()
    assert (things.participant.visitor, things.participant.study_id) == before
