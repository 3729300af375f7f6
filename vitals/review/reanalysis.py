"""The rates of stored signals, measured again."""

from __future__ import annotations

from vitals import pulse
from vitals.measuring import measure_trace
from vitals.monitor import Measurement
from vitals.review.stretches import from_zero
from vitals.types import Trace


def reanalyse(trace: Trace, method: str = pulse.DEFAULT_METHOD, model: str = "") -> Measurement:
    """What the estimators of `vitals.version.VERSION` say of stored signals; times from the first frame on.

    Args:
        method: A name in `vitals.pulse.METHODS`.
        model: Name of the network that made the signals; it is passed on.

    Raises:
        ValueError: The method is unknown.
        MethodError: It needs second moments, and the trace has none; or it is a plug-in that fails.
    """
    return measure_trace(from_zero(trace), method, model or None)
