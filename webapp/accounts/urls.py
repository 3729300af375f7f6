"""Log in, log out, register."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.urls import path

from webapp.accounts import views

urlpatterns = [
    path("login/", auth.LoginView.as_view(template_name="accounts/login.html"), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("register/", views.register, name="register"),
]
