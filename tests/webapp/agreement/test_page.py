"""The page of agreement: figures with intervals, plots, groups, and the pairs as CSV."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.agreement.conftest import Make
from webapp.agreement import compute, plots
from webapp.records.models import AccessLog, Analysis, Annotation, Reference, Study

pytestmark = pytest.mark.django_db


def page(client: Client, study: Study, query: str = "") -> str:
    answer = client.get(f"/studies/{study.pk}/agreement/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def five(make: Make) -> None:
    """Five participants, each 2/min too high, twice; one of ten is withheld."""
    for number in range(5):
        for repeat in range(2):
            truth = 60.0 + 5 * number + repeat
            measured = None if number == repeat == 0 else truth + 2
            make(
                f"P-{number}", measured, (truth, None), tone=number % 2 + 1, device="A" if number < 3 else "B"
            )


@pytest.mark.usefixtures("five")
def test_figures_and_their_intervals_are_shown(reader: Client, study: Study) -> None:
    text = page(reader, study)
    assert "Comparisons: 10. With a measured rate: 9. Participants: 5." in text
    assert re.search(r">MAE</dt><dd><b>2.0</b> <span>2.0 to 2.0</span>", text)
    assert re.search(r">Coverage</dt><dd><b>90 %</b> <span>\d+ % to 100 %</span>", text)


@pytest.mark.usefixtures("five")
def test_every_measured_pair_is_a_point_that_leads_to_its_session(reader: Client, study: Study) -> None:
    text = page(reader, study)
    session = study.sessions.filter(hr_bpm__isnull=False)[0]
    assert text.count("<circle") == 2 * 9
    assert f'<a href="/studies/{study.pk}/sessions/{session.pk}/"' in text


@pytest.mark.usefixtures("five")
def test_coordinates_are_the_same_in_german(reader: Client, study: Study) -> None:
    address = f"/studies/{study.pk}/agreement/"
    english, german = (reader.get(address, headers={"accept-language": code}).text for code in ("en", "de"))
    assert re.findall(r' [xy][12]="([^"]+)"', german) == re.findall(r' [xy][12]="([^"]+)"', english)
    assert not re.search(r' (?:c?[xy][12]?|height)="\d+,', german)


@pytest.mark.usefixtures("five")
def test_of_many_points_some_are_drawn_and_the_rest_is_told(
    reader: Client, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots, "MOST_DOTS", 5)
    text = page(reader, study)
    assert text.count("<circle") == 2 * 5 and "4 points, chosen by lot, are not drawn" in text


@pytest.mark.usefixtures("five")
def test_groups_are_a_table_and_colours(reader: Client, study: Study) -> None:
    text = page(reader, study, "?group=skin_tone")
    assert re.findall(r'<th scope="row">(.*?)</th><td class="number">(\d)', text)[:2] == [
        (" 1", "3"),
        (" 2", "2"),
    ]
    assert text.count('class="swatch') == 2


@pytest.mark.usefixtures("five")
def test_a_group_of_two_participants_is_said_to_be_too_few(reader: Client, study: Study) -> None:
    text = page(reader, study, "?group=device")
    assert "<small>too few</small>" in text and "There are too few participants for an interval." in text


@pytest.mark.usefixtures("five")
def test_methods_are_compared_side_by_side(reader: Client, study: Study) -> None:
    session = study.sessions.filter(hr_bpm__isnull=False)[0]
    Analysis.objects.create(
        session=session, number=1, method="pos", software="vitals 1", hr_bpm=60.0, hr_withheld=None
    )
    text = page(reader, study, "?group=method")
    assert '<th scope="row">live</th>' in text and '<th scope="row">pos vitals 1</th>' in text


def test_without_references_the_page_says_so(reviewer: Client, study: Study) -> None:
    text = page(reviewer, study)
    assert "There is nothing to compare yet" in text and "<svg" not in text


def test_a_rate_that_was_always_withheld_has_coverage_and_no_plot(
    reader: Client, study: Study, make: Make
) -> None:
    make("P-1", None, (60.0, None))
    text = page(reader, study)
    assert "Every measured value was withheld." in text and "<svg" not in text and "<b>0 %</b>" in text


def test_what_is_excluded_is_left_out_and_told(reader: Client, study: Study, make: Make) -> None:
    make("P-1", 61.0, (60.0, None))
    Annotation.objects.create(session=make("P-2", 90.0, (60.0, None)), excludes=True, text="slipped")
    assert "1 excluded session is left out." in page(reader, study)
    assert "1 excluded session is counted." in page(reader, study, "?excluded=1")


@pytest.mark.parametrize("query", ["?kind=spo2", "?result=none%20such", "?group=age", "?over=%00"])
def test_an_address_that_says_nonsense_opens_the_page_as_it_is(
    reader: Client, study: Study, make: Make, query: str
) -> None:
    make("P-1", 61.0, (60.0, None))
    assert "Comparisons: 1." in page(reader, study, query)


def test_pseudonyms_cannot_bring_markup_along(reader: Client, study: Study, make: Make) -> None:
    make("<script>x</script>", 61.0, (60.0, None))
    assert "<script>x" not in page(reader, study)


class TestKept:
    @pytest.fixture(autouse=True)
    def slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(compute, "QUICK_S", -1.0)

    def test_what_took_long_is_kept_for_some_minutes_and_told(
        self, reader: Client, study: Study, make: Make
    ) -> None:
        make("P-1", 61.0, (60.0, None))
        assert "These figures were computed at" not in page(reader, study)
        study.participants.update(pseudonym="P-2")
        text = page(reader, study)
        assert "These figures were computed at" in text and ">P-1</a>" in text

    def test_it_can_be_computed_again(self, reader: Client, study: Study, make: Make) -> None:
        make("P-1", 61.0, (60.0, None))
        page(reader, study)
        study.participants.update(pseudonym="P-2")
        assert ">P-2</a>" in page(reader, study, "?anew=1")

    def test_what_is_new_is_in_it_at_once(self, reader: Client, study: Study, make: Make) -> None:
        session = make("P-1", 61.0, (60.0, None))
        page(reader, study)
        make("P-2", 61.0, (60.0, None))
        assert "Comparisons: 2." in page(reader, study)
        remark = Annotation.objects.create(session=session, excludes=True, text="slipped")
        assert "Comparisons: 1." in page(reader, study)
        Annotation.objects.filter(pk=remark.pk).update(excludes=False, version=1)
        assert "Comparisons: 2." in page(reader, study)


class TestQueries:
    def test_whole_sessions_take_as_many_queries_as_one(
        self,
        reader: Client,
        study: Study,
        make: Make,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(7):
            make(f"P-{number}", 61.0, (60.0, None))
        with django_assert_num_queries(
            10
        ):  # login, user, seat, labels, state (3), pairs, excluded, access log
            page(reader, study)

    def test_windows_take_as_many_queries_as_one(
        self,
        reader: Client,
        study: Study,
        make: Make,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(7):
            session = make(f"P-{number}", 61.0)
            Reference.objects.bulk_create(
                Reference(session=session, kind="heart_rate", value_bpm=60.0, t_s=float(t_s))
                for t_s in range(12)
            )
        with django_assert_num_queries(13):  # those, and references, spans, seconds
            page(reader, study, "?over=windows")


class TestPairs:
    @pytest.mark.usefixtures("five")
    def test_a_coordinator_downloads_the_pairs(self, as_coordinator: Client, study: Study) -> None:
        answer = as_coordinator.get(f"/studies/{study.pk}/agreement/pairs.csv")
        lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
        assert lines[0].startswith("rate,result,participant,session,t_s,reference_per_min,measured_per_min")
        assert len(lines) == 11
        row = AccessLog.objects.latest("pk")
        assert (row.action, row.target) == ("export", f"study:{study.pk}")

    def test_a_spreadsheet_takes_no_cell_for_a_formula(
        self, as_coordinator: Client, study: Study, make: Make
    ) -> None:
        make("=cmd()", 61.0, (60.0, None))
        answer = as_coordinator.get(f"/studies/{study.pk}/agreement/pairs.csv")
        assert b",'=cmd()," in b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    def test_it_is_not_for_readers(self, reader: Client, study: Study) -> None:
        assert reader.get(f"/studies/{study.pk}/agreement/pairs.csv").status_code == 403
