"""Devices of a person and their codes. Each code works once; wrong ones make one wait longer and longer."""

from __future__ import annotations

import hashlib
import math
import secrets
from base64 import b32encode
from enum import Enum
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another one
CODE_LETTERS = 10  # of 31: 50 bits
APP_DIGITS = 6
MODULE_PX = 5  # of the QR code
MOST_COUNTED = 10  # wrong codes: from then on the next try waits 2 ** 9 s, which is about nine minutes


class Answer(Enum):
    """What became of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_SOON = "too soon"


def is_on(user: User) -> bool:
    found: bool = TOTPDevice.objects.filter(user=user, confirmed=True).exists()
    return found


def new_app(user: User) -> TOTPDevice:
    """The app that the person is just setting up; the same one until a code of it came.

    The oldest, as in `confirm`: two pages that are opened at once make two.
    """
    waiting: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, confirmed=False)


def picture(device: TOTPDevice) -> str:
    """The QR code as an address of an image. Dark on light, also on a dark page: readers want it so."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=MODULE_PX, light="#fff")


def typed_key(device: TOTPDevice) -> str:
    """The key for people without a camera, in groups of four letters."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


@transaction.atomic
def confirm(user: User, code: str) -> Answer:
    """With its first right code the new app takes the place of an old one."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    answer = _ask(device, _plain(code))
    if device is not None and answer is Answer.RIGHT:
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return answer


@transaction.atomic
def check(user: User, code: str) -> Answer:
    """A code of the app, or a recovery code, which is used up."""
    typed = _plain(code)
    if typed.isdecimal() and len(typed) == APP_DIGITS:
        return _ask(TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first(), typed)
    return _ask(StaticDevice.objects.select_for_update().filter(user=user).first(), _hidden(typed))


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """The old ones work no more. Only their hashes are kept, so they can be shown once, now."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = ["".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS)) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_hidden(code)) for code in codes)
    half = CODE_LETTERS // 2
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    count: int = StaticToken.objects.filter(device__user=user).count()
    return count


@transaction.atomic
def turn_off(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def wait_s(user: User) -> int:
    """How long until the next try is looked at."""
    devices = [*TOTPDevice.objects.filter(user=user), *StaticDevice.objects.filter(user=user)]
    refusals = [refusal for _, refusal in (_allowed(device) for device in devices) if refusal]
    until = max((refusal["locked_until"] for refusal in refusals), default=timezone.now())
    return max(1, math.ceil((until - timezone.now()).total_seconds()))


def _ask(device: TOTPDevice | StaticDevice | None, code: str) -> Answer:
    if device is None:
        return Answer.WRONG
    if not _allowed(device)[0]:
        return Answer.TOO_SOON
    return Answer.RIGHT if device.verify_token(code) else Answer.WRONG


def _allowed(device: TOTPDevice | StaticDevice) -> tuple[bool, dict[str, Any] | None]:
    """With a bound: django-otp doubles the wait for ever, and who knows the password could shut one out."""
    device.throttling_failure_count = min(device.throttling_failure_count, MOST_COUNTED)
    found: tuple[bool, dict[str, Any] | None] = device.verify_is_allowed()
    return found


def _plain(code: str) -> str:
    """As people type it: with spaces or a hyphen, in capitals."""
    return "".join(letter for letter in code.lower() if letter.isalnum())


def _hidden(code: str) -> str:
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(code.encode(), key=key, digest_size=8).hexdigest()  # 16 letters: what fits
