"""Remarks on spans of a session, and exclusions. One changes one's own, coordinators all of them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from webapp.records.models import Annotation
from webapp.review.judgement import conflict
from webapp.review.judgement.forms import AnnotationForm
from webapp.review.views.found import Found, find
from webapp.review.views.session import session_page
from webapp.studies.access import Role
from webapp.studies.page import study_page

LIST = "annotations"


@require_POST
@login_required
def add(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    found = find(request, study, pk, Role.REVIEWER)
    form = AnnotationForm(request.POST, duration_s=found.session.duration_s)
    if not form.is_valid():
        return session_page(found, 400, annotation_form=form)
    form.instance.session, form.instance.author = found.session, found.sight.user
    form.save()
    found.changed("annotation added")
    messages.success(request, _("The annotation is kept."))
    return found.back(LIST)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, study: int, pk: uuid.UUID, annotation: int) -> HttpResponse:
    """A change that somebody else was quicker with is shown beside one's own, and nothing is kept: 409."""
    found = find(request, study, pk, Role.REVIEWER)
    row = _own(found, annotation)
    if request.method != "POST":
        found.looked()
        return _page(found, row, AnnotationForm(instance=row, duration_s=found.session.duration_s))
    form = AnnotationForm(request.POST, instance=row, duration_s=found.session.duration_s)
    if not form.is_valid():
        return _page(found, row, form, 400)
    fields = {name: form.cleaned_data[name] for name in ("start_s", "end_s", "text", "excludes")}
    try:
        conflict.change(row, form.cleaned_data["version"] or 0, **fields)
    except conflict.Conflict as clash:
        return conflict_page(found, clash, form)
    found.changed("annotation changed")
    messages.success(request, _("The annotation is changed."))
    return found.back(LIST)


@require_POST
@login_required
def delete(request: HttpRequest, study: int, pk: uuid.UUID, annotation: int) -> HttpResponse:
    found = find(request, study, pk, Role.REVIEWER)
    row = _own(found, annotation)
    version = request.POST.get("version", "")
    try:
        conflict.remove(row, int(version) if version.isascii() and version[:9].isdigit() else 0)
    except conflict.Conflict as clash:
        return conflict_page(found, clash, None)
    found.changed("annotation deleted")
    messages.success(request, _("The annotation is deleted."))
    return found.back(LIST)


def conflict_page(found: Found, clash: conflict.Conflict, form: AnnotationForm | None) -> HttpResponse:
    """What the other one wrote, and what one wished to write, which can be sent once more."""
    if form is not None and isinstance(clash.now, Annotation):
        written = found.request.POST.copy()
        written["version"] = str(clash.now.version)
        form = AnnotationForm(written, duration_s=found.session.duration_s)
        form.is_valid()
    context = {"session": found.session, "now": clash.now, "form": form, "query": found.query}
    return study_page(found.request, found.seat, "review/conflict.html", context, 409)


def _own(found: Found, number: int) -> Annotation:
    """Raises Http404 where it is not there or not to be seen yet, PermissionDenied where it is another's."""
    row = found.sight.annotations().filter(pk=number).first()
    if row is None:
        raise Http404("no such annotation")
    if row.author_id != found.sight.user.pk and not found.seat.is_coordinator:
        raise PermissionDenied(_("This is another reviewer's: ask them, or a coordinator."))
    return row


def _page(found: Found, row: Annotation, form: AnnotationForm, status: int = 200) -> HttpResponse:
    context = {"session": found.session, "annotation": row, "form": form, "query": found.query}
    return study_page(found.request, found.seat, "review/annotation.html", context, status)
