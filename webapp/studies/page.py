"""Shows a page of a study: all of them have the study, the seat and the tabs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from webapp.studies.access import Seat
from webapp.studies.tabs import tabs_for


def study_page(
    request: HttpRequest, seat: Seat, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """`template` extends studies/base.html and fills its block `page`."""
    tabs = tabs_for(seat)
    above = [(address, label) for label, address in tabs if request.path.startswith(address)]
    here, name = max(above, key=lambda tab: len(tab[0]), default=("", ""))
    shown = {
        "study": seat.study,
        "seat": seat,
        "tabs": tabs,
        "tab": here,
        "tab_name": name,
        **(context or {}),
    }
    return render(request, template, shown, status=status)
