"""What a password must be, beside Django's own rules."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from webapp.accounts.standing import is_staff

STAFF_LETTERS = 12


class LongerForStaff:
    """Whoever sees other people's data needs a longer one: it is asked for when the password is chosen."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is not None and user.pk and is_staff(user) and len(password) < STAFF_LETTERS:
            text = _("You work with other people's data: take at least %(count)s letters.")
            raise ValidationError(text % {"count": STAFF_LETTERS}, code="password_too_short_for_staff")

    def get_help_text(self) -> str:
        text = _("Who works with other people's data takes at least %(count)s letters.")
        return text % {"count": STAFF_LETTERS}
