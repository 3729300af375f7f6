"""What kind of file it is: judged by its content, not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _

from vitals.errors import ReferenceFileError
from webapp.agreement.references.limits import MIB
from webapp.records.models import Policy

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

ENDINGS = ".csv,.txt,.tsv,.json,.edf"
"""Which the browser offers first; they decide nothing."""
EDF_START = b"0       "
"""The version field of EDF and EDF+."""
ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
LOOKED_AT = 4096  # bytes


def limit(form: forms.Form) -> None:
    """Write into the field `file` how large one may be: its page says so before it is sent."""
    most_mib = Policy.current().max_upload_mib
    text = _("Give at most %(most)s MiB, the part of one session.") % {"most": most_mib}
    attributes = {"accept": ENDINGS, "data-most-mib": most_mib, "data-too-large": text}
    form.fields["file"].widget.attrs.update(attributes)


def bytes_of(file: UploadedFile[bytes]) -> bytes:
    """All of it. Raises ReferenceFileError where it is larger than this installation takes, or empty."""
    most_mib = Policy.current().max_upload_mib
    if (file.size or 0) > most_mib * MIB:
        size = (file.size or 0) / MIB
        text = _("The file has %(size).1f MiB: give at most %(most)s MiB, the part of one session.")
        raise ReferenceFileError(text % {"size": size, "most": most_mib})
    data: bytes = file.read()
    if not data.strip():
        raise ReferenceFileError(_("The file is empty: export it again."))
    return data


def ending(data: bytes) -> str:
    """The ending that `vitals.references` knows this content by. Raises ReferenceFileError for others."""
    start = data[:LOOKED_AT]
    if start.startswith(EDF_START):
        return ".edf"
    if start.startswith(ARCHIVES):
        raise ReferenceFileError(
            _("This is a workbook or an archive: save the table as CSV, and upload that.")
        )
    if b"\x00" in start and not start.startswith(UTF16):
        raise ReferenceFileError(_("This is neither text nor EDF: upload a CSV, JSON or EDF file."))
    return ".json" if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) else ".csv"
