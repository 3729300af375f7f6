"""The strings for people that our sources hold, and the file with their German.

Babel reads the sources, so that no gettext tools are needed. The compiled file is committed beside the other:
a start needs no compiler, and a test says when the two differ.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from vitals.withheld import Withheld

ROOT = Path(__file__).parents[2]
PO = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
WIDTH = 110
ENGLISH_ONLY = ("agreement", "api", "exports", "jobs", "panel", "review", "studies")
"""Apps of coordinators and administrators: marked for translation, not translated yet."""


def sources() -> Catalog:
    """Every string of Python files, templates, and the advice of `vitals`, which knows nothing of Django."""
    found = Catalog(locale="de", domain="django", charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "webapp").rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not _is_left_out(path):
            for line, message, comments, context in _strings(path):
                where = [(str(path.relative_to(ROOT)), line)]
                found.add(message, locations=where, auto_comments=comments, context=context)
    for code in Withheld:
        found.add(code.advice, locations=[("vitals/withheld.py", 0)])
    return found


def german() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="de", domain="django", abort_invalid=True)


def compiled() -> bytes:
    """What the compiled file must be."""
    body = io.BytesIO()
    write_mo(body, german())
    return body.getvalue()


def update() -> None:
    """New strings come in empty, old ones go, and the compiled file is made anew."""
    catalog = german()
    catalog.update(sources(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalog, width=WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    MO.write_bytes(compiled())


def _is_left_out(path: Path) -> bool:
    parts = path.relative_to(ROOT / "webapp").parts
    return "migrations" in parts or parts[0] in ENGLISH_ONLY


def _strings(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text)
    yield from extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)
