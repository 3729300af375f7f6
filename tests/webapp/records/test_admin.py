"""The admin panel: open to staff, and what was measured cannot be edited there."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Annotation, ApiToken, Participant, Session, Study

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label == "records"]


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_can_be_opened_by_staff_only(model: type, staff: Client, stranger: Client) -> None:
    path = reverse(f"admin:records_{model._meta.model_name}_changelist")  # type: ignore[attr-defined]
    assert staff.get(path, follow=True).status_code == 200
    assert stranger.get(path).status_code == 302


def test_an_account_that_is_no_staff_is_kept_out(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    assert client.get("/admin/").status_code == 302


def test_a_session_is_shown_but_not_edited(staff: Client) -> None:
    session = make_session(hr_bpm=61.0, hr_withheld=None)
    path = reverse("admin:records_session_change", args=[session.pk])
    page = staff.get(path)
    assert page.status_code == 200 and 'name="hr_bpm"' not in page.content.decode()
    assert staff.post(path, {"hr_bpm": 99}).status_code == 403
    assert Session.objects.get().hr_bpm == 61.0


def test_a_persons_note_is_not_shown(staff: Client) -> None:
    session = make_session(note="after the quarrel")
    page = staff.get(reverse("admin:records_session_change", args=[session.pk])).content.decode()
    assert "quarrel" not in page


def test_no_session_is_made_by_hand(staff: Client) -> None:
    assert staff.get(reverse("admin:records_session_add")).status_code == 403


@pytest.mark.parametrize("action", ["change", "delete"])
def test_the_access_log_cannot_be_changed(staff: Client, action: str) -> None:
    row = AccessLog.objects.create(action="view", target="study:1")
    answer = staff.post(
        reverse(f"admin:records_accesslog_{action}", args=[row.pk]), {"post": "yes", "target": "x"}
    )
    assert answer.status_code == 403
    assert AccessLog.objects.get().target == "study:1"


def newest() -> AccessLog:
    return AccessLog.objects.order_by("-id")[0]


def test_who_looks_at_a_session_is_in_the_log(staff: Client, study: Study) -> None:
    session = make_session(study=study)
    staff.get(reverse("admin:records_session_change", args=[session.pk]))
    entry = newest()
    assert (entry.action, entry.target, entry.study) == ("view", f"session:{session.pk}", study)
    staff.get(reverse("admin:records_session_changelist"))
    assert (newest().action, newest().target) == ("view", "admin:session")


def test_a_change_is_in_the_log_with_the_names_of_the_fields(staff: Client, study: Study) -> None:
    none = {f"memberships-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    form = {"name": "Sleep at home", "state": "closed", "withdrawal": "delete", "retention_days": 30, **none}
    answer = staff.post(reverse("admin:records_study_change", args=[study.pk]), form)
    assert answer.status_code == 302
    assert (newest().action, newest().study) == ("change", study)
    assert newest().detail == "in the admin panel: Name, State, Retention days"


def test_a_change_of_a_study_is_a_new_version_of_it(staff: Client, study: Study) -> None:
    none = {f"memberships-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    form = {"name": "Sleep", "state": "open", "withdrawal": "keep", **none}
    staff.post(reverse("admin:records_study_change", args=[study.pk]), form)
    study.refresh_from_db()
    assert (study.withdrawal, study.version) == ("keep", 1)


@pytest.mark.usefixtures("redis_at")
def test_sessions_that_are_deleted_together_are_in_the_log_one_by_one(staff: Client) -> None:
    pks = [make_session().pk for _ in range(2)]
    body = {"action": "delete_selected", "_selected_action": pks, "post": "yes"}
    staff.post(reverse("admin:records_session_changelist"), body)
    deleted = AccessLog.objects.filter(action="delete").values_list("target", flat=True)
    assert set(deleted) == {f"session:{pk}" for pk in pks} and not Session.objects.exists()


@pytest.mark.usefixtures("no_redis")
def test_without_redis_no_session_is_deleted(staff: Client) -> None:
    session = make_session()
    path = reverse("admin:records_session_delete", args=[session.pk])
    page = staff.post(path, {"post": "yes"}, follow=True).content.decode()
    assert Session.objects.exists() and "nothing was deleted" in page


def test_a_session_is_found_by_its_id_and_by_the_pseudonym(staff: Client, study: Study) -> None:
    person = Participant.objects.create(study=study, pseudonym="P-07")
    session = make_session(study=study, participant=person)
    make_session(source="sample")
    path = reverse("admin:records_session_changelist")
    for words in (str(session.pk), "P-07"):
        page = staff.get(path, {"q": words}).content.decode()
        assert "1 session" in page


def test_sessions_are_filtered_by_the_reason_for_there_being_no_number(staff: Client) -> None:
    make_session(hr_withheld="motion")
    make_session(hr_bpm=61.4, hr_withheld=None)
    path = reverse("admin:records_session_changelist")
    page = staff.get(path, {"hr_withheld": "motion"}).content.decode()
    assert "1 session" in page and "– (motion)" in page
    assert staff.get(path, {"rr_withheld": "motion"}).content.decode().count("field-heart_rate") == 0


def test_remarks_are_filtered_by_study(staff: Client, study: Study) -> None:
    Annotation.objects.create(session=make_session(study=study), text="cough")
    Annotation.objects.create(session=make_session(), text="sneeze")
    path = reverse("admin:records_annotation_changelist")
    page = staff.get(path, {"study": study.pk}).content.decode()
    assert "cough" in page and "sneeze" not in page


def test_a_filter_that_is_not_offered_finds_nothing(staff: Client, study: Study) -> None:
    Annotation.objects.create(session=make_session(study=study), text="cough")
    page = staff.get(reverse("admin:records_annotation_changelist"), {"study": "9" * 30}).content.decode()
    assert "cough" not in page


def test_a_study_with_sessions_is_not_deleted(staff: Client, study: Study) -> None:
    make_session(study=study)
    assert (
        staff.post(reverse("admin:records_study_delete", args=[study.pk]), {"post": "yes"}).status_code == 403
    )


def test_the_policy_is_one_row(staff: Client) -> None:
    answer = staff.get(reverse("admin:records_policy_changelist"))
    assert answer["Location"] == "/admin/records/policy/1/change/"
    assert staff.get(reverse("admin:records_policy_add")).status_code == 403


def test_keys_are_ended_with_a_line_in_the_log(staff: Client, study: Study) -> None:
    token = ApiToken.objects.create(study=study, name="notebook", key_hash="k", expires_at=timezone.now())
    body = {"action": "revoke", "_selected_action": [token.pk]}
    staff.post(reverse("admin:records_apitoken_changelist"), body)
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert AccessLog.objects.filter(target=f"token:{token.pk}", action="change", study=study).exists()


def test_the_log_is_taken_away_as_filtered_and_that_is_in_the_log(staff: Client, study: Study) -> None:
    AccessLog.objects.create(action="export", target="=1+1", study=study)
    AccessLog.objects.create(action="view", target="study:7")
    answer = staff.get(reverse("admin:records_accesslog_csv"), {"action__exact": "export"})
    lines = answer.getvalue().decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "at,user,action,target,study,detail"
    assert any(",'=1+1,Sleep," in line for line in lines) and "study:7" not in "".join(lines)
    assert (newest().action, newest().target) == ("export", "admin:accesslog")
    assert newest().detail == "as CSV: action__exact=export"


@pytest.mark.parametrize(
    "filters",
    [{"action__exact": "view"}, {"user__id__exact": 1}, {"study__id__exact": 1}, {"at__year": 2026}],
)
def test_the_log_is_filtered(staff: Client, study: Study, filters: dict[str, object]) -> None:
    assert staff.get(reverse("admin:records_accesslog_changelist"), filters).status_code == 200


def test_staff_without_the_right_get_no_log(client: Client) -> None:
    client.force_login(User.objects.create_user("helper", is_staff=True))
    assert client.get(reverse("admin:records_accesslog_csv")).status_code == 403


def test_a_list_needs_no_more_queries_for_more_rows(
    staff: Client, study: Study, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for i in range(20):
        person = Participant.objects.create(study=study, pseudonym=f"P-{i}")
        make_session(study=study, participant=person)
    with django_assert_max_num_queries(12):
        staff.get(reverse("admin:records_session_changelist"))


def test_a_change_of_an_account_is_in_the_log(staff: Client) -> None:
    staff.post(
        reverse("admin:auth_user_add"),
        {"username": "anna", "password1": "three good batteries", "password2": "three good batteries"},
    )
    anna = User.objects.get(username="anna")
    assert AccessLog.objects.filter(target=f"user:{anna.pk}", action="change").exists()
