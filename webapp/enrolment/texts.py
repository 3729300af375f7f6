"""What a participant reads where something cannot be: one clear sentence each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from webapp.enrolment.invitations import Condition


@dataclass(frozen=True, slots=True)
class No:
    """An answer that is a refusal."""

    status: int
    text: str | Promise


UNKNOWN = No(404, _("This invitation is not known. Check that the link or the code is complete."))
TOO_MANY = No(429, _("Too many tries from here. Wait ten minutes and try again."))
NO_COOKIE = No(400, _("Your browser sent no cookie: allow cookies and open the invitation again."))
UNAVAILABLE = No(503, _("The server is not available at the moment: try again in a minute."))
SOMEBODY_ELSE = No(
    409,
    _(
        "Somebody has joined this study in this browser or account already. Use your own device, or let this "
        "one forget that person first."
    ),
)
OF_CONDITION = {
    Condition.USED: No(410, _("This invitation was used already. If it was not you, tell the study.")),
    Condition.EXPIRED: No(410, _("This invitation has expired. Ask the study for a new one.")),
    Condition.REVOKED: No(410, _("This invitation is not valid any more. Ask the study for a new one.")),
    Condition.CLOSED: No(410, _("This study is closed. Nobody can join it any more.")),
    Condition.WITHDRAWN: No(410, _("The person of this invitation has left the study.")),
}


def say(request: HttpRequest, no: No) -> HttpResponse:
    response = render(request, "enrolment/refused.html", {"text": no.text}, status=no.status)
    if no is TOO_MANY:
        response["Retry-After"] = "600"
    return response
