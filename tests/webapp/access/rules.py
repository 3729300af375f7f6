"""Who gets in where: one line for each URL, by name. A URL without a line fails the test of the matrix.

`on(get=..., post=...)` says who may do what; a method that is not named must be answered with 405.
The first line that fits counts: `admin:*_add` stands for all names that look like it.
`unlogged` says why a page with other people's data writes nothing into the access log.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from tests.webapp.access.doors import (
    ACCOUNT,
    ANYBODY,
    API,
    API_COORDINATOR,
    API_OF_A,
    API_OWNER,
    API_REVIEWER,
    AUTHOR,
    COORDINATOR,
    GONE,
    INSTALLATION,
    LOGIN,
    OWNER,
    PANEL,
    PANEL_LIST,
    PANEL_LOGOUT,
    PANEL_NEVER,
    PANEL_NOTHING,
    PANEL_RIGHT,
    PARTICIPANT,
    READ_ONLY,
    READER,
    REVIEWER,
    WRITTEN_BY_US,
    Rule,
    on,
)
from tests.webapp.access.roles import door
from tests.webapp.access.urls import Url

WRITTEN_ELSEWHERE = (
    "accesslog", "agreement", "analysis", "annotation", "answer", "apitoken", "comment", "invitation", "job",
    "participant", "question", "reading", "reference", "referenceseries", "session", "studyconsent",
)  # fmt: skip
"""Models that the admin panel shows and nobody writes there: people do on their own pages, or we do."""
KEPT = (
    "accesslog", "agreement", "answer", "apitoken", "invitation", "job", "participant", "policy", "question",
    "study", "studyconsent",
)  # fmt: skip
"""Models whose rows the panel does not delete; of studies, those that are not empty."""

RULES: dict[str, Rule] = {
    # measuring, with a browser alone
    "index": on(get=ANYBODY),
    "sessions": on(get=ANYBODY, post=ANYBODY),
    "trend": on(get=ANYBODY),
    "session": on(get=OWNER, patch=OWNER, delete=OWNER),
    "download": on(get=OWNER),
    "references": on(post=OWNER),
    "reference": on(delete=OWNER),
    "forget": on(get=ANYBODY, post=ANYBODY),
    "set_language": on(get=ANYBODY, post=ANYBODY),
    "healthz": on(get=ANYBODY),
    # accounts
    "my_data": on(get=ANYBODY),
    "login": on(get=ANYBODY, post=ANYBODY),
    "login_code": on(get=door(accounts=LOGIN, others=LOGIN), post=door(accounts=LOGIN, others=LOGIN)),
    "logout": on(post=ANYBODY),
    "register": on(get=ANYBODY, post=ANYBODY),
    "claim": on(post=ACCOUNT),
    "export": on(get=ANYBODY),
    "delete_account": on(get=ACCOUNT, post=ACCOUNT),
    "second_factor": on(get=ACCOUNT),
    "second_factor_*": on(get=ACCOUNT, post=ACCOUNT),
    "password_change": on(get=ACCOUNT, post=ACCOUNT),
    "password_ask": on(get=ANYBODY, post=ANYBODY),
    "password_choose": on(get=ANYBODY, post=ANYBODY),
    "password_sent": on(get=ANYBODY),
    "password_done": on(get=ANYBODY),
    # studies
    "studies:list": on(get=ACCOUNT),
    "studies:study": on(get=READER),
    "studies:new": on(get=AUTHOR, post=AUTHOR),
    "studies:settings": on(get=COORDINATOR, post=COORDINATOR),
    "studies:questions": on("no data of a person", get=COORDINATOR, post=COORDINATOR),
    "studies:question": on(post=COORDINATOR),
    "studies:consents": on("no data of a person", get=COORDINATOR, post=COORDINATOR),
    "studies:members": on("colleagues, no data of a participant", get=COORDINATOR, post=COORDINATOR),
    "studies:member": on(post=COORDINATOR),
    "studies:participants": on(get=READER),
    "studies:participants_add": on(post=COORDINATOR),
    "studies:participant": on(get=READER, post=COORDINATOR),
    "studies:withdraw": on(post=COORDINATOR),
    "studies:invite": on(post=COORDINATOR),
    "studies:revoke": on(post=COORDINATOR),
    # joining a study, and taking part
    "enrolment:code": on(get=ANYBODY, post=GONE),  # an empty code is nobody's
    "enrolment:join": on(get=ANYBODY, post=ANYBODY),
    "enrolment:study": on(get=PARTICIPANT),
    "enrolment:agree": on(post=PARTICIPANT),
    "enrolment:measure": on(get=PARTICIPANT),
    "enrolment:sessions": on(post=PARTICIPANT),
    "enrolment:session": on(get=PARTICIPANT, post=PARTICIPANT),
    "enrolment:leave": on(get=PARTICIPANT, post=PARTICIPANT),
    # reviewing sessions
    "review:list": on(get=READER),
    "review:session": on(get=READER),
    "review:series": on(get=READER),
    "review:waves": on(get=READER),
    "review:methods": on(get=READER),
    "review:annotate": on(post=REVIEWER),
    # the one of the world is the coordinator's: a reviewer changes only the own ones
    "review:annotation": on(get=COORDINATOR, post=COORDINATOR),
    "review:unannotate": on(post=COORDINATOR),
    "review:comment": on(post=REVIEWER),
    "review:reading": on(post=REVIEWER),
    "review:analyse": on(post=REVIEWER),
    # exports and keys
    "exports:page": on("what can be exported, no data of a person", get=COORDINATOR),
    "exports:file": on(get=COORDINATOR),
    "exports:keys": on("names of keys, no data of a person", get=COORDINATOR, post=COORDINATOR),
    "exports:revoke": on(post=COORDINATOR),
    # references, and agreement with them
    "agreement:agreement": on(get=READER),
    "agreement:pairs": on(get=COORDINATOR),
    "agreement:references": on(get=READER),
    "agreement:session": on(get=READER),
    "agreement:*": on(post=REVIEWER),
    # analyses
    "jobs:list": on(get=READER),
    "jobs:progress": on("how far jobs are, no data of a person", get=READER),
    "jobs:start": on(post=REVIEWER),
    "jobs:cancel": on(post=REVIEWER),
    "jobs:again": on(post=REVIEWER),
    # the API
    "api-1:api-root": on(get=GONE),
    "api-1:openapi-*": on(get=ANYBODY, post=ANYBODY),
    "no_such_address": on(get=GONE, post=GONE),
    "api-1:list_sessions": on(get=API),
    "api-1:show_session": on(get=API_OF_A),
    "api-1:delete_session": on(delete=API_OWNER),
    "api-1:list_studies": on("names of the own studies, no data of a person", get=API),
    "api-1:list_formats": on("what can be exported, no data of a person", get=API_OF_A),
    "api-1:export_study": on(get=API_COORDINATOR),
    "api-1:start_analysis": on(post=API_REVIEWER),
    "api-1:add_references": on(post=API_REVIEWER),
    "api-1:list_*": on(get=API_OF_A),
    "api-1:show_*": on(get=API_OF_A),
    # the admin panel
    "admin_login": on(get=door(accounts=LOGIN, others=LOGIN)),
    "admin:login": on(),  # never reached: ours comes before it
    "admin:logout": on(get=PANEL_LOGOUT, post=ANYBODY),
    "admin:index": on(get=PANEL, post=PANEL),
    "admin:jsi18n": on(get=PANEL),
    "admin:password_change_done": on(get=PANEL),
    "admin:password_change": on(get=PANEL, post=PANEL),
    "admin:autocomplete": on(get=PANEL_NEVER),
    "admin:app_list": on(get=PANEL_LIST, post=PANEL_LIST),
    "admin:view_on_site": on(get=PANEL_NOTHING, post=PANEL_NOTHING),
    "admin:unnamed_object_id": on(get=PANEL, post=PANEL),  # leads to the page of the object
    "admin:unnamed_url": on(get=PANEL_NOTHING, post=PANEL_NOTHING),
    "panel:retry": on(post=INSTALLATION),
    "panel:activate": on(post=INSTALLATION),
    "panel:run_retention": on(post=INSTALLATION),
    "panel:*": on(get=INSTALLATION),
    "admin:records_policy_changelist": on("leads to the one row", get=PANEL_RIGHT, post=PANEL_RIGHT),
    "admin:records_accesslog_csv": on(get=PANEL_RIGHT, post=PANEL_RIGHT),
    "admin:axes_*_add": WRITTEN_BY_US,
    **{f"admin:records_{model}_add": WRITTEN_BY_US for model in (*WRITTEN_ELSEWHERE, "policy")},
    **{f"admin:records_{model}_change": READ_ONLY for model in WRITTEN_ELSEWHERE},
    **{f"admin:records_{model}_delete": WRITTEN_BY_US for model in KEPT},
    "admin:*_changelist": on(get=PANEL_RIGHT, post=PANEL_RIGHT),
    "admin:*_add": on(get=PANEL_RIGHT, post=PANEL_RIGHT),
    "admin:*_change": on(get=PANEL_RIGHT, post=PANEL_RIGHT),
    "admin:*_delete": on(get=PANEL_RIGHT, post=PANEL_RIGHT),
    "admin:*_history": on(get=PANEL_RIGHT, post=PANEL_RIGHT),
}


def line_for(name: str) -> tuple[str, Rule] | None:
    """The line that counts for this name."""
    return next(((key, rule) for key, rule in RULES.items() if fnmatchcase(name, key)), None)


def rule_of(url: Url) -> Rule:
    """What counts at a URL: one with several names (an operation of the API each) has the doors of all."""
    lines = {name: line_for(name) for name in url.names}
    missing = [name for name, line in lines.items() if line is None]
    assert not missing, f"{missing[0]} ({url.route}) has no rule: add a line to RULES in {__file__}"
    rules = [line[1] for line in lines.values() if line]
    doors = {method: one for rule in rules for method, one in rule.doors.items()}
    return Rule(doors, " ".join(rule.unlogged for rule in rules if rule.unlogged))
