"""Comments on a session, and each reader's own reading of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from webapp.review.judgement import conflict, readings
from webapp.review.judgement.forms import CommentForm, ReadingForm
from webapp.review.views.found import find
from webapp.review.views.session import session_page
from webapp.studies.access import Role
from webapp.studies.page import study_page


@require_POST
@login_required
def comment(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    found = find(request, study, pk, Role.REVIEWER)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return session_page(found, 400, comment_form=form)
    form.instance.session, form.instance.author = found.session, found.sight.user
    form.save()
    found.changed("comment added")
    return found.back("comments")


@require_POST
@login_required
def reading(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    """Keep one's own. Of two readings the second one opens both, and neither changes any more."""
    found = find(request, study, pk, Role.REVIEWER)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return session_page(found, 400, reading_form=form)
    fields = {name: form.cleaned_data[name] for name in ("verdict", "hr_bpm", "rr_bpm", "text")}
    try:
        readings.save(
            found.session, found.sight.user, found.sight.needed, form.cleaned_data["version"], fields
        )
    except conflict.Conflict as clash:
        context = {"session": found.session, "now": clash.now, "form": form, "query": found.query}
        return study_page(request, found.seat, "review/conflict.html", context, 409)
    found.changed("reading kept")
    messages.success(request, _("Your reading is kept."))
    return found.back("reading")
