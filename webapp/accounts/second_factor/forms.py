"""A code, and what must be typed before the second factor is changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from webapp.accounts.forms import PasswordForm
from webapp.accounts.second_factor import codes

LONGEST_CODE = 20  # letters, with the spaces and hyphens that people type


def code_field(help_text: Any = "") -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none"}
    widget = forms.TextInput(attrs=attrs)
    label = gettext_lazy("Code")
    return forms.CharField(label=label, max_length=LONGEST_CODE, widget=widget, help_text=help_text)


class CodeForm(forms.Form):
    """The second step of the login."""

    code = code_field(gettext_lazy("The six digits in your app, or one of your recovery codes."))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        _must_be_right(codes.check(self._user, code), self._user)
        return code


class ConfirmForm(PasswordForm):
    """The first code of a new app. The password too: else an open login could shut its owner out."""

    code = code_field(gettext_lazy("The six digits that the app shows now."))
    field_order = ["code", "password"]

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self._user = user

    def clean(self) -> dict[str, Any]:
        """The code only after the password: it can be used once."""
        found = super().clean() or self.cleaned_data
        if "password" in found and "code" in found:
            try:
                _must_be_right(codes.confirm(self._user, found["code"]), self._user)
            except forms.ValidationError as error:
                self.add_error("code", error)
        return found


def _must_be_right(answer: codes.Answer, user: User) -> None:
    if answer is codes.Answer.WRONG:
        raise forms.ValidationError(_("This code is wrong, or it was used before. Wait for the next one."))
    if answer is codes.Answer.TOO_SOON:
        seconds = codes.wait_s(user)
        text = ngettext(
            "Too many wrong codes: wait %(count)s second.",
            "Too many wrong codes: wait %(count)s seconds.",
            seconds,
        )
        raise forms.ValidationError(text % {"count": seconds})
