"""The first start makes an administrator, later ones do not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from webapp.stack import first_start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_collecting(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Tables are there, and static files are none of this test's business."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(first_start, "call_command", lambda *args, **options: None)


def test_the_password_is_printed_once_and_works() -> None:
    lines: list[str] = []
    first_start.prepare(lines.append)
    first_start.prepare(lines.append)
    (line,) = lines
    found = re.search(r"name (\S+), password (\S+) ", line)
    assert found is not None
    assert User.objects.get(username=found[1]).check_password(found[2])


def test_two_installations_have_two_passwords() -> None:
    lines: list[str] = []
    for _ in range(2):
        User.objects.all().delete()
        first_start.prepare(lines.append)
    assert lines[0] != lines[1]


def test_where_there_is_an_administrator_nothing_is_made() -> None:
    User.objects.create_superuser("root")
    lines: list[str] = []
    first_start.prepare(lines.append)
    assert lines == [] and User.objects.count() == 1


def test_it_is_known_whether_the_printed_password_is_still_the_one() -> None:
    assert first_start.is_password_changed() is None
    first_start.prepare(lambda line: None)
    assert first_start.is_password_changed() is False
    user = User.objects.get()
    user.set_password("three good batteries")
    user.save()
    assert first_start.is_password_changed() is True


def test_what_is_noted_of_the_password_is_not_the_password(tmp_path: Path) -> None:
    lines: list[str] = []
    first_start.prepare(lines.append)
    noted = (tmp_path / "first_administrator").read_text()
    assert noted not in lines[0] and noted not in User.objects.get().password
