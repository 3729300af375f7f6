"""One table of values for many sessions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.agreement.conftest import STARTED, Make
from webapp.agreement.references import study_file
from webapp.records.models import AccessLog, Reference, ReferenceSeries, Session, Study

pytestmark = pytest.mark.django_db


def address(study: Study, what: str = "") -> str:
    return f"/studies/{study.pk}/agreement/references/{what}"


def upload(client: Client, study: Study, table: str, device: str = "strap") -> Any:
    file = SimpleUploadedFile("values.csv", table.encode())
    return client.post(address(study, "file/"), {"file": file, "device": device})


def keep(client: Client, study: Study, preview: Any) -> Any:
    sealed = re.search(r'name="found" value="([^"]+)"', preview.content.decode())
    assert sealed
    return client.post(address(study, "file/save/"), {"found": sealed[1]})


def moment(seconds: float) -> str:
    return (STARTED + timedelta(seconds=seconds)).isoformat()


def test_values_by_session_are_seen_and_then_kept(reviewer: Client, study: Study, make: Make) -> None:
    one, two = make("P-1", 61.0), make("P-2", 70.0)
    table = f"session;time;heart_rate;rr\n{one.pk};;60,5;14\n{two.pk};12;71;\n"
    preview = upload(reviewer, study, table)
    assert "Values: 3. Sessions: 2." in preview.content.decode() and not Reference.objects.exists()
    keep(reviewer, study, preview)
    rows = Reference.objects.order_by("value_bpm").values_list(
        "session", "kind", "t_s", "value_bpm", "device"
    )
    assert list(rows) == [
        (one.pk, "respiratory_rate", None, 14.0, "strap"),
        (one.pk, "heart_rate", None, 60.5, "strap"),
        (two.pk, "heart_rate", 12.0, 71.0, "strap"),
    ]


def test_a_table_may_be_in_german(reviewer: Client, study: Study, make: Make) -> None:
    session = make("P-1", 61.0)
    table = f"Teilnehmer;Zeit;Herzfrequenz;Atemfrequenz\nP-1;{STARTED:%d.%m.%Y %H:%M:%S};71,5;12\n"
    keep(reviewer, study, upload(reviewer, study, table))
    assert sorted(row.value_bpm for row in session.references.all()) == [12.0, 71.5]


def test_values_by_participant_find_the_session_near_their_time(
    reviewer: Client, study: Study, make: Make
) -> None:
    session = make("P-1", 61.0)
    table = f"participant,time,hr\nP-1,{moment(10)},60\nP-1,{moment(300)},62\n"
    keep(reviewer, study, upload(reviewer, study, table))
    assert sorted((r.t_s or -1, r.value_bpm) for r in session.references.all()) == [(-1, 62.0), (10.0, 60.0)]


def test_lines_that_do_not_fit_are_told_and_left_out(reviewer: Client, study: Study, make: Make) -> None:
    session = make("P-1", 61.0)
    other = Session.objects.create(study=Study.objects.create(name="Other"))
    lines = [
        (f"{session.pk},,60", ""),
        ("nonsense,,60", "is no session of this study"),
        (f"{other.pk},,60", "is no session of this study"),
        (f"{session.pk},,900", "900 is no rate"),
        (f"{session.pk},500,60", "500 s is not within the session of 40 s"),
        (f"{session.pk},,=1+1", "give a number"),
        (f"{session.pk},60", "2 cells and not 3"),
    ]
    preview = upload(
        reviewer, study, "session,time,hr\n" + "\n".join(line for line, _ in lines)
    ).content.decode()
    assert "Values: 1. Sessions: 1." in preview and "6 lines do not fit and are left out" in preview
    for place, (_, said) in enumerate(lines[1:], 3):
        assert re.search(rf"Line {place}: .*{re.escape(said)}", preview)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("P-9,{near},60", "is no participant with sessions"),
        ("P-1,{far},60", "P-1 has no session near that time"),
        ("P-1,12,60", "a participant has many sessions"),
        ("P-1,,60", "a participant has many sessions"),
        (",{near},60", "is no participant"),
    ],
)
def test_a_participant_without_a_session_then_is_told(
    reviewer: Client, study: Study, make: Make, line: str, said: str
) -> None:
    make("P-1", 61.0)
    table = "participant,time,hr\n" + line.format(near=moment(10), far=moment(86_400))
    answer = upload(reviewer, study, table)
    assert answer.status_code == 422 and said in answer.content.decode()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("\ufeff", "The first line must name the columns"),
        ("a,b\n1,2\n", "The first line must name the columns"),
        ("participant,heart_rate\nP-1,60\n", "a column of times (of day) is needed"),
        ('session,hr\n"x,60\n', "close its quotes"),
        ("session,hr\n", "There is no value in it."),
        ('{"a": 1}', "give a table as CSV"),
    ],
)
def test_what_is_no_such_table_is_one_sentence(reviewer: Client, study: Study, table: str, said: str) -> None:
    answer = upload(reviewer, study, table)
    assert answer.status_code == 422 and said in answer.content.decode()


def test_the_number_of_lines_is_bounded(
    reviewer: Client, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study_file, "MOST_ROWS", 2)
    answer = upload(reviewer, study, "session,hr\n1,60\n1,60\n1,60\n")
    assert "give at most 2 at once" in answer.content.decode()


def test_a_session_that_is_deleted_after_the_preview_is_left_out(
    reviewer: Client, study: Study, make: Make
) -> None:
    one, two = make("P-1", 61.0), make("P-2", 70.0)
    preview = upload(reviewer, study, f"session,hr\n{one.pk},60\n{two.pk},70\n")
    one.delete()
    keep(reviewer, study, preview)
    assert Reference.objects.get().session == two


def test_the_same_file_is_not_kept_twice(reviewer: Client, study: Study, make: Make) -> None:
    preview = upload(reviewer, study, f"session,hr\n{make('P-1', 61.0).pk},60\n")
    keep(reviewer, study, preview)
    keep(reviewer, study, preview)
    assert Reference.objects.count() == 1


def test_all_values_of_a_file_are_deleted_together(reviewer: Client, study: Study, make: Make) -> None:
    make("P-3", 60.0, (60.0, None))
    table = f"session,hr\n{make('P-1', 61.0).pk},60\n{make('P-2', 61.0).pk},60\n"
    keep(reviewer, study, upload(reviewer, study, table))
    sha256 = ReferenceSeries.objects.values_list("file_sha256", flat=True)[0]
    reviewer.post(address(study, "file/delete/"), {"sha256": sha256})
    assert Reference.objects.count() == 1
    assert list(AccessLog.objects.order_by("pk").values_list("action", "detail")) == [
        ("change", "references: 2 values of 2 sessions from a file"),
        ("delete", "references: a file with 2 series"),
    ]


def test_a_file_of_another_study_is_not_deleted(reviewer: Client, study: Study) -> None:
    other = Session.objects.create(study=Study.objects.create(name="Other"))
    ReferenceSeries.objects.create(session=other, source="rates", file_sha256="a" * 64, offset_s=0)
    reviewer.post(address(study, "file/delete/"), {"sha256": "a" * 64})
    assert ReferenceSeries.objects.count() == 1


def test_a_reader_uploads_nothing(reader: Client, study: Study) -> None:
    assert upload(reader, study, "session,hr\n").status_code == 403


class TestList:
    def test_sessions_with_references_are_listed(self, reader: Client, study: Study, make: Make) -> None:
        make("P-1", 61.0, (60.0, None))
        make("P-2", 61.0)
        page = reader.get(address(study)).content.decode()
        assert "P-1" in page and "P-2" not in page and "60.0" in page

    def test_a_participant_is_found_also_without_one(self, reader: Client, study: Study, make: Make) -> None:
        session = make("P-2", 61.0)
        make("X-1", 61.0, (60.0, None))
        for wanted in ("p-2", str(session.pk)):
            page = reader.get(address(study), {"q": wanted}).content.decode()
            assert "P-2" in page and "X-1" not in page

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
    def test_a_page_that_is_none_is_the_first(
        self, reader: Client, study: Study, make: Make, page: str
    ) -> None:
        make("P-1", 61.0, (60.0, None))
        assert "P-1" in reader.get(address(study), {"page": page}).content.decode()

    def test_many_sessions_take_as_many_queries_as_one(
        self, reader: Client, study: Study, make: Make, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(7):
            make(f"P-{number}", 61.0, (60.0, None))
        with django_assert_num_queries(8):  # login, user, seat, log, policy, sessions, values, files
            reader.get(address(study))
