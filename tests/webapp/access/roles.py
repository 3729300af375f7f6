"""Who asks, and what they may be told."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """Everybody who could come to a URL. `A` is the study whose things the URLs name, `B` another one."""

    ANONYMOUS = "no cookie"
    VISITOR = "a browser"
    OWNER = "the browser that made the own measurement"
    PATIENT = "an account of nobody in particular"
    PARTICIPANT = "the browser of a participant of A"
    READER = "reader of A"
    REVIEWER = "reviewer of A"
    COORDINATOR = "coordinator of A"
    OTHER = "coordinator of B"
    STAFF = "staff of the panel without rights or study"
    ADMINISTRATOR = "superuser without study"
    KEY = "key of A"
    OTHER_KEY = "key of B"
    OLD_KEY = "expired key of A"


MEMBERS = (Role.READER, Role.REVIEWER, Role.COORDINATOR)
ACCOUNTS = (Role.PATIENT, *MEMBERS, Role.OTHER, Role.STAFF, Role.ADMINISTRATOR)
KEYS = (Role.KEY, Role.OTHER_KEY, Role.OLD_KEY)


class Answer(Enum):
    """What came of a request."""

    IN = "let in"  # also to be told what is wrong with what was sent
    LOGIN = "sent to the login"
    NO_CREDENTIALS = "401"
    FORBIDDEN = "403"
    NOTHING = "404"
    NO_METHOD = "405"
    ERROR = "an error of ours"


Door = dict[Role, Answer]
"""What each role is told at one URL with one method."""


def door(*let_in: Role, accounts: Answer, others: Answer, **more: Answer) -> Door:
    """Those let in; what other accounts, and what people and programs without one are told.

    `more` names single roles in lower case.
    """
    told = {role: accounts if role in ACCOUNTS else others for role in Role}
    told |= dict.fromkeys(let_in, Answer.IN)
    return told | {Role[name.upper()]: answer for name, answer in more.items()}
