"""The settings page of a study: its protocol. Two who edit it at once are told of each other."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from webapp.records.access import log
from webapp.records.models import AccessLog, Study
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.forms import ProtocolForm
from webapp.studies.merging import differences, merged, typed_in
from webapp.studies.page import study_page

TEMPLATE = "studies/settings.html"


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def settings(request: HttpRequest, study: int) -> HttpResponse:
    seat = seat_for(request, study, Role.COORDINATOR)
    form = ProtocolForm(request.POST or None, instance=Study.objects.get(pk=study))
    if request.method == "POST":
        return _save(request, seat, form)
    log(request, AccessLog.Action.VIEW, f"study:{study}", seat.study, "settings")
    return study_page(request, seat, TEMPLATE, {"form": form})


def _save(request: HttpRequest, seat: Seat, form: ProtocolForm) -> HttpResponse:
    if not form.is_valid():
        return study_page(request, seat, TEMPLATE, {"form": form}, status=422)
    changed = typed_in(form)
    with transaction.atomic():
        study = Study.objects.select_for_update().get(pk=seat.study.pk)
        if study.version != form.cleaned_data["version"]:
            return _clash(request, seat, form, study)
        if changed:
            _write(study, changed)
            names = f"protocol: {', '.join(changed)}"
            log(request, AccessLog.Action.CHANGE, f"study:{study.pk}", study, names)
    messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return redirect("studies:settings", study.pk)


def _write(study: Study, changed: dict[str, object]) -> None:
    for name, value in changed.items():
        setattr(study, name, value)
    study.version += 1
    study.save(update_fields=[*changed, "version"])


def _clash(request: HttpRequest, seat: Seat, form: ProtocolForm, study: Study) -> HttpResponse:
    """Somebody else was quicker: both values of what changed, and a form that loses neither."""
    current = ProtocolForm(instance=study)
    again = ProtocolForm(merged(form, current), instance=Study.objects.get(pk=study.pk))
    again.is_valid()  # so that what does not fit together is told now
    shown = {"form": again, "differences": differences(form, current)}
    return study_page(request, seat, TEMPLATE, shown, status=409)
