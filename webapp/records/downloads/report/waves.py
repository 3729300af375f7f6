"""Pulse wave and breath wave of a session whose signals were stored, as the page showed them at the end."""

from __future__ import annotations

from vitals.types import Wave
from webapp.records.models import Session


def waves(session: Session) -> tuple[Wave | None, Wave | None]:
    """Of the last seconds, with times from the first frame on; None without signals.

    None as well where the rate was withheld: what noise looks like, enlarged, is a wave too. The measuring
    library is loaded here only: the web server needs it for nothing else.
    """
    trace = getattr(session, "trace", None)
    if trace is None:
        return None, None
    from vitals.monitor import MonitorState, estimate
    from vitals.pulse import DEFAULT_METHOD, METHODS

    samples = trace.samples()
    method = session.method if session.method in METHODS else DEFAULT_METHOD
    if len(samples) == 0:
        return None, None
    last = estimate(samples, float(samples.t_s[-1]), MonitorState.fresh(), method)[0]
    start_s = float(samples.t_s[0])
    pulse = None if session.hr_bpm is None else _from(last.pulse, start_s)
    breath = None if session.rr_bpm is None else _from(last.breath, start_s)
    return pulse, breath


def _from(wave: Wave | None, start_s: float) -> Wave | None:
    return None if wave is None else Wave(wave.t_s - start_s, wave.v)
