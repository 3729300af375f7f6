"""The tabs above every page of a study: one line for each, in the order shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from webapp.records.models import Membership
from webapp.studies.access import Seat

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Tab:
    label: str | Promise
    view: str
    """Name of a URL that takes the study's number only."""
    least: Membership.Role = Role.READER


TABS = (
    Tab(_("Overview"), "studies:study"),
    Tab(_("Participants"), "studies:participants"),
    Tab(_("Sessions"), "review:list"),
    Tab(_("Analyses"), "jobs:list"),
    Tab(_("Agreement"), "agreement:agreement"),
    Tab(_("Exports"), "exports:page", Role.COORDINATOR),
    Tab(_("Settings"), "studies:settings", Role.COORDINATOR),
)


def tabs_for(seat: Seat) -> list[tuple[str | Promise, str]]:
    """Label and address of each tab that the member may open."""
    return [(tab.label, reverse(tab.view, args=[seat.study.pk])) for tab in TABS if seat.reaches(tab.least)]
