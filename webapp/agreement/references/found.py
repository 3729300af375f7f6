"""What was understood of a file, before it is kept. The preview carries it to the server and back, signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.core import signing
from django.utils.translation import gettext as _

from vitals.errors import ReferenceFileError
from vitals.kind import Kind
from webapp.agreement.references.limits import MOST_VALUES, PREVIEW_AGE_S
from webapp.records.models import ReferenceSeries

SOURCES = {
    "DEVICE": ReferenceSeries.Source.RATES,
    "PPG": ReferenceSeries.Source.PPG,
    "ECG": ReferenceSeries.Source.ECG,
    "BELT": ReferenceSeries.Source.BELT,
}
SALT = "reference file"


@dataclass(frozen=True, slots=True)
class Series:
    """One rate of the file, on the session's time."""

    kind: Kind
    source: str
    """A name of `vitals.references.Source`."""
    offset_s: float
    how: str
    """As `ReferenceSeries.offset_how`."""
    confidence: float | None
    values: tuple[tuple[float, float], ...]
    """Time in seconds, and rate in 1/min."""
    outside: int
    """Values that lie before or after the session, and are not kept."""

    @property
    def words(self) -> str:
        return str(SOURCES[self.source].label)

    @property
    def mean_bpm(self) -> float:
        return sum(value for _t, value in self.values) / len(self.values)


@dataclass(frozen=True, slots=True)
class File:
    """The series of one file for one session."""

    sha256: str
    device: str
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        count = sum(len(one.values) for one in self.series)
        if count > MOST_VALUES:
            text = _(
                "The file has %(count)s values for this session: give at most %(most)s, such as one a second."
            )
            raise ReferenceFileError(text % {"count": count, "most": MOST_VALUES})

    def signed(self, about: str) -> str:
        """For a hidden field; `about` says whose page it is for."""
        plain = {"sha256": self.sha256, "device": self.device, "series": [_plain(one) for one in self.series]}
        return seal(plain, about)

    @classmethod
    def of(cls, text: str, about: str) -> Self:
        """Raises ReferenceFileError for a preview that is too old, or of another page."""
        found = opened(text, about)
        series = tuple(
            Series(**(one | {"kind": Kind(one["kind"]), "values": tuple(map(tuple, one["values"]))}))
            for one in found["series"]
        )
        return cls(found["sha256"], found["device"], series)


def seal(found: dict[str, Any], about: str) -> str:
    return signing.dumps({"about": about, **found}, salt=SALT, compress=True)


def opened(text: str, about: str) -> dict[str, Any]:
    """Raises ReferenceFileError for a preview that is too old, or of another page."""
    try:
        found: dict[str, Any] = signing.loads(text, salt=SALT, max_age=PREVIEW_AGE_S)
    except signing.BadSignature as error:
        raise ReferenceFileError(_("This preview is too old: upload the file again.")) from error
    if found.get("about") != about:
        raise ReferenceFileError(_("This preview is of another page: upload the file again."))
    return found


def _plain(one: Series) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "source": one.source,
        "offset_s": one.offset_s,
        "how": one.how,
        "confidence": one.confidence,
        "values": one.values,
        "outside": one.outside,
    }
