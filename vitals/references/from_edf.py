"""Rates or waves as EDF or EDF+ (edfplus.info), read with edfio. Channels are chosen by their labels."""

from __future__ import annotations

import io
from datetime import datetime

import edfio
import numpy as np

from vitals.errors import ReferenceFileError
from vitals.references.content import Content, Hints, Signal, chosen, even_times
from vitals.references.names import channel
from vitals.references.numbers import MAX_MAGNITUDE

HEADER_BYTES = 256
MAX_CHANNELS = 512
UNKNOWN, OURS = "X", "FaSeNet_Vitals"
DISCONTINUOUS = b"EDF+D"


def read(data: bytes, hints: Hints) -> Content:
    """The known channels of a recording.

    Raises:
        ReferenceFileError: It is no EDF, has gaps, or no channel is known.
    """
    _check_header(data)
    try:
        return _content(edfio.read_edf(io.BytesIO(data), header_encoding="latin-1"), hints)
    except ReferenceFileError:
        raise
    except Exception as error:  # the reader trusts the header: a damaged one raises anything
        told = " ".join(str(error).split())[:100]
        raise ReferenceFileError(f"the EDF is damaged ({told}): export it again") from error


def _content(edf: edfio.Edf, hints: Hints) -> Content:
    device = edf.recording.equipment_code
    if OURS in device:
        raise ReferenceFileError("the EDF is an export of a camera's own signals: give another device's")
    by_label = {signal.label: signal for signal in reversed(edf.signals)}
    labels = [signal.label for signal in edf.signals]
    known = {label: found for label in labels if (found := channel(label)) is not None}
    signals = []
    for label, holds in chosen(labels, known, hints).items():
        v = np.asarray(by_label[label].data, dtype=np.float64)
        v = np.where(np.abs(v) <= MAX_MAGNITUDE, v, np.nan)
        signals.append(Signal(holds, even_times(len(v), by_label[label].sampling_frequency, label), v))
    return Content(tuple(signals), _start(edf, hints), "" if device == UNKNOWN else device)


def _check_header(data: bytes) -> None:
    if len(data) < HEADER_BYTES or data[:8] != b"0       ":
        raise ReferenceFileError("the file is no EDF: export the recording as EDF or EDF+")
    if data[192:197] == DISCONTINUOUS:
        raise ReferenceFileError("the EDF has gaps (EDF+D): export it as one continuous recording")
    count = _whole(data[252:256], "number of channels")
    if not 0 < count <= MAX_CHANNELS:
        raise ReferenceFileError(f"the EDF has {count} channels: give 1 to {MAX_CHANNELS}")
    lengths = data[HEADER_BYTES + 216 * count : HEADER_BYTES + 224 * count]
    samples = sum(_whole(lengths[i : i + 8], "number of samples") for i in range(0, 8 * count, 8))
    records = _whole(data[236:244], "number of records")
    expected = HEADER_BYTES * (count + 1) + 2 * samples * records
    if records < 1 or len(data) != expected:
        raise ReferenceFileError(
            f"the EDF has {len(data)} bytes and not {expected}: it is cut; export it again"
        )


def _whole(field: bytes, what: str) -> int:
    """A number of the header, which is text; -1 for records is what a crashed recorder leaves."""
    try:
        return int(field)
    except ValueError:
        raise ReferenceFileError(f"the EDF's {what} is {field!r}: export it again") from None


def _start(edf: edfio.Edf, hints: Hints) -> datetime | None:
    """The file has no zone: the one that the person gives. None where the date was made anonymous."""
    try:
        return datetime.combine(edf.startdate, edf.starttime, hints.zone)
    except (ValueError, edfio.AnonymizedDateError):
        return None
