"""A folder of trace files: the JSON of `manage.py measure`, with the truth beside the signal.

    {"rgb": {...} or "ppg": {...}, "hr": {"t", "bpm"} or a number, "ppg": {"t", "v"},
     "resp": {"peaks_s": [...]} or {"t", "v"}, "rr_bpm": a number, "subject", "activity"}

Without "subject" and "activity", the name says them: SUBJECT_ACTIVITY.json, or GROUP_NUMBER.json.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import contact, files
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Record, Stored, Truth
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, RR_MAX_BPM, RR_MIN_BPM
from vitals.traces import read_trace
from vitals.types import Float

MARKS = ("peaks_s", "breaths_ann1_s", "breath_marks_s")
"""Names that records give the times of their breaths."""
TRUTHS = ("hr", "ppg", "resp", "rr_bpm")


def records(folder: Path) -> list[Record]:
    """One per file that has a signal and a truth."""
    return [record for path in files.within(folder, "*.json", depth=1) if (record := _record(path))]


def _record(path: Path) -> Record | None:
    try:
        content = files.load_json(path)
    except DatasetError:
        content = {
            "rgb": True,
            "hr": True,
        }  # a record all the same: what is wrong is told when it is measured
    if not isinstance(content, dict) or not (content.get("rgb") or content.get("ppg")):
        return None
    if all(content.get(name) is None for name in TRUTHS):
        return None
    subject, activity = files.who_and_what(path.stem)
    return Record(
        id=path.stem,
        subject=str(content.get("subject") or subject),
        activity=str(content.get("activity") or activity),
        source=Stored(partial(read_trace, path)),
        truth=partial(_truth, path),
        files=(path,),
    )


def _truth(path: Path) -> Truth:
    content = files.load_json(path)
    try:
        return Truth(_heart(content), _breath(content))
    except (KeyError, TypeError, ValueError) as error:
        raise DatasetError(
            f"{path.name}: its truth cannot be read ({error!r}): see docs/evaluate.md"
        ) from error


def _heart(content: dict[str, Any]) -> RateTruth | None:
    """A series first; then a contact wave, unless that is the signal itself; then one number."""
    hr, ppg = content.get("hr"), content.get("ppg")
    if isinstance(hr, dict):
        return RateTruth.of_device(_column(hr, "t"), _column(hr, "bpm"), HR_MIN_BPM, HR_MAX_BPM)
    if ppg and content.get("rgb"):
        return contact.heart_rate_of_pulse(_column(ppg, "t"), _column(ppg, "v"))
    return RateTruth.of_mean(float(hr), HR_MIN_BPM, HR_MAX_BPM) if hr is not None else None


def _breath(content: dict[str, Any]) -> RateTruth | None:
    """Marked breaths first; then the belt; then one number."""
    belt, mean_bpm = content.get("resp") or {}, content.get("rr_bpm")
    marks = next((belt[name] for name in MARKS if belt.get(name)), None)
    if marks is not None:
        return RateTruth.of_events(np.array(marks, dtype=float), RR_MIN_BPM, RR_MAX_BPM)
    if belt.get("t") and belt.get("v"):
        return contact.breath_rate_of_wave(_column(belt, "t"), _column(belt, "v"))
    return RateTruth.of_mean(float(mean_bpm), RR_MIN_BPM, RR_MAX_BPM) if mean_bpm is not None else None


def _column(part: dict[str, Any], name: str) -> Float:
    return np.array([np.nan if value is None else float(value) for value in part[name]])
