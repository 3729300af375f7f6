"""Estimates and results as docs/protocol.md has them, and as Redis keeps them between tasks."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import numpy as np

from vitals.types import Estimate, Float, Rate, Trace, Wave
from vitals.withheld import Withheld

if TYPE_CHECKING:
    from vitals.analyzer import Analysis
    from vitals.monitor import Measurement

FPS_OVER_S = 5.0


def vision_message(analysis: Analysis, *, with_classes: bool = False) -> dict[str, Any]:
    """The `vision` message: where the face of the newest frame is, in shares of the frame."""
    newest = analysis.samples[-1]
    outline = [[[round(float(x), 4), round(float(y), 4)] for x, y in polygon] for polygon in analysis.outline]
    message = {
        "type": "vision",
        "t_s": newest.t_s,
        "face": None if np.isnan(newest.face).any() else [round(float(value), 4) for value in newest.face],
        "outline": outline,
        "faces": analysis.faces,
    }
    return message | ({"classes": _classes(analysis)} if with_classes else {})


def _classes(analysis: Analysis) -> dict[str, Any] | None:
    """What the network sees, 1 to 3 kB."""
    seen = analysis.class_map()
    if seen is None:
        return None
    (width, height), square = analysis.state.size, seen.square
    place = square.x / width, square.y / height, square.side / width, square.side / height
    return {
        "place": [round(share, 4) for share in place],
        "side": len(seen.labels),
        "runs": seen.runs(),
    }


def estimate_message(estimate: Estimate, meta: dict[str, str], trace: Trace) -> dict[str, Any]:
    """The `estimate` message. `meta` is the session's hash in Redis, `trace` the window."""
    advice = estimate.instruction
    return {
        "type": "estimate",
        "t_s": estimate.t_s,
        "newest_t_s": float(trace.t_s[-1]),
        "heart_rate": _rate_with_interval(estimate.heart_rate, estimate.heart_interval_bpm),
        "respiratory_rate": _rate_with_interval(estimate.respiratory_rate, estimate.breath_interval_bpm),
        "snr_db": _rounded(estimate.snr_db, 2),
        "light": _rounded(estimate.skin_luma, 1),
        "motion": _rounded(estimate.face_speed, 3),
        "instruction": None if advice is None else {"code": advice.value, "text": advice.advice},
        "pulse": _wave(estimate.pulse),
        "breath": _wave(estimate.breath),
        "frames": frames(meta),
        "fps": round(_fps(trace.t_s), 2),
    }


def result_message(pk: uuid.UUID, measurement: Measurement) -> dict[str, Any]:
    """The `result` message: the measurement without its series, with the session's id."""
    return {"type": "result", "session": str(pk), **measurement.as_json(series=False)}


def frames(meta: dict[str, str]) -> dict[str, int]:
    """Frames received, processed and dropped; the page's own drops are counted as dropped."""
    dropped = int(meta.get("dropped", 0)) + int(meta.get("page_dropped", 0))
    return {
        "received": int(meta.get("received", 0)),
        "processed": int(meta.get("processed", 0)),
        "dropped": dropped,
    }


def estimate_to_json(estimate: Estimate) -> str:
    """What Redis keeps of an estimate until the end: everything but the waves."""
    return json.dumps(
        {
            "t_s": estimate.t_s,
            "heart_rate": _rate_to_json(estimate.heart_rate),
            "respiratory_rate": _rate_to_json(estimate.respiratory_rate),
            "snr_db": estimate.snr_db,
            "instruction": estimate.instruction,
            "heart_interval_bpm": estimate.heart_interval_bpm,
            "breath_interval_bpm": estimate.breath_interval_bpm,
        }
    )


def estimate_from_json(body: dict[str, Any]) -> Estimate:
    """The inverse of `estimate_to_json`, without waves."""
    code = body["instruction"]
    return Estimate(
        t_s=body["t_s"],
        heart_rate=_rate_from_json(body["heart_rate"]),
        respiratory_rate=_rate_from_json(body["respiratory_rate"]),
        snr_db=body["snr_db"],
        pulse=None,
        breath=None,
        instruction=None if code is None else Withheld(code),
        heart_interval_bpm=_pair(body.get("heart_interval_bpm")),
        breath_interval_bpm=_pair(body.get("breath_interval_bpm")),
    )


def _rate_to_json(rate: Rate) -> list[Any]:
    return [rate.value_bpm, rate.quality, rate.withheld]


def _rate_from_json(values: list[Any]) -> Rate:
    value_bpm, quality, code = values
    return Rate(value_bpm, quality, None if code is None else Withheld(code))


def _pair(ends: list[float] | None) -> tuple[float, float] | None:
    return None if ends is None else (ends[0], ends[1])


def _rate_with_interval(rate: Rate, interval_bpm: tuple[float, float] | None) -> dict[str, Any]:
    """A band around no number would say that there is one."""
    known = rate.value_bpm is not None and interval_bpm is not None
    return {**rate.as_json(), "interval": [round(end, 1) for end in interval_bpm or ()] if known else None}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _wave(wave: Wave | None) -> dict[str, list[float]] | None:
    if wave is None:
        return None
    return {"t": np.round(wave.t_s, 4).tolist(), "v": np.round(wave.v, 5).tolist()}


def _fps(t_s: Float) -> float:
    """Frames a second over the last seconds, from capture times."""
    recent = t_s[t_s >= t_s[-1] - FPS_OVER_S]
    span_s = recent[-1] - recent[0]
    return float((len(recent) - 1) / span_s) if span_s > 0 else 0.0
