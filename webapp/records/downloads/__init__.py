"""One session as a file, one module per format. `FORMATS` is the list; the rest of the server asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.records.downloads import as_csv, as_fhir, as_json, as_pdf, as_signals
from webapp.records.models import Session, Trace


@dataclass(frozen=True, slots=True)
class Format:
    """How one session becomes one file."""

    name: str
    """In the address: `/sessions/<id>/download/<name>`."""
    media_type: str
    ending: str
    """Of the file's name, with its dot."""
    write: Callable[[Session], bytes]
    needs_signals: bool = False


FORMATS = {
    form.name: form
    for form in (
        Format("csv", "text/csv; charset=utf-8", ".csv", as_csv.write),
        Format("signals", "text/csv; charset=utf-8", "-signals.csv", as_signals.write, needs_signals=True),
        Format("json", "application/json", ".json", as_json.write),
        Format("fhir", "application/fhir+json", "-fhir.json", as_fhir.write),
        Format("pdf", "application/pdf", ".pdf", as_pdf.write),
    )
}


def available(session: Session) -> list[Format]:
    """Formats that this session can be had in; without stored signals there is no file of them."""
    stored = Trace.objects.filter(session=session).exists()
    return [form for form in FORMATS.values() if stored or not form.needs_signals]


def file_name(session: Session, form: Format) -> str:
    """Tells two measurements apart, and says nothing about the person."""
    return f"fasenet-vitals-{session.started_at:%Y-%m-%d}-{session.pk.hex[:8]}{form.ending}"
