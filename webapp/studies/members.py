"""Who works on a study, and in which role. A study is never without a coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from webapp.records.access import log
from webapp.records.models import AccessLog, Membership, Study
from webapp.studies.access import Role, seat_for
from webapp.studies.forms import MemberForm
from webapp.studies.page import study_page

REMOVE = "remove"


class Refused(Exception):
    """Raised when a change of members is not done; says why."""


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def members(request: HttpRequest, study: int) -> HttpResponse:
    """All of them, and a form for one more."""
    seat = seat_for(request, study, Role.COORDINATOR)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _add(seat.study, form.cleaned_data["username"], form.cleaned_data["role"]):
            log(request, AccessLog.Action.CHANGE, f"study:{study}", seat.study, "member added")
            return redirect("studies:members", study)
        form.add_error("username", _("This account is a member already: change its role below."))
    found = seat.study.memberships.select_related("user").order_by("user__username")
    shown = {"form": form, "found": found, "roles": Membership.Role.choices}
    return study_page(request, seat, "studies/members.html", shown, status=422 if form.errors else 200)


@require_POST
@login_required
def change(request: HttpRequest, study: int, member: int) -> HttpResponse:
    """Give another role, or remove the member. `was` is the role that the page had shown."""
    seat = seat_for(request, study, Role.COORDINATOR)
    role, was = request.POST.get("role", ""), request.POST.get("was", "")
    if role not in (*Membership.Role.values, REMOVE):
        raise Http404("no such role")
    try:
        own = _change(seat.study, member, was, role) == request.user.pk
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("studies:members", study)
    log(request, AccessLog.Action.CHANGE, f"study:{study}", seat.study, f"member: {was} to {role}")
    messages.success(request, _("Saved."))
    if own and role != Role.COORDINATOR:
        return redirect("studies:list")
    return redirect("studies:members", study)


@transaction.atomic
def _change(study: Study, pk: int, was: str, role: str) -> int:
    """Returns whose role it is. Raises Refused."""
    Study.objects.select_for_update().get(pk=study.pk)  # two coordinators removing each other: one is refused
    member = study.memberships.filter(pk=pk).first()
    if member is None:
        raise Refused(_("Somebody else has removed this member meanwhile."))
    if member.role != was:
        raise Refused(_("Somebody else has changed this role meanwhile, to %s.") % Role(member.role).label)
    others = study.memberships.filter(role=Role.COORDINATOR).exclude(pk=pk)
    if member.role == Role.COORDINATOR and role != Role.COORDINATOR and not others.exists():
        raise Refused(_("A study needs a coordinator: make somebody else one first."))
    if role == REMOVE:
        member.delete()
    else:
        member.role = role
        member.save(update_fields=["role"])
    return member.user_id


def _add(study: Study, username: str, role: str) -> bool:
    """False where the account is a member already."""
    user = User.objects.get(username=username)
    return Membership.objects.get_or_create(study=study, user=user, defaults={"role": role})[1]
