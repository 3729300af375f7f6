"""What hangs on one session of a study: estimates, signals, analyses, annotations."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from webapp.api.auth import caller_of
from webapp.api.door import read_session
from webapp.api.parameters import ResultName, SessionId, StudyNumber
from webapp.api.schemas.session import AnalysisOut, AnnotationOut, EstimatesOut, SignalsOut
from webapp.api.selected import check_result
from webapp.exports.additions import annotation
from webapp.exports.as_json import estimate, outcome
from webapp.exports.moments import moments
from webapp.exports.results import LIVE, chosen
from webapp.records.downloads import as_signals
from webapp.records.models import Session
from webapp.review.judgement.sight import sight_of
from webapp.studies.access import Seat

router = Router()
DAY_S = 86_400.0
# Not one type for both: ninja keeps the default in it.
Start = Annotated[float, Query(ge=0, le=DAY_S)]
End = Annotated[float, Query(ge=0, le=DAY_S)]


@router.get("estimates/", response=EstimatesOut, summary="Estimates of a session")
def list_estimates(
    request: HttpRequest, study: StudyNumber, pk: SessionId, result: ResultName = LIVE
) -> dict[str, Any]:
    """One a second, with the result that they lead to."""
    seat, session = read_session(request, study, pk, "estimates")
    check_result(seat.study, result)
    found = chosen([session], result)
    rows = [estimate(moment) for _, moment in moments(found)]
    return {"result": outcome(found[session.pk]), "estimates": rows}


@router.get("signals/", response=SignalsOut, summary="Stored signals of a session")
def list_signals(
    request: HttpRequest, study: StudyNumber, pk: SessionId, start_s: Start = 0.0, end_s: End = DAY_S
) -> dict[str, Any]:
    """Mean colours and what goes with them, one row a frame. 404 where no signals were stored."""
    _, session = read_session(request, study, pk, "signals")
    rows = as_signals.rows(session)
    if not rows:
        raise Http404("no signals")
    within = [row for row in rows if row[0] is not None and start_s <= row[0] <= end_s]
    return {"columns": list(as_signals.COLUMNS), "rows": within}


@router.get("analyses/", response=list[AnalysisOut], summary="Analyses of a session")
def list_analyses(request: HttpRequest, study: StudyNumber, pk: SessionId) -> list[dict[str, Any]]:
    """Results that were computed again from the stored signals, oldest first. None is ever overwritten."""
    _, session = read_session(request, study, pk, "analyses")
    rows = session.analyses.defer("series").order_by("number")
    return [
        {**outcome(row), "number": row.number, "created_at": row.created_at, "job": row.job_id}
        for row in rows
    ]


@router.get("annotations/", response=list[AnnotationOut], summary="Annotations of a session")
def list_annotations(request: HttpRequest, study: StudyNumber, pk: SessionId) -> list[dict[str, Any]]:
    """Remarks and exclusions, without their authors. Who has yet to read it sees only the own ones."""
    seat, session = read_session(request, study, pk, "annotations")
    rows = session.annotations.all() if caller_of(request).key else _sight(request, seat, session)
    return [annotation(row) for row in rows]


def _sight(request: HttpRequest, seat: Seat, session: Session) -> Any:
    return sight_of(request, seat, session).annotations()
