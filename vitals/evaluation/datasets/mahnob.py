"""MAHNOB-HCI (Soleymani et al. 2012, doi:10.1109/T-AFFC.2011.25).

    Sessions/2/session.xml, *.bdf, *C1*.avi      61 fps; ECG "EXG1".."EXG3", "Resp", "Status", 256 Hz

The sensors run from 30 s before the stimulus to 30 s after it; "Status" is first set when the stimulus,
and the colour video of camera 1, begins (as bob.db.hci_tagging reads it).
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path

import numpy as np

from vitals.errors import DatasetError
from vitals.evaluation.datasets import contact, files, frames
from vitals.evaluation.datasets.record import Pictures, Record, Truth
from vitals.types import Float

ECG = ("EXG2", "EXG1", "EXG3")
"""The first that a file has."""
BREATH, STATUS = "Resp", "Status"


def records(folder: Path) -> list[Record]:
    """One per session that has both a colour video and sensors."""
    return [
        record for session in files.within(folder, "session.xml") if (record := _record(session)) is not None
    ]


def _record(session: Path) -> Record | None:
    sensors = sorted(session.parent.glob("*.bdf"))
    videos = [path for path in sorted(session.parent.glob("*.avi")) if "C1" in path.name]
    if not sensors or not videos:
        return None
    subject, activity = _who_and_what(session)
    return Record(
        id=session.parent.name,
        subject=subject,
        activity=activity,
        source=Pictures(partial(frames.of_video, videos[0])),
        truth=partial(_truth, sensors[0]),
        files=(videos[0], sensors[0], session),
    )


def _who_and_what(session: Path) -> tuple[str, str]:
    """A damaged description costs the names, not the record."""
    try:
        root = ElementTree.parse(session).getroot()
    except ElementTree.ParseError:
        return session.parent.name, "unknown"
    subject = root.find("subject")
    name = session.parent.name if subject is None else subject.get("id", session.parent.name)
    return name, root.get("experimentType") or "emotion"


def _truth(path: Path) -> Truth:
    signals = files.bdf_signals(path, (*ECG, BREATH, STATUS))
    ecg = next((signals[name] for name in ECG if name in signals), None)
    if ecg is None:
        raise DatasetError(f"{path} has none of the ECG channels {', '.join(ECG)}: it is no record of MAHNOB")
    start_s = _start_s(signals.get(STATUS))
    breath = signals.get(BREATH)
    return Truth(
        contact.heart_rate_of_ecg(_times(ecg) - start_s, ecg[0]),
        None if breath is None else contact.breath_rate_of_wave(_times(breath) - start_s, breath[0]),
    )


def _start_s(status: tuple[Float, float] | None) -> float:
    """When the status is first set; the beginning if it never is."""
    if status is None:
        return 0.0
    values, fs_hz = status
    raised = np.flatnonzero(np.round(values) > np.round(values.min()))
    return float(raised[0] / fs_hz) if len(raised) else 0.0


def _times(signal: tuple[Float, float]) -> Float:
    values, fs_hz = signal
    return np.asarray(np.arange(len(values)) / fs_hz)
