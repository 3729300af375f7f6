"""A session -> the bytes of an EDF+ file (edfplus.info), written with edfio.

The patient field holds the pseudonym and nothing else. Times are UTC. 16 bits resolve a 65 535th of a
channel's range: 0.004 grey levels, 0.0003 standard deviations of the pulse wave, 0.005 /min of a heart rate.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

import numpy as np
from edfio import Edf, EdfAnnotation, Patient
from edfio import Recording as Header

from vitals.edf.channels import channels
from vitals.errors import MethodError, TraceError
from vitals.limits import MAX_RECORD_S
from vitals.pulse import CONTACT, DEFAULT_METHOD, check
from vitals.review.stretches import from_zero
from vitals.types import ROW_LENGTH, Estimate, Rate, Trace

EQUIPMENT = "FaSeNet_Vitals"
CODE_LENGTH = 50  # letters that the patient field has room for
TICK_S = 1 / 64
"""Start and annotations stand on this grid: its sums are exact, so that each has few digits in the file.
Longer ones, such as 1.1179999999999999, make EDFlib refuse it."""
TEXT_LENGTH = 200  # letters of an annotation
FIRST_DATE, LAST_DATE = datetime(1985, 1, 1, tzinfo=UTC), datetime(2085, 1, 1, tzinfo=UTC)
"""What the two digits of an EDF's year can say."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that somebody has marked. Seconds from the first frame."""

    start_s: float
    end_s: float
    text: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """What goes into one file. All times in seconds from the first frame, but those of the trace."""

    pseudonym: str
    started_at: datetime
    """Of the first frame, with its zone."""
    method: str
    """Of the pulse wave; empty, where nothing was measured: the default one."""
    trace: Trace | None
    """In whatever time it was captured; None where no signals are stored."""
    estimates: Sequence[Estimate]
    spans: Sequence[Span] = ()


def write(recording: Recording) -> bytes:
    """The file.

    Raises:
        TraceError: There is nothing in it, it is longer than `MAX_RECORD_S`, or its date is none of EDF's.
        MethodError: The method is not known here, or needs second moments that the trace has not.
    """
    trace = from_zero(recording.trace or Trace.from_rows(np.empty((0, ROW_LENGTH))))
    method = recording.method or DEFAULT_METHOD
    try:
        if method != CONTACT:
            check(method)
    except ValueError as error:
        raise MethodError(f"the pulse wave cannot be made again: {error}") from error
    seconds = _seconds(trace, recording.estimates)
    start = _start(recording.started_at)
    edf = Edf(
        list(channels(trace, recording.estimates, method, seconds)),
        patient=Patient(code=_word(recording.pseudonym)),
        recording=Header(startdate=start.date(), equipment_code=EQUIPMENT, additional=("UTC",)),
        starttime=start.time(),
        data_record_duration=1,
        annotations=sorted(_annotations(recording, seconds)),
    )
    file = io.BytesIO()
    edf.write(file)
    return file.getvalue()


def _seconds(trace: Trace, estimates: Sequence[Estimate]) -> int:
    """Whole seconds that hold all of it."""
    ends = [*trace.t_s[-1:].tolist(), *(e.t_s for e in estimates[-1:])]
    if not ends:
        raise TraceError("the session has neither signals nor estimates: there is nothing to write")
    if not 0 <= max(ends) <= MAX_RECORD_S:
        raise TraceError(f"the session lasts {max(ends):.0f} s: at most {MAX_RECORD_S:.0f} s fit")
    return int(max(ends)) + 1


def _start(started_at: datetime) -> datetime:
    if started_at.tzinfo is None:
        raise TraceError(f"the start {started_at.isoformat()} has no time zone: give one")
    start = started_at.astimezone(UTC)
    start = start.replace(microsecond=round(start.microsecond / 1e6 // TICK_S * TICK_S * 1e6))
    if not FIRST_DATE <= start < LAST_DATE:
        raise TraceError(f"the session began in {start.year}: EDF knows the years 1985 to 2084")
    return start


def _word(text: str) -> str:
    """As a field of EDF takes it: ASCII without spaces. Letters with marks lose them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^!-~]+", "_", plain.strip())[:CODE_LENGTH] or "X"


def _annotations(recording: Recording, seconds: int) -> Iterator[EdfAnnotation]:
    """Marked spans, and for each rate the stretches in which it was withheld."""
    for span in recording.spans:
        words = f"{'excluded: ' if span.excluded else ''}{_line(span.text)}"
        start_s, end_s = np.clip((span.start_s, span.end_s), 0, seconds)
        yield _annotation(start_s, max(start_s, end_s), words)
    for name, rates in (
        ("HR", [(e.t_s, e.heart_rate) for e in recording.estimates]),
        ("RR", [(e.t_s, e.respiratory_rate) for e in recording.estimates]),
    ):
        yield from _withheld(name, rates)


def _withheld(name: str, rates: list[tuple[float, Rate]]) -> Iterator[EdfAnnotation]:
    """One for each run of one reason."""
    for reason, run in groupby(rates, key=lambda row: row[1].withheld):
        times = [t_s for t_s, _ in run]
        if reason is not None:
            yield _annotation(times[0], times[-1] + 1.0, f"{name} withheld: {reason.value}")


def _annotation(start_s: float, end_s: float, text: str) -> EdfAnnotation:
    start_s, end_s = (round(t_s / TICK_S) * TICK_S for t_s in (start_s, end_s))
    return EdfAnnotation(start_s, end_s - start_s, text[:TEXT_LENGTH])


def _line(text: str) -> str:
    """Control characters divide annotations."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
