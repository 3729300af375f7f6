"""A study archive of this program (docs/archive.md), measured again against its references.

    dataset_description.json, sub-*/ses-*/*_trace.npz, *_references.tsv, ...

Sessions without signals or without a reference are left out, and so are those that are excluded.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from vitals.agreement import Compared, ReferenceValue, reference_bpm
from vitals.agreement.pairing import MIN_TIMED
from vitals.archive import StoredSession, is_archive, open_archive
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Record, Stored, Truth
from vitals.kind import Kind
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, RR_MAX_BPM, RR_MIN_BPM
from vitals.traces import TraceFile

ACTIVITY = "activity"
"""Name of the group that a report is divided by."""
LIMITS_BPM = {
    Kind.HEART_RATE: (HR_MIN_BPM, HR_MAX_BPM),
    Kind.RESPIRATORY_RATE: (RR_MIN_BPM, RR_MAX_BPM),
}


def records(folder: Path) -> list[Record]:
    """One per session that can be judged; none where the folder is no archive.

    Raises:
        ArchiveError: It is one, and damaged.
    """
    if not is_archive(folder):
        return []
    return [record for session in open_archive(folder).sessions if (record := _record(session))]


def _record(session: StoredSession) -> Record | None:
    of = session.compared
    if of.excluded or session.trace_path is None or not of.references:
        return None
    return Record(
        id=session.name,
        subject=of.subject,
        activity=of.groups.get(ACTIVITY) or "all",
        source=Stored(partial(_read, session)),
        truth=partial(_truth, of),
        files=tuple(session.files.folder / path for path in session.files.checksums),
    )


def _read(session: StoredSession) -> TraceFile:
    return TraceFile(session.trace(), contact=False)


def _truth(of: Compared) -> Truth:
    return Truth(_rate(of, Kind.HEART_RATE), _rate(of, Kind.RESPIRATORY_RATE))


def _rate(of: Compared, kind: Kind) -> RateTruth | None:
    """The series where there is one, else the value of the whole session."""
    timed = [r for r in of.references if r.kind is kind and r.t_s is not None]
    if len(timed) >= MIN_TIMED:
        return _series(of, timed, *LIMITS_BPM[kind])
    whole = reference_bpm(of.references, kind, of.duration_s)
    return None if whole is None else RateTruth.of_mean(whole, *LIMITS_BPM[kind])


def _series(of: Compared, timed: list[ReferenceValue], low_bpm: float, high_bpm: float) -> RateTruth:
    """What lies in an excluded span is silence."""
    t_s, value_bpm = np.array(sorted((r.t_s, r.value_bpm) for r in timed), dtype=float).T
    for start_s, end_s in of.excluded_spans:
        value_bpm[(t_s > start_s) & (t_s < end_s)] = np.nan
    return RateTruth.of_device(t_s, value_bpm, low_bpm, high_bpm)
