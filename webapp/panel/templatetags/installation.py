"""For the first page of the admin panel: the way to the pages of the installation."""

from __future__ import annotations

from typing import Any

from django import template

from webapp.panel.page import pages

register = template.Library()


@register.simple_tag
def installation_pages() -> list[dict[str, Any]]:
    return pages()
