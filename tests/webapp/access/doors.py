"""The doors of this house: who is let in where, and what everybody else is told."""

from __future__ import annotations

from dataclasses import dataclass

from tests.webapp.access.roles import ACCOUNTS, MEMBERS, Answer, Door, Role, door

FORBIDDEN, LOGIN, NOTHING = Answer.FORBIDDEN, Answer.LOGIN, Answer.NOTHING
NO_CREDENTIALS = Answer.NO_CREDENTIALS
R = Role

ANYBODY = door(*Role, accounts=Answer.IN, others=Answer.IN)
NOBODY = door(accounts=FORBIDDEN, others=FORBIDDEN)
ACCOUNT = door(*ACCOUNTS, accounts=Answer.IN, others=LOGIN)
OWNER = door(R.OWNER, accounts=NOTHING, others=NOTHING)
"""What was measured without an account: for the browser that did it."""
READER = door(*MEMBERS, accounts=NOTHING, others=LOGIN)
REVIEWER = door(R.REVIEWER, R.COORDINATOR, accounts=NOTHING, others=LOGIN, reader=FORBIDDEN)
COORDINATOR = door(R.COORDINATOR, accounts=NOTHING, others=LOGIN, reader=FORBIDDEN, reviewer=FORBIDDEN)
PANEL = door(R.STAFF, R.ADMINISTRATOR, accounts=LOGIN, others=LOGIN)
"""The admin panel, for staff of whatever rights."""
PANEL_RIGHT = door(R.ADMINISTRATOR, accounts=LOGIN, others=LOGIN, staff=FORBIDDEN)
"""A page of the admin panel for which one needs a right."""
INSTALLATION = door(R.ADMINISTRATOR, accounts=NOTHING, others=LOGIN, staff=FORBIDDEN)
"""Our own pages beside the panel."""
PANEL_NEVER = door(accounts=LOGIN, others=LOGIN, staff=FORBIDDEN, administrator=FORBIDDEN)
PANEL_NOTHING = door(accounts=LOGIN, others=LOGIN, staff=NOTHING, administrator=NOTHING)
PANEL_LIST = door(R.ADMINISTRATOR, accounts=LOGIN, others=LOGIN, staff=NOTHING)
PANEL_LOGOUT = door(
    accounts=Answer.IN, others=Answer.IN, staff=Answer.NO_METHOD, administrator=Answer.NO_METHOD
)
"""Leads those away who are not in the panel; those who are must press the button."""
AUTHOR = door(R.STAFF, R.ADMINISTRATOR, accounts=FORBIDDEN, others=LOGIN)
"""Who may make a study."""
PARTICIPANT = door(R.PARTICIPANT, accounts=NOTHING, others=NOTHING)
GONE = door(accounts=NOTHING, others=NOTHING)
API = door(*ACCOUNTS, R.KEY, R.OTHER_KEY, accounts=Answer.IN, others=NO_CREDENTIALS)
API_OF_A = door(*MEMBERS, R.KEY, accounts=NOTHING, others=NO_CREDENTIALS, other_key=NOTHING)
"""For members of the study and its keys."""
API_REVIEWER = API_OF_A | {R.READER: FORBIDDEN}
API_COORDINATOR = API_REVIEWER | {R.REVIEWER: FORBIDDEN}
API_OWNER = door(accounts=NOTHING, others=NO_CREDENTIALS, key=NOTHING, other_key=NOTHING)


UNSAFE = ("post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Rule:
    """The doors of one URL by method."""

    doors: dict[str, Door]
    unlogged: str = ""

    @property
    def shows_others(self) -> bool:
        """Whether members of a study see other people's data here."""
        shown = (READER, REVIEWER, COORDINATOR, API, API_OF_A, API_COORDINATOR)
        return any(self.doors.get("get") is one for one in shown)

    def at(self, method: str, role: Role) -> set[Answer]:
        """What may be answered. Where the method is not known, that may be said before or after the rest."""
        if method in self.doors:
            return {self.doors[method][role]}
        told = {one[role] for one in self.doors.values()}
        return (told - {Answer.IN}) | {Answer.NO_METHOD}


def on(unlogged: str = "", **doors: Door) -> Rule:
    return Rule(doors, unlogged)


WRITTEN_BY_US = on(get=PANEL_NEVER, post=PANEL_NEVER)
"""Rows that nobody makes, or deletes, by hand."""
READ_ONLY = on(get=PANEL_RIGHT, post=PANEL_NEVER)
