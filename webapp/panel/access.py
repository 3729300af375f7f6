"""Who may open the pages of the installation: administrators, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def administrators_only(view: View[P]) -> View[P]:
    """Strangers are asked to log in, people without staff rights find nothing, staff are told."""

    @never_cache
    @login_required(login_url="admin:login")
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_staff:
            raise Http404("no such page")
        if not request.user.is_superuser:
            raise PermissionDenied(_("Only an administrator may open this."))
        return view(request, *args, **kwargs)

    return guarded
