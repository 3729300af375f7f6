"""The page of one session."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET

from webapp.agreement.of_session import references_of
from webapp.jobs.methods import DEFAULT_METHOD, METHODS
from webapp.records.access import log
from webapp.records.models import AccessLog, Agreement, Consent, Reference, Trace
from webapp.review.judgement.forms import AnnotationForm, CommentForm, ReadingForm
from webapp.review.judgement.readings import agreement
from webapp.review.results.seconds import instruction_spans, sentence, withheld_spans
from webapp.review.results.versions import chosen, series_of, versions_of
from webapp.review.sessions.conditions import matching
from webapp.review.sessions.order import Order
from webapp.review.sessions.search import Search
from webapp.review.views.found import Found, find
from webapp.studies.page import study_page


@require_GET
@login_required
def session(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    found = find(request, study, pk)
    log(request, AccessLog.Action.VIEW, f"session:{pk}", found.seat.study)
    return session_page(found)


def session_page(found: Found, status: int = 200, **forms: Form | ModelForm[Any]) -> HttpResponse:
    """With forms that were filled in wrongly, if there are any: then nothing that was written is lost."""
    parts = [_result(found), _people(found), _judgement(found), _neighbours(found), _links(found), forms]
    context = {key: value for part in parts for key, value in part.items()}
    context["chart_data"] = _for_charts(found, context)
    return study_page(found.request, found.seat, "review/session.html", context, status)


def _links(found: Found) -> dict[str, Any]:
    """The search of the list goes along with every link and form of the page."""
    return {"query": found.query, "kept": [pair for pair in QueryDict(found.query).items() if pair[1]]}


def _result(found: Found) -> dict[str, Any]:
    """The versions, the chosen one's seconds, and the one to compare it with."""
    versions = versions_of(found.session)
    shown = chosen(versions, found.request.GET.get("result"))
    assert shown is not None
    series = series_of(found.session, shown.key)
    return {
        "session": found.session,
        "versions": versions,
        "shown": shown,
        "against": chosen(versions, found.request.GET.get("against"), None),
        "series": series,
        "heart_sentence": sentence(series, "heart_rate"),
        "breath_sentence": sentence(series, "respiratory_rate"),
        "heart_withheld": withheld_spans(series, "heart_rate"),
        "breath_withheld": withheld_spans(series, "respiratory_rate"),
        "instructions": instruction_spans(series),
        "has_signals": Trace.objects.filter(session=found.session).exists(),
        "methods": METHODS,
        "method": shown.row.method if shown.row.method in METHODS else DEFAULT_METHOD,
    }


def _people(found: Found) -> dict[str, Any]:
    """What the person agreed to and answered."""
    session = found.session
    agreed = Agreement.objects.filter(participant=session.participant).select_related("consent")
    return {
        "consent": Consent.objects.filter(session=session).first(),
        "agreement_to_study": agreed.order_by("-given_at").first() if session.participant_id else None,
        "answers": list(session.answers.select_related("question").order_by("question__when", "question")),
    }


def _judgement(found: Found) -> dict[str, Any]:
    sight = found.sight
    return {
        "sight": sight,
        "annotations": list(sight.annotations()),
        "comments": list(sight.comments()),
        "references": list(sight.references()),
        **({} if sight.blind else references_of(found.session)),
        "readings": sight.shown_readings(),
        "agreed": agreement(sight.shown_readings()) if sight.complete else None,
        "annotation_form": AnnotationForm(duration_s=found.session.duration_s),
        "comment_form": CommentForm(),
        "reading_form": ReadingForm(instance=sight.own),
    }


def _neighbours(found: Found) -> dict[str, Any]:
    """Before and after it in the list that one came from; a search that makes no sense has none."""
    search = Search(found.request.GET)
    if not search.is_valid():
        return {"before": None, "after": None}
    rows = matching(found.seat.study, found.sight.user, search.active()).select_related(None)
    order = Order.of(search.order)
    return {"before": order.before(rows, found.session), "after": order.after(rows, found.session)}


def _for_charts(found: Found, context: dict[str, Any]) -> dict[str, Any]:
    place = [found.seat.study.pk, found.session.pk]
    series, against = reverse("review:series", args=place), context["against"]
    return {
        "duration_s": found.session.duration_s,
        "series": f"{series}?result={context['shown'].key}",
        "against": f"{series}?result={against.key}" if against else None,
        "waves": reverse("review:waves", args=place) if context["has_signals"] else None,
        "method": context["method"],
        "annotations": [
            {"start_s": one.start_s, "end_s": one.end_s, "excludes": one.excludes, "text": one.text}
            for one in context["annotations"]
        ],
        "references": _references(context["references"]),
    }


def _references(references: list[Reference]) -> dict[str, list[list[float | None]]]:
    """Times and values of what was measured otherwise; without a time it holds for the whole session."""
    shown: dict[str, list[list[float | None]]] = {}
    for one in references:
        shown.setdefault(one.kind, []).append([one.t_s, one.value_bpm])
    return shown
