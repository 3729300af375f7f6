"""What a load test says."""

from __future__ import annotations

from typing import Any

import numpy as np

from webapp.stack.load.patient import Visit

PERCENTILES = (50, 95, 99)


def report(visits: list[Visit], fps: float, stack_cpu_s: float | None) -> dict[str, Any]:
    """JSON of a load test; what was not seen is null, never 0."""
    latencies_ms = [1000 * latency for visit in visits for latency in visit.latencies_s]
    first_s = [visit.first_hr_s for visit in visits if visit.first_hr_s is not None]
    session_s = sum(visit.seconds for visit in visits)
    return {
        "sessions": len(visits),
        "fps": fps,
        "session_seconds": round(session_s, 1),
        "frames": {
            "sent": sum(visit.sent for visit in visits),
            "processed": sum(visit.processed for visit in visits),
            "dropped": sum(visit.dropped for visit in visits),
        },
        "latency_ms": {f"p{share}": _percentile(latencies_ms, share) for share in PERCENTILES},
        "estimates": len(latencies_ms),
        "first_heart_rate_s": {"median": _percentile(first_s, 50), "worst": max(first_s, default=None)},
        "results": sum(visit.result is not None for visit in visits),
        "cpu_s_per_session_s": round(stack_cpu_s / session_s, 4)
        if stack_cpu_s is not None and session_s
        else None,
        "errors": sorted({visit.error for visit in visits if visit.error}),
    }


def _percentile(values: list[float], share: int) -> float | None:
    return round(float(np.percentile(values, share)), 2) if values else None
