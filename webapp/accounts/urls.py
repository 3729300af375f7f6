"""Log in, log out, register, a new password; see, take along and delete what is kept."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.urls import path, reverse_lazy
from django.views.generic import TemplateView

from webapp.accounts import deletion, export, password, views
from webapp.accounts.second_factor import views as second_factor
from webapp.accounts.second_factor.login import code

changed = {"template_name": "accounts/password_change.html", "success_url": reverse_lazy("my_data")}

urlpatterns = [
    path("", views.my_data, name="my_data"),
    path("login/", views.Login.as_view(), name="login"),
    path("login/code/", code, name="login_code"),
    path("second-factor/", second_factor.overview, name="second_factor"),
    path("second-factor/set-up/", second_factor.set_up, name="second_factor_set_up"),
    path("second-factor/codes/", second_factor.new_codes, name="second_factor_codes"),
    path("second-factor/off/", second_factor.turn_off, name="second_factor_off"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("register/", views.register, name="register"),
    path("claim/", views.claim_now, name="claim"),
    path("export/", export.export, name="export"),
    path("delete/", deletion.delete, name="delete_account"),
    path("password/", auth.PasswordChangeView.as_view(**changed), name="password_change"),
    path("password/forgotten/", password.Ask.as_view(), name="password_ask"),
    path(
        "password/sent/",
        TemplateView.as_view(template_name="accounts/password_sent.html"),
        name="password_sent",
    ),
    path("password/<uidb64>/<token>/", password.Choose.as_view(), name="password_choose"),
    path(
        "password/done/",
        TemplateView.as_view(template_name="accounts/password_done.html"),
        name="password_done",
    ),
]
