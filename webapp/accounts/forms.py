"""The forms of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from webapp.accounts.claim import of_this_browser

if TYPE_CHECKING:  # Django's own class takes no type argument at run time
    CreationForm = UserCreationForm[User]
else:
    CreationForm = UserCreationForm


class ClaimField(forms.BooleanField):
    """Offers to take along what was measured in this browser; hidden where there is nothing to take."""

    def offer(self, count: int) -> None:
        text = ngettext(
            "Put the %(count)s measurement of this browser into my account",
            "Put the %(count)s measurements of this browser into my account",
            count,
        )
        self.label = text % {"count": count}
        self.help_text = _("Only if it was you who measured here.")


class RegisterForm(CreationForm):
    """Name and password; an address only where this server can send mail."""

    email = forms.EmailField(
        required=False,
        label=_("E-mail (optional)"),
        help_text=_("Only for a link to a new password, if you forget yours."),
    )
    claim = ClaimField(required=False, initial=True)

    class Meta(UserCreationForm.Meta):
        fields = ("username", "email")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.EMAIL_HOST:
            del self.fields["email"]
        _offer(self, request)


class LoginForm(AuthenticationForm):
    claim = ClaimField(required=False)

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        _offer(self, request)


class PasswordForm(forms.Form):
    """The password once more, before a step that a login left open must not be enough for."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request

    def clean_password(self) -> str:
        """Asked like at the login, so that guessing locks here as well."""
        password: str = self.cleaned_data["password"]
        name = self._request.user.get_username()
        if authenticate(self._request, username=name, password=password) != self._request.user:
            raise forms.ValidationError(_("That is not your password."))
        return password


def _offer(form: forms.BaseForm, request: HttpRequest) -> None:
    field = form.fields["claim"]
    if isinstance(field, ClaimField) and (count := of_this_browser(request).count()):
        field.offer(count)
    else:
        del form.fields["claim"]
