"""Which values of a study are compared: the rule of `vitals.agreement`, by the database."""

from __future__ import annotations

import pytest

from tests.webapp.agreement.conftest import Make
from vitals.agreement import Compared, ReferenceValue, whole_pairs
from vitals.kind import Kind
from vitals.types import Rate
from vitals.withheld import Withheld
from webapp.agreement import pairs as module
from webapp.agreement.choice import Choice
from webapp.agreement.pairs import pairs_of
from webapp.agreement.rows import left_out
from webapp.exports.results import LATEST
from webapp.records.models import Analysis, Annotation, Estimate, Reference, Session, Study

pytestmark = pytest.mark.django_db
HR = Kind.HEART_RATE.value


def refer(session: Session, *values: tuple[float, float | None], kind: str = HR) -> None:
    for value_bpm, t_s in values:
        Reference.objects.create(session=session, kind=kind, value_bpm=value_bpm, t_s=t_s)


def compared(session: Session) -> Compared:
    """The same session as the library takes it."""
    rate = Rate(session.hr_bpm, 0.9, Withheld(session.hr_withheld) if session.hr_withheld else None)
    values = [ReferenceValue(Kind(r.kind), r.value_bpm, r.t_s) for r in session.references.all()]
    nothing = Rate.none(Withheld.NOT_MEASURED)
    subject = session.participant.pseudonym if session.participant else ""
    return Compared(str(session.pk), subject, session.duration_s, rate, nothing, [], values)


@pytest.mark.parametrize(
    "values",
    [
        [(60.0, None)],
        [(60.0, None), (64.0, None)],
        [(60.0, None), (90.0, 10.0)],
        [(60.0, 10.0), (64.0, 20.0)],
        [(60.0, 10.0), (90.0, -5.0), (90.0, 41.0)],
        [(60.0, 40.0)],
        [(90.0, -5.0)],
        [],
    ],
)
def test_the_database_finds_the_pairs_of_the_library(
    study: Study, make: Make, values: list[tuple[float, float | None]]
) -> None:
    session = make("P-1", 61.0)
    refer(session, *values)
    found = pairs_of(study, Choice()).pairs
    expected = whole_pairs(compared(session))
    assert [(p.reference_bpm, p.measured_bpm, p.subject, p.session) for p in found] == [
        (p.reference_bpm, p.measured_bpm, p.subject, p.session) for p in expected
    ]


def test_a_withheld_rate_is_a_pair_with_its_reason(study: Study, make: Make) -> None:
    make("P-1", None, (60.0, None))
    (pair,) = pairs_of(study, Choice()).pairs
    assert (pair.measured_bpm, pair.withheld) == (None, "no_pulse")


def test_a_session_that_still_runs_is_not_compared(study: Study, make: Make) -> None:
    make("P-1", 61.0, (60.0, None), state="live")
    assert pairs_of(study, Choice()).pairs == []


def test_sessions_of_other_studies_are_not_compared(study: Study, make: Make) -> None:
    refer(Session.objects.create(study=Study.objects.create(name="Other"), state="done"), (60.0, None))
    assert pairs_of(study, Choice()).pairs == []


def test_a_session_without_a_participant_is_a_subject_of_its_own(study: Study) -> None:
    session = Session.objects.create(study=study, state="done", hr_bpm=61.0, hr_withheld=None)
    refer(session, (60.0, None))
    assert [pair.subject for pair in pairs_of(study, Choice()).pairs] == [str(session.pk)]


def test_labels_of_groups_are_those_of_session_and_participant(study: Study, make: Make) -> None:
    make("P-1", 61.0, (60.0, None), tone=4, device="Chrome on Android", activity="rest", method="fused")
    (pair,) = pairs_of(study, Choice()).pairs
    assert pair.groups == {
        "skin_tone": " 4",
        "device": "Chrome on Android",
        "activity": "rest",
        "method": "fused",
    }


class TestExcluded:
    def test_an_excluded_session_is_left_out_and_counted(self, study: Study, make: Make) -> None:
        session = make("P-1", 61.0, (60.0, None))
        Annotation.objects.create(session=session, excludes=True, text="slipped")
        assert pairs_of(study, Choice()).pairs == []
        assert left_out(study, Kind.HEART_RATE) == 1

    def test_it_is_compared_all_the_same_when_asked_for(self, study: Study, make: Make) -> None:
        session = make("P-1", 61.0, (60.0, None))
        Annotation.objects.create(session=session, excludes=True, text="slipped")
        assert len(pairs_of(study, Choice(excluded=True)).pairs) == 1

    def test_a_remark_excludes_nothing(self, study: Study, make: Make) -> None:
        session = make("P-1", 61.0, (60.0, None))
        Annotation.objects.create(session=session, text="talks")
        assert len(pairs_of(study, Choice()).pairs) == 1

    def test_an_excluded_span_does_not_exclude_the_session(self, study: Study, make: Make) -> None:
        session = make("P-1", 61.0, (60.0, None))
        Annotation.objects.create(session=session, excludes=True, start_s=5, end_s=9, text="talks")
        assert len(pairs_of(study, Choice()).pairs) == 1


class TestResults:
    @pytest.fixture
    def session(self, make: Make) -> Session:
        session = make("P-1", 61.0, (60.0, None))
        common = {"session": session, "software": "vitals 1", "hr_withheld": None}
        Analysis.objects.create(number=1, method="pos", hr_bpm=62.0, **common)
        Analysis.objects.create(number=2, method="chrom", hr_bpm=63.0, **common)
        return session

    @pytest.mark.usefixtures("session")
    @pytest.mark.parametrize(
        ("result", "measured"),
        [("live", 61.0), (LATEST, 63.0), ("pos vitals 1", 62.0), ("pos vitals 2", None)],
    )
    def test_the_chosen_result_is_compared(self, study: Study, result: str, measured: float | None) -> None:
        found = pairs_of(study, Choice(result=result)).pairs
        assert [pair.measured_bpm for pair in found] == ([] if measured is None else [measured])

    @pytest.mark.usefixtures("session")
    def test_sessions_without_such_an_analysis_are_counted(self, study: Study, make: Make) -> None:
        make("P-2", 70.0, (70.0, None))
        found = pairs_of(study, Choice(result="pos vitals 1"))
        assert (len(found.pairs), found.without_result) == (1, 1)

    @pytest.mark.usefixtures("session")
    def test_the_latest_is_the_live_one_where_nothing_was_analysed(self, study: Study, make: Make) -> None:
        make("P-2", 70.0, (70.0, None))
        assert sorted(p.measured_bpm or 0 for p in pairs_of(study, Choice(result=LATEST)).pairs) == [
            63.0,
            70.0,
        ]


class TestWindows:
    WINDOWS = Choice(windows=True)

    @pytest.fixture
    def session(self, make: Make) -> Session:
        session = make("P-1", 61.0)
        refer(session, *((60.0 + t_s, float(t_s)) for t_s in range(0, 31)))
        Estimate.objects.bulk_create(
            Estimate(session=session, t_s=float(t_s), hr_bpm=61.0, hr_withheld=None) for t_s in range(8, 31)
        )
        return session

    @pytest.mark.usefixtures("session")
    def test_each_full_window_is_a_pair(self, study: Study) -> None:
        found = pairs_of(study, self.WINDOWS).pairs
        assert [pair.t_s for pair in found] == [float(t_s) for t_s in range(10, 31)]
        assert found[0].reference_bpm == pytest.approx(65.5)

    def test_windows_that_touch_an_excluded_span_are_left_out(self, study: Study, session: Session) -> None:
        Annotation.objects.create(session=session, excludes=True, start_s=18, end_s=None, text="talks")
        assert [pair.t_s for pair in pairs_of(study, self.WINDOWS).pairs] == [float(t) for t in range(10, 19)]
        assert len(pairs_of(study, Choice(windows=True, excluded=True)).pairs) == 21

    def test_an_analysis_has_seconds_of_its_own(self, study: Study, session: Session) -> None:
        rate = {"value": 66.0, "unit": "/min", "quality": 0.9, "withheld": None}
        none = {"value": None, "unit": "/min", "quality": 0.0, "withheld": "no_breath"}
        series = [{"t_s": 12.0, "heart_rate": rate, "respiratory_rate": none}]
        Analysis.objects.create(session=session, number=1, method="pos", software="vitals 1", series=series)
        found = pairs_of(study, Choice(windows=True, result=LATEST)).pairs
        assert [(pair.t_s, pair.measured_bpm) for pair in found] == [(12.0, 66.0)]

    @pytest.mark.usefixtures("session")
    def test_of_too_many_sessions_the_newest_are_compared(
        self, study: Study, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "MOST_SERIES", 0)
        found = pairs_of(study, self.WINDOWS)
        assert (found.pairs, found.older) == ([], 1)
