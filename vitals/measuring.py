"""Measure a file: a video, a trace of skin colour or a contact pulse wave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vitals import monitor, pulse
from vitals.monitor import Measurement
from vitals.traces import read_trace
from vitals.types import Trace

TRACE_SUFFIXES = (".json", ".csv")

Progress = Callable[[float], None]
"""Called with the share that is done, 0..1."""


def measure(
    path: Path | str, *, method: str = pulse.DEFAULT_METHOD, progress: Progress | None = None
) -> Measurement:
    """Measure a file with the method of that name; its suffix says what it is.

    Raises:
        VitalsError: The file is missing, damaged or of an unknown kind.
        ValueError: The method is unknown.
    """
    pulse.check(method)
    path = Path(path)
    if path.suffix.lower() in TRACE_SUFFIXES:
        source = read_trace(path)
        return measure_trace(source.trace, pulse.CONTACT if source.contact else method)
    from vitals.analyzer import analyse_video  # loads the network: only where there are pictures

    trace, video = analyse_video(path, progress)
    return measure_trace(trace, method, video.model)


def measure_trace(trace: Trace, method: str = pulse.DEFAULT_METHOD, model: str | None = None) -> Measurement:
    """Run the monitor over a whole trace and sum it up.

    Raises:
        ValueError: The method is unknown.
        MethodError: It needs second moments, and the trace has none; or it is a plug-in that fails.
    """
    return monitor.summarise(trace, list(monitor.run(trace, method)), method, model)
