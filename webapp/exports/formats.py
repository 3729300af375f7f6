"""The forms in which a study can be had. `FORMATS` is the list; pages and API ask it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from webapp.exports import as_archive, as_csv, as_edf, as_fhir, as_json
from webapp.exports.selection import Selection
from webapp.exports.tables import TABLES
from webapp.records.downloads.archive import MEDIA_TYPE as ZIP

CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    """How sessions of a study become one file, a part at a time."""

    name: str
    label: str | Promise
    media_type: str
    ending: str
    """Of the file's name, with its dot."""
    write: Callable[[Selection], Generator[bytes]]


def _table(name: str, label: str | Promise) -> Format:
    return Format(f"csv-{name}", label, CSV, f"-{name}.csv", partial(as_csv.one, name))


FORMATS = {
    form.name: form
    for form in (
        Format("csv", _("Tables: all of them as CSV, in a ZIP"), ZIP, "-tables.zip", as_csv.all_of),
        Format("json", _("JSON: everything but the signals"), "application/json", ".json", as_json.write),
        Format("fhir", _("FHIR R4 bundle"), "application/fhir+json", "-fhir.json", as_fhir.write),
        Format("edf", _("EDF+: signals and rates of each session, in a ZIP"), ZIP, "-edf.zip", as_edf.write),
        Format(
            "archive",
            _("Study archive: everything, as folders with checksums, in a ZIP"),
            ZIP,
            "-archive.zip",
            as_archive.write,
        ),
        *(_table(name, _("One table: %(name)s") % {"name": name}) for name in TABLES),
    )
}


def file_name(selection: Selection, form: Format) -> str:
    """The study's name, as far as a file's name takes it."""
    return f"{slugify(selection.study.name) or 'study'}-{selection.study.pk}{form.ending}"
