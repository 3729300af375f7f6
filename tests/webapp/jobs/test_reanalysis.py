"""Analysing stored signals again adds results; it overwrites none and brings nothing back."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User
from django.test import RequestFactory

from tests.vitals.synthetic import Person, capture_times, person
from tests.webapp.conftest import make_session
from vitals.pulse import DEFAULT_METHOD as TRUE_DEFAULT
from vitals.pulse import METHODS as TRUE_METHODS
from webapp.jobs import methods, reanalysis, rows
from webapp.jobs.reanalysis import UnknownMethod, start_reanalysis
from webapp.jobs.work import work_on
from webapp.records.models import AccessLog, Analysis, Annotation, Job, Session, Study, Trace
from webapp.records.software import SOFTWARE
from webapp.studies.access import Role, Seat

pytestmark = pytest.mark.django_db
START_S = 5000.0  # of the page's clock


def measured(study: Study, seconds: float = 12.0) -> Session:
    """A session of 84/min with signals."""
    session = make_session(study=study, state="done", model="FaSeNet 1", hr_bpm=60.0, hr_withheld=None)
    trace = person(Person(heart_bpm=84.0), capture_times(seconds) + START_S)
    Trace.objects.create(session=session, rows=Trace.pack(trace))
    return session


def job_for(study: Study, sessions: list[Session] | None = None, method: str = "pos") -> Job:
    pks = None if sessions is None else sorted(session.pk.hex for session in sessions)
    return rows.create(Job.Kind.REANALYSIS, study, {"method": method, "sessions": pks}, None)


def done(job: Job) -> Job:
    while work_on(job.pk):
        pass
    job.refresh_from_db()
    return job


def test_a_result_is_added_and_the_live_one_stays(study: Study) -> None:
    session = measured(study)
    assert (done(job_for(study)).state, Analysis.objects.count()) == ("done", 1)
    analysis = Analysis.objects.get()
    assert (analysis.number, analysis.method, analysis.software) == (1, "pos", SOFTWARE)
    assert analysis.hr_bpm == pytest.approx(84, abs=2) and analysis.model == "FaSeNet 1"
    session.refresh_from_db()
    assert session.hr_bpm == 60.0


def test_its_seconds_are_as_the_api_has_them_from_the_first_frame_on(study: Study) -> None:
    measured(study)
    done(job_for(study))
    series = Analysis.objects.get().series
    assert [second["t_s"] for second in series] == [float(t) for t in range(1, 13)]
    assert set(series[0]) == {"t_s", "heart_rate", "respiratory_rate", "snr_db", "instruction"}
    assert series[0]["heart_rate"]["withheld"] == "too_short"


def test_a_second_analysis_is_the_next_version(study: Study) -> None:
    measured(study)
    done(job_for(study))
    done(job_for(study, method="green"))
    assert list(Analysis.objects.values_list("number", "method")) == [(1, "pos"), (2, "green")]


def test_the_same_job_adds_one_result_however_often_it_is_repeated(study: Study) -> None:
    measured(study)
    job = done(job_for(study))
    Job.objects.filter(pk=job.pk).update(state="queued", cursor="", done=0)
    done(job)
    assert Analysis.objects.count() == 1 and job.done == 1


def test_only_the_chosen_sessions_are_analysed(study: Study) -> None:
    chosen, _ = measured(study), measured(study)
    job = done(job_for(study, [chosen]))
    assert Analysis.objects.get().session == chosen and (job.total, job.done) == (1, 1)


def test_sessions_of_another_study_are_left_alone(study: Study) -> None:
    foreign = measured(Study.objects.create(name="Sport"))
    job = done(job_for(study, [foreign]))
    assert (job.done, job.skipped, Analysis.objects.count()) == (0, 1, 0)


def test_what_has_no_signals_or_is_excluded_or_gone_is_skipped(study: Study) -> None:
    make_session(study=study)
    excluded = measured(study)
    Annotation.objects.create(session=excluded, excludes=True, text="moved")
    gone = Session(pk=uuid.uuid4())
    job = done(job_for(study, [*study.sessions.all(), gone]))
    assert (job.state, job.done, job.skipped, job.error) == ("done", 0, 3, "")


def test_an_excluded_span_does_not_exclude_the_session(study: Study) -> None:
    Annotation.objects.create(session=measured(study), excludes=True, start_s=1.0, end_s=2.0, text="cough")
    assert done(job_for(study)).done == 1


def test_signals_that_a_method_cannot_take_are_skipped_with_the_reason(study: Study) -> None:
    session = make_session(study=study)
    Trace.objects.create(session=session, rows=b"no zlib")
    job = done(job_for(study, method="ssr"))
    assert job.state == "done" and job.skipped == 1 and job.error


def test_who_withdraws_while_it_runs_is_not_brought_back(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, measure = measured(study), reanalysis._measure

    def withdraw(trace: Trace, method: str) -> object:
        found = measure(trace, method)
        Session.objects.filter(pk=session.pk).delete()
        return found

    monkeypatch.setattr(reanalysis, "_measure", withdraw)
    job = done(job_for(study))
    assert (job.state, job.done, job.skipped) == ("done", 0, 1)
    assert not Session.objects.exists() and not Analysis.objects.exists()


def test_signals_that_are_taken_back_while_it_runs_leave_no_result(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured(study)
    measure = reanalysis._measure

    def take_back(trace: Trace, method: str) -> object:
        found = measure(trace, method)
        Trace.objects.all().delete()
        return found

    monkeypatch.setattr(reanalysis, "_measure", take_back)
    assert done(job_for(study)).skipped == 1 and not Analysis.objects.exists()


def test_starting_leaves_a_line_in_the_log(
    study: Study, coordinator: User, rf: RequestFactory, woken: list[uuid.UUID]
) -> None:
    session = make_session(study=study)
    request = rf.post("/")
    request.user = coordinator
    job = start_reanalysis(request, Seat(study, Role.REVIEWER), study.sessions.all(), "pos")
    assert job.parameters == {"method": "pos", "sessions": [session.pk.hex]}
    entry = AccessLog.objects.get()
    assert (entry.user, entry.action, entry.study) == (coordinator, "change", study)
    assert entry.detail == "analyse 1 sessions again, pos"


def test_an_unknown_method_is_refused_with_those_there_are(
    study: Study, coordinator: User, rf: RequestFactory
) -> None:
    request = rf.post("/")
    request.user = coordinator
    with pytest.raises(UnknownMethod, match=r"'magic'.*fused"):
        start_reanalysis(request, Seat(study, Role.REVIEWER), None, "magic")
    assert not Job.objects.exists()


def test_the_pages_know_the_methods_of_the_library() -> None:
    assert tuple(TRUE_METHODS) == methods.METHODS
    assert TRUE_DEFAULT == methods.DEFAULT_METHOD
