"""The second factor: set up with a code, asked for at each login, used once, taken off with the password."""

from __future__ import annotations

import re
import time
from base64 import b32decode
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.webapp.accounts.conftest import PASSWORD, anonymous
from webapp.accounts.second_factor import codes, pending
from webapp.records.models import AccessLog, Membership, Policy, Session, Study

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/second-factor/set-up/"
LOGIN = {"username": "ada", "password": PASSWORD}
STEP_S = 30


def code_of(device: TOTPDevice, steps_ahead: int = 0) -> str:
    return f"{totp(device.bin_key, t0=-steps_ahead * STEP_S):06d}"


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def device(ada: User) -> TOTPDevice:
    """Ada's app, set up."""
    return TOTPDevice.objects.create(user=ada, confirmed=True)


@pytest.fixture
def recovery(ada: User, device: TOTPDevice) -> list[str]:
    return codes.new_recovery_codes(ada)


@pytest.fixture
def half_way(visitor: Client, device: TOTPDevice) -> Client:
    """A browser where Ada's password was right."""
    assert visitor.post("/accounts/login/", LOGIN)["Location"] == "/accounts/login/code/"
    return visitor


def give(client: Client, code: str) -> int:
    return client.post("/accounts/login/code/", {"code": code}).status_code


def test_the_key_on_the_page_is_that_of_the_app(at_home: Client, ada: User) -> None:
    page = at_home.get(SET_UP).content.decode()
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert key and b32decode(key[1].replace(" ", "")) == TOTPDevice.objects.get(user=ada).bin_key
    assert 'src="data:image/svg+xml' in page


def test_with_its_first_code_it_is_on_and_ten_recovery_codes_are_shown(at_home: Client, ada: User) -> None:
    at_home.get(SET_UP)
    code = code_of(TOTPDevice.objects.get())
    page = at_home.post(SET_UP, {"code": code, "password": PASSWORD}).content.decode()
    assert len(re.findall(r"<li><code>\w{5}-\w{5}</code>", page)) == 10
    assert codes.is_on(ada) and is_logged_in(at_home)
    assert AccessLog.objects.get(target=f"second-factor:{ada.pk}").detail == "set up"


def test_of_two_apps_that_were_begun_at_once_one_is_set_up(at_home: Client, ada: User) -> None:
    shown, _ = (TOTPDevice.objects.create(user=ada, confirmed=False) for _ in range(2))
    assert at_home.get(SET_UP).status_code == 200
    at_home.post(SET_UP, {"code": code_of(shown), "password": PASSWORD})
    assert TOTPDevice.objects.get() == shown and codes.is_on(ada)


def test_the_other_logins_end_with_it(at_home: Client, ada: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    at_home.get(SET_UP)
    at_home.post(SET_UP, {"code": code_of(TOTPDevice.objects.get()), "password": PASSWORD})
    assert elsewhere.get("/accounts/second-factor/").status_code == 302
    assert at_home.get("/accounts/second-factor/").status_code == 200


@pytest.mark.parametrize("wrong", [{"code": "000000"}, {"password": "wrong"}])
def test_a_wrong_code_or_password_turns_nothing_on(at_home: Client, ada: User, wrong: dict[str, str]) -> None:
    at_home.get(SET_UP)
    typed = {"code": code_of(TOTPDevice.objects.get()), "password": PASSWORD, **wrong}
    assert at_home.post(SET_UP, typed).status_code == 200
    assert not codes.is_on(ada)


def test_until_then_the_old_phone_works(at_home: Client, ada: User, device: TOTPDevice) -> None:
    codes.new_app(ada)
    assert codes.check(ada, code_of(device)) is codes.Answer.RIGHT


def test_the_password_alone_logs_nobody_in(half_way: Client) -> None:
    assert not is_logged_in(half_way)
    assert half_way.get("/accounts/login/code/").status_code == 200


def test_the_code_logs_in_and_leads_to_where_one_wanted(client: Client, device: TOTPDevice) -> None:
    client.post("/accounts/login/", {**LOGIN, "next": "/studies/"})
    answer = client.post("/accounts/login/code/", {"code": code_of(device)})
    assert answer["Location"] == "/studies/" and is_logged_in(client)
    assert client.get("/studies/").status_code == 200


def test_it_leads_to_no_other_server(client: Client, device: TOTPDevice) -> None:
    client.post("/accounts/login/", {**LOGIN, "next": "https://evil.example/"})
    assert client.post("/accounts/login/code/", {"code": code_of(device)})["Location"] == "/"


def test_a_wrong_code_logs_nobody_in(half_way: Client) -> None:
    assert give(half_way, "000000") == 200 and not is_logged_in(half_way)


def test_a_code_works_once(half_way: Client, device: TOTPDevice) -> None:
    code = code_of(device)
    assert give(half_way, code) == 302
    second = Client()
    second.post("/accounts/login/", LOGIN)
    assert (
        "wrong, or it was used before"
        in second.post("/accounts/login/code/", {"code": code}).content.decode()
    )
    assert not is_logged_in(second)


def test_after_a_wrong_code_the_right_one_must_wait(half_way: Client, device: TOTPDevice) -> None:
    give(half_way, "000000")
    page = half_way.post("/accounts/login/code/", {"code": code_of(device)}).content.decode()
    assert "wait 1 second" in page and not is_logged_in(half_way)


def test_the_wait_has_a_bound(half_way: Client, device: TOTPDevice) -> None:
    """Else whoever has stolen the password could shut the owner out for years."""
    TOTPDevice.objects.update(throttling_failure_count=40, throttling_failure_timestamp=timezone.now())
    give(half_way, code_of(device))
    assert not is_logged_in(half_way) and 60 < codes.wait_s(device.user) <= 600
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(minutes=10))
    give(half_way, code_of(device))
    assert is_logged_in(half_way)


def test_after_five_wrong_codes_the_password_is_asked_again(half_way: Client) -> None:
    assert [give(half_way, "000000") for _ in range(5)] == [200] * 4 + [302]
    assert half_way.get("/accounts/login/code/")["Location"] == "/accounts/login/"


def test_a_password_waits_five_minutes_for_its_code(half_way: Client, device: TOTPDevice) -> None:
    session = half_way.session
    session[pending.KEY] |= {"since_s": time.time() - pending.LONGEST_S - 1}
    session.save()
    assert give(half_way, code_of(device)) == 302 and not is_logged_in(half_way)


def test_what_was_measured_comes_along_only_after_the_code(
    visitor: Client, ada: User, device: TOTPDevice
) -> None:
    anonymous(visitor)
    visitor.post("/accounts/login/", {**LOGIN, "claim": "on"})
    assert Session.objects.get().user is None
    give(visitor, code_of(device))
    assert Session.objects.get().user == ada


def test_a_recovery_code_works_once(half_way: Client, recovery: list[str]) -> None:
    assert give(half_way, recovery[0].upper().replace("-", " ")) == 302 and is_logged_in(half_way)
    second = Client()
    second.post("/accounts/login/", LOGIN)
    assert give(second, recovery[0]) == 200 and not is_logged_in(second)


def test_recovery_codes_are_kept_as_hashes(recovery: list[str]) -> None:
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10 and kept.isdisjoint({code.replace("-", "") for code in recovery})


def test_new_recovery_codes_end_the_old_ones(ada: User, recovery: list[str]) -> None:
    codes.new_recovery_codes(ada)
    assert codes.check(ada, recovery[0]) is codes.Answer.WRONG


def test_a_login_without_it_is_over_once_it_is_on(at_home: Client, device: TOTPDevice) -> None:
    at_home.logout()
    at_home.force_login(device.user, backend="django.contrib.auth.backends.ModelBackend")
    assert at_home.get("/accounts/export/").status_code == 200
    assert not is_logged_in(at_home)


def test_it_is_turned_off_with_the_password_only(half_way: Client, device: TOTPDevice) -> None:
    give(half_way, code_of(device))
    off = reverse("second_factor_off")
    assert half_way.post(off, {"password": "wrong"}).status_code == 200
    assert codes.is_on(device.user)
    assert half_way.post(off, {"password": PASSWORD}).status_code == 302
    assert not codes.is_on(device.user) and is_logged_in(half_way)
    assert half_way.get("/accounts/second-factor/").status_code == 200


def test_the_admin_panel_has_no_login_of_its_own(client: Client, device: TOTPDevice) -> None:
    User.objects.update(is_staff=True, is_superuser=True)
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"
    assert client.post("/admin/login/", LOGIN).status_code == 405


@pytest.fixture
def policy(db: None) -> Policy:
    """Staff need a second factor."""
    made = Policy(two_factor=True)
    made.save()
    return made


def test_staff_without_one_reach_nothing_but_its_page(
    client: Client, policy: Policy, coordinator: User, study: Study
) -> None:
    client.force_login(coordinator)
    for path in ("/", "/studies/", f"/studies/{study.pk}/", "/accounts/export/", "/admin/"):
        assert client.get(path).get("Location") == SET_UP, path
    assert client.get(SET_UP).status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


def test_the_api_says_so_instead(client: Client, policy: Policy, coordinator: User) -> None:
    client.force_login(coordinator)
    answer = client.get("/api/sessions/")
    assert (answer.status_code, answer.json()["error"]) == (403, "second_factor_missing")


def test_patients_are_not_asked(client: Client, policy: Policy, patient: User) -> None:
    client.force_login(patient)
    assert client.get("/").status_code == 200


def test_a_member_of_a_study_is_asked_soon_after_becoming_one(
    client: Client, policy: Policy, patient: User, study: Study
) -> None:
    client.force_login(patient)
    Membership.objects.create(user=patient, study=study)
    session = client.session
    session["standing"] |= {"checked_s": time.time() - 60}
    session.save()
    assert client.get("/").get("Location") == SET_UP


def test_an_administrator_takes_it_off(client: Client, ada: User, recovery: list[str]) -> None:
    client.force_login(User.objects.create_superuser("root"))
    body = {"action": "reset_second_factor", "_selected_action": [ada.pk]}
    client.post(reverse("admin:auth_user_changelist"), body)
    assert not codes.is_on(ada) and not StaticToken.objects.exists()
    assert AccessLog.objects.get(target=f"second-factor:{ada.pk}").detail == "taken off"


def test_staff_do_not_take_it_off_an_administrator(client: Client, device: TOTPDevice) -> None:
    User.objects.update(is_staff=True, is_superuser=True)
    helper = User.objects.create_user("helper", is_staff=True)
    helper.user_permissions.add(*_rights_over_users())
    client.force_login(helper)
    body = {"action": "reset_second_factor", "_selected_action": [device.user.pk]}
    client.post(reverse("admin:auth_user_changelist"), body)
    assert codes.is_on(device.user)


def _rights_over_users() -> list[int]:
    from django.contrib.auth.models import Permission

    return list(
        Permission.objects.filter(codename__in=["change_user", "view_user"]).values_list("pk", flat=True)
    )


def test_the_keys_have_no_page_in_the_admin_panel(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404


def test_the_last_administrator_has_a_command(ada: User, device: TOTPDevice) -> None:
    call_command("reset_second_factor", "ada", verbosity=0)
    assert not codes.is_on(ada)
    assert AccessLog.objects.get().detail == "taken off by command"


def test_the_command_says_when_there_is_no_such_account(db: None) -> None:
    with pytest.raises(CommandError, match="no account 'bob'"):
        call_command("reset_second_factor", "bob")
