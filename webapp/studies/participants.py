"""The participants of a study: found, made in bulk, invited."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from webapp.enrolment.progress import standings
from webapp.measure.plain import plain
from webapp.records.access import log
from webapp.records.models import AccessLog, Participant, Study
from webapp.studies.access import Role, seat_for
from webapp.studies.forms import NewParticipantsForm
from webapp.studies.page import study_page

PER_PAGE = 50
NUMBER_WIDTH = 3
WHO = {
    "invited": Q(joined_at=None, withdrawn_at=None),
    "joined": Q(joined_at__isnull=False, withdrawn_at=None),
    "withdrawn": Q(withdrawn_at__isnull=False),
}


@require_GET
@login_required
def participants(request: HttpRequest, study: int) -> HttpResponse:
    """A page of them with their progress."""
    seat = seat_for(request, study)
    text, who = plain(request.GET.get("q", "")), request.GET.get("who", "")
    found = _search(seat.study, text, who)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    log(request, AccessLog.Action.VIEW, f"participants:{study}", seat.study)
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "page": page,
        "rows": standings(seat.study, list(page.object_list)),
        "query": query.urlencode(),
        "form": NewParticipantsForm(),
        "q": text,
        "who": who,
    }
    return study_page(request, seat, "studies/participants.html", shown)


@require_POST
@never_cache
@login_required
def add(request: HttpRequest, study: int) -> HttpResponse:
    """Make pseudonyms, numbered on from the last one."""
    seat = seat_for(request, study, Role.COORDINATOR)
    form = NewParticipantsForm(request.POST)
    if not form.is_valid():
        return study_page(request, seat, "studies/participants_add.html", {"form": form}, status=422)
    made = _make(seat.study, **form.cleaned_data)
    log(request, AccessLog.Action.CHANGE, f"participants:{study}", seat.study, f"{len(made)} added")
    text = ngettext("%(count)s participant added.", "%(count)s participants added.", len(made))
    messages.success(request, text % {"count": len(made)})
    return redirect("studies:participants", study)


def _search(study: Study, text: str, who: str) -> QuerySet[Participant]:
    found = study.participants.filter(WHO.get(who, Q())).order_by("pseudonym")
    return found.filter(Q(pseudonym__icontains=text) | Q(group__icontains=text)) if text else found


@transaction.atomic
def _make(study: Study, beginning: str, count: int, group: str) -> list[Participant]:
    Study.objects.select_for_update().get(pk=study.pk)  # two at once would number alike
    first = _last_number(study, beginning) + 1
    rows = [
        Participant(study=study, pseudonym=f"{beginning}{number:0{NUMBER_WIDTH}d}", group=group)
        for number in range(first, first + count)
    ]
    return Participant.objects.bulk_create(rows)


def _last_number(study: Study, beginning: str) -> int:
    alike = study.participants.filter(pseudonym__startswith=beginning).values_list("pseudonym", flat=True)
    numbers = [int(end) for name in alike if re.fullmatch(r"[0-9]{1,9}", end := name.removeprefix(beginning))]
    return max(numbers, default=0)
