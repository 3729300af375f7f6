"""What may stand in the log."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from django.urls import ResolverMatch

BASE = Path(__file__).resolve().parents[1]
INTERNAL_SERVER_ERROR = 500
MAIL = "django.contrib.auth"  # it logs one thing only: a mail that could not be sent


class OurFault(logging.Filter):
    """Of Django's lines about requests, only those about our own errors.

    The others (a stranger's 404, a wrong host name's 400, a full server's 503) are answers, and their paths
    hold session ids. Lines that are about no request pass; what they would tell of a person is taken out.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", INTERNAL_SERVER_ERROR) != INTERNAL_SERVER_ERROR:
            return False
        if record.name == MAIL and record.exc_info:
            _name_kind(record, record.exc_info[0])
        elif request := getattr(record, "request", None):
            _name_route(record, getattr(request, "resolver_match", None))
        return True


def _name_route(record: logging.LogRecord, found: ResolverMatch | None) -> None:
    """In place of the path: that one holds ids of sessions, and links to a new password."""
    record.msg, record.args = "Internal Server Error: /%s", (found.route if found else "?",)


def _name_kind(record: logging.LogRecord, kind: type[BaseException] | None) -> None:
    """In place of what the mail server said: that is often the person's address."""
    record.msg = "A mail with a link to a new password was not sent (%s): check the EMAIL_ settings"
    record.args, record.exc_info, record.exc_text = (kind.__name__ if kind else "?",), None, None


def place_of(error: BaseException) -> str:
    """Kind and place of an error without its words, which may name a person: what a log line may hold."""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [step for step in steps if step.filename.startswith(str(BASE))]
    at = (ours or steps)[-1:]
    return type(error).__name__ + "".join(f" in {_short(step.filename)}, line {step.lineno}" for step in at)


def _short(filename: str) -> str:
    return filename.removeprefix(f"{BASE}/")
