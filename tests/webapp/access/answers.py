"""From a response to what it says."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tests.webapp.access.roles import Answer, Role
from tests.webapp.access.world import World

LOGINS = ("/accounts/login/", "/admin/login/")
STATUS = {
    401: Answer.NO_CREDENTIALS,
    403: Answer.FORBIDDEN,
    404: Answer.NOTHING,
    405: Answer.NO_METHOD,
}
UNAVAILABLE = 503
Body = dict[str, object] | None


def read(response: Any) -> Answer:
    """Reads a stream to its end: what goes wrong on the way is an error, too."""
    if response.status_code >= 500 and response.status_code != UNAVAILABLE:
        return Answer.ERROR
    if response.status_code == 302 and response["Location"].startswith(LOGINS):
        return Answer.LOGIN
    if response.streaming:
        b"".join(response.streaming_content)
    return STATUS.get(response.status_code, Answer.IN)


def ask(world: World, role: Role, method: str, path: str, body: Body = None) -> tuple[Answer, str]:
    """Ask, and undo what it did. With an error of ours comes what it was."""
    with transaction.atomic():
        response = world.ask(role, method, path, body)
        found = read(response)
        transaction.set_rollback(True)
    fault = getattr(response, "exc_info", None)
    return found, f" ({fault[1]!r})" if fault else ""
