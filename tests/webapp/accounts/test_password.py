"""A forgotten password: by mail where there is some, else by an administrator's link."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.webapp.accounts.conftest import PASSWORD
from webapp.accounts.admin import RIGHTS
from webapp.accounts.password import Ask
from webapp.records.models import AccessLog

pytestmark = pytest.mark.django_db
NEW = "another good battery"


@pytest.fixture
def mail_works(redis_at: str, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.org"


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"), "django.contrib.auth.backends.ModelBackend")
    return client


def make_link(administrator: Client, user: User) -> str:
    body = {"action": "make_links", "_selected_action": [user.pk]}
    page = administrator.post("/admin/auth/user/", body).content.decode()
    found = re.search(r"http://testserver(/accounts/password/[^<]+/)<", page)
    return found[1] if found else ""


def choose(client: Client, link: str, password: str = NEW) -> int:
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else link
    return client.post(address, {"new_password1": password, "new_password2": password}).status_code


def can_log_in(password: str) -> bool:
    return Client().post("/accounts/login/", {"username": "ada", "password": password}).status_code == 302


@pytest.mark.usefixtures("mail_works")
def test_a_link_comes_by_mail_and_changes_the_password(client: Client, ada: User) -> None:
    client.post("/accounts/password/forgotten/", {"email": ada.email})
    (letter,) = mail.outbox
    found = re.search(r"http://testserver(\S+)", str(letter.body))
    assert found is not None and letter.to == [ada.email]
    assert choose(client, found[1]) == 302
    assert can_log_in(NEW) and not can_log_in(PASSWORD)


@pytest.mark.usefixtures("mail_works")
def test_nobody_is_flooded_with_mail(client: Client, ada: User) -> None:
    for _ in range(3):
        client.post("/accounts/password/forgotten/", {"email": ada.email})
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("mail_works")
def test_the_answer_does_not_tell_whether_there_is_such_an_account(client: Client, ada: User) -> None:
    answers = [
        client.post("/accounts/password/forgotten/", {"email": address})["Location"]
        for address in (ada.email, "nobody@example.org")
    ]
    assert answers == ["/accounts/password/sent/"] * 2 and len(mail.outbox) == 1


@pytest.mark.usefixtures("mail_works")
def test_the_mail_is_made_after_the_answer_so_that_time_tells_nothing(ada: User, rf: RequestFactory) -> None:
    request = rf.post("/accounts/password/forgotten/", {"email": ada.email})
    request._dont_enforce_csrf_checks = True  # as the test client does
    answer = Ask.as_view()(request)
    assert answer.status_code == 302 and mail.outbox == []
    answer.close()
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("mail_works")
def test_the_mail_is_in_the_language_of_who_asked(client: Client, ada: User) -> None:
    client.post("/accounts/password/forgotten/", {"email": ada.email}, headers={"accept-language": "de"})
    assert "Passwort" in str(mail.outbox[0].subject)


@pytest.mark.usefixtures("mail_works", "no_redis")
def test_while_redis_is_away_one_is_told_to_come_back(client: Client, ada: User) -> None:
    assert client.post("/accounts/password/forgotten/", {"email": ada.email}).status_code == 503
    assert mail.outbox == []


def test_without_mail_one_is_told_whom_to_ask(client: Client, ada: User) -> None:
    assert "Ask an administrator" in client.get("/accounts/password/forgotten/").content.decode()
    client.post("/accounts/password/forgotten/", {"email": ada.email})
    assert mail.outbox == []


def test_an_administrators_link_changes_the_password_once(
    administrator: Client, client: Client, ada: User
) -> None:
    link = make_link(administrator, ada)
    assert choose(client, link) == 302 and can_log_in(NEW)
    assert choose(Client(), link, "yet another battery") == 200
    assert can_log_in(NEW)


def test_a_link_ends_after_a_day(
    administrator: Client, client: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = make_link(administrator, ada)
    late = datetime.now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: late)
    assert "older than a day" in client.get(link).content.decode()


def test_making_a_link_is_written_down_without_the_link(administrator: Client, ada: User) -> None:
    make_link(administrator, ada)
    row = AccessLog.objects.get()
    assert (row.user and row.user.username, row.action, row.target) == (
        "root",
        "change",
        f"password-link:{ada.pk}",
    )


@pytest.mark.parametrize("fields", [{"is_superuser": True}, {"is_staff": True}])
def test_staff_make_no_link_for_an_administrator(ada: User, client: Client, fields: dict[str, bool]) -> None:
    User.objects.filter(pk=ada.pk).update(**fields)
    helper = User.objects.create_user("helper", is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    client.force_login(helper, "django.contrib.auth.backends.ModelBackend")
    assert make_link(client, ada) == ""


@pytest.fixture
def helper(client: Client) -> Client:
    """Staff who look after accounts and are no administrators."""
    user = User.objects.create_user("helper", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_user", "change_user", "delete_user"])
    )
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("page", ["password", "change", "delete"])
def test_staff_change_no_account_of_staff(helper: Client, ada: User, page: str) -> None:
    User.objects.filter(pk=ada.pk).update(is_staff=True)
    body = {"password1": NEW, "password2": NEW, "usable_password": "true", "username": "ada", "post": "yes"}
    assert helper.post(f"/admin/auth/user/{ada.pk}/{page}/", body).status_code == 403


def test_staff_give_no_rights(helper: Client, ada: User) -> None:
    page = helper.get(f"/admin/auth/user/{ada.pk}/change/").content.decode()
    assert 'name="username"' in page
    assert not any(f'name="{right}"' in page for right in RIGHTS)


def test_an_administrator_gives_rights(administrator: Client, ada: User) -> None:
    assert 'name="is_staff"' in administrator.get(f"/admin/auth/user/{ada.pk}/change/").content.decode()


def test_who_may_not_change_accounts_makes_no_link(ada: User, client: Client) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_user"))
    client.force_login(reader, "django.contrib.auth.backends.ModelBackend")
    assert make_link(client, ada) == ""


def test_who_was_locked_out_by_guesses_may_log_in_with_the_new_password(
    administrator: Client, client: Client, ada: User
) -> None:
    for _ in range(5):
        can_log_in("wrong")
    assert not can_log_in(PASSWORD)
    choose(client, make_link(administrator, ada))
    assert can_log_in(NEW)


def test_one_can_change_the_password(at_home: Client) -> None:
    body = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert at_home.post("/accounts/password/", body)["Location"] == "/accounts/"
    assert can_log_in(NEW)


@pytest.mark.parametrize(("host", "asked"), [("", False), ("mail.example.org", True)])
def test_an_address_is_asked_for_only_where_mail_is_sent(
    client: Client, settings: Settings, host: str, asked: bool
) -> None:
    settings.EMAIL_HOST = host
    assert ('name="email"' in client.get("/accounts/register/").content.decode()) is asked
