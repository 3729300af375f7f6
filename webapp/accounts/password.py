"""A new password, by a link in a mail or one that an administrator made. Each works once, for a day."""

from __future__ import annotations

from collections.abc import Callable

from axes.utils import reset
from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from webapp.live import registry

MAIL_EVERY_S = 600  # to one address; more would be somebody else's nuisance


class Sent(HttpResponseRedirect):
    """Works only once the browser has its answer: how long that takes tells nobody who has an account."""

    def __init__(self, to: str, work: Callable[[], None]) -> None:
        super().__init__(to)
        self._work = work

    def close(self) -> None:
        try:
            self._work()
        finally:
            super().close()


class Ask(views.PasswordResetView):
    """Answers alike, and as fast, whether there is such an address or not; without mail, whom to ask."""

    template_name = "accounts/password_ask.html"
    email_template_name = "accounts/password_mail.txt"
    subject_template_name = "accounts/password_mail_subject.txt"
    success_url = reverse_lazy("password_sent")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.EMAIL_HOST:
            return render(request, "accounts/password_no_mail.html")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        try:
            again = registry.is_again(f"mail {form.cleaned_data['email'].lower()}", MAIL_EVERY_S)
        except RedisError:
            form.add_error(None, _("The server is not available at the moment: try again in a minute."))
            return self.render_to_response(self.get_context_data(form=form), status=503)
        language = get_language()
        return Sent(str(self.success_url), lambda: None if again else self._send(form, language))

    def _send(self, form: PasswordResetForm, language: str) -> None:
        with override(language):
            form.save(
                request=self.request,
                use_https=self.request.is_secure(),
                email_template_name=self.email_template_name,
                subject_template_name=self.subject_template_name,
            )


class Choose(views.PasswordResetConfirmView):
    """The page behind the link; whoever was locked out by guesses may log in again at once."""

    template_name = "accounts/password_choose.html"
    success_url = reverse_lazy("password_done")

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:  # type: ignore[type-arg]
        reset(username=form.user.get_username())
        return super().form_valid(form)


def link_for(request: HttpRequest, user: User) -> str:
    """A whole address, to be handed to the person by whoever made it."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return request.build_absolute_uri(reverse("password_choose", args=[key, token]))
