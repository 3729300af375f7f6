"""The versions of a study's own text. None is ever edited: who agreed, agreed to these very words."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from webapp.records.access import log
from webapp.records.models import AccessLog, Study, StudyConsent
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.forms import ConsentForm
from webapp.studies.page import study_page

TEMPLATE = "studies/consents.html"


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def consents(request: HttpRequest, study: int) -> HttpResponse:
    """All versions, and a form for the next one."""
    seat = seat_for(request, study, Role.COORDINATOR)
    if request.method == "POST":
        return _publish(request, seat)
    newest = seat.study.consents.order_by("-version").first()
    return _page(request, seat, ConsentForm(initial=_start(newest)))


def sha256(consent: StudyConsent) -> str:
    """Of the words and of what they say about signals, so that a row can be matched with its text."""
    told = "signals" if consent.signals else "no signals"
    return hashlib.sha256(f"{consent.version}\n{told}\n{consent.text}".encode()).hexdigest()


def _publish(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, form, status=422)
    with transaction.atomic():
        Study.objects.select_for_update().get(pk=seat.study.pk)
        newest = seat.study.consents.order_by("-version").first()
        if (newest.version if newest else 0) != form.cleaned_data["version"]:
            return _clash(request, seat, form, newest)
        made = _make(request, seat.study, form)
    log(request, AccessLog.Action.CHANGE, f"study:{seat.study.pk}", seat.study, f"consent {made.version}")
    return redirect("studies:consents", seat.study.pk)


def _make(request: HttpRequest, study: Study, form: ConsentForm) -> StudyConsent:
    """Without signals in the text none are kept from now on: the protocol follows the consent."""
    given = form.cleaned_data
    if study.requires_signals and not given["signals"]:
        Study.objects.filter(pk=study.pk).update(requires_signals=False)
    return StudyConsent.objects.create(
        study=study,
        version=given["version"] + 1,
        text=given["text"].replace("\r\n", "\n"),
        signals=given["signals"],
        created_by_id=request.user.pk,
    )


def _clash(request: HttpRequest, seat: Seat, form: ConsentForm, newest: StudyConsent | None) -> HttpResponse:
    """Somebody else has published meanwhile: both texts, and the own one ready to be published after it."""
    data = {**form.cleaned_data, "version": newest.version if newest else 0}
    return _page(request, seat, ConsentForm(data), status=409, other=newest)


def _page(
    request: HttpRequest,
    seat: Seat,
    form: ConsentForm,
    status: int = 200,
    other: StudyConsent | None = None,
) -> HttpResponse:
    versions = seat.study.consents.annotate(agreed=Count("agreements")).order_by("-version")
    shown = {"form": form, "versions": [(each, sha256(each)) for each in versions], "other": other}
    return study_page(request, seat, TEMPLATE, shown, status=status)


def _start(newest: StudyConsent | None) -> dict[str, object]:
    if newest is None:
        return {"version": 0}
    return {"version": newest.version, "text": newest.text, "signals": newest.signals}
