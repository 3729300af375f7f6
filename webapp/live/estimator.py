"""Samples to estimates, and at the end to the result: what an estimate task does under its lease."""

from __future__ import annotations

import json
import logging
import uuid
from datetime import UTC, datetime
from time import monotonic

from vitals.errors import VitalsError
from vitals.monitor import MonitorState, summarise
from vitals.monitor import estimate as estimate_window
from vitals.pulse import COLOUR_METHODS, DEFAULT_METHOD
from vitals.types import Estimate
from webapp.live import estimate_store as store
from webapp.live import meter, registry
from webapp.live.closing import Close
from webapp.live.limits import STORE_EVERY
from webapp.live.messages import (
    estimate_from_json,
    estimate_message,
    estimate_to_json,
    frames,
    result_message,
)
from webapp.live.publish import publish
from webapp.records import keep

log = logging.getLogger(__name__)


def estimate_or_finish(pk: uuid.UUID) -> bool:
    """Returns whether there is more to do for this session at once."""
    window = store.take(pk)
    if window is None:
        if not registry.is_live(pk):
            _close_lost(pk)
        return False
    if window.finish:
        _finish(pk, window)
        return False
    if len(window.trace) == 0:
        return bool(store.release(pk, window))
    return _estimate(pk, window)


def _estimate(pk: uuid.UUID, window: store.Window) -> bool:
    started_s = monotonic()
    t_s = float(window.trace.t_s[-1])
    estimate, after = estimate_window(window.trace, t_s, _state(window.state), _method(window))
    again = store.commit(pk, window, estimate_to_json(estimate), after.to_bytes(), t_s)
    if again is None:
        log.warning("a lease was lost: an estimate is left to another worker")
        return False
    publish(pk, estimate_message(estimate, window.meta, window.trace))
    meter.count(meter.ESTIMATES, 1, monotonic() - started_s)
    _keep_some(pk, window)
    return again


def _method(window: store.Window) -> str:
    """That of the study's protocol; one that this version does not know is the default one, and told."""
    wanted = window.meta.get("method", DEFAULT_METHOD)
    if wanted in COLOUR_METHODS:
        return wanted
    log.warning("a study wants the method %r, which is unknown here: measured with the default one", wanted)
    return DEFAULT_METHOD


def _state(packed: bytes) -> MonitorState:
    """What the estimate before has left; after an update of the server, or at the start, nothing."""
    if not packed:
        return MonitorState.fresh()
    try:
        return MonitorState.from_bytes(packed)
    except VitalsError as error:
        log.warning("the rates are sought anew: %s", error)
        return MonitorState.fresh()


def _keep_some(pk: uuid.UUID, window: store.Window) -> None:
    """Every STORE_EVERY estimates go to the database, so that a lost Redis costs at most so many."""
    kept = int(window.meta.get("kept", 0))
    fresh = _estimates(pk, kept)
    if len(fresh) >= STORE_EVERY:
        keep.estimates(pk, fresh, float(window.meta["first_t_s"]))
        store.note_kept(pk, kept + len(fresh))


def _finish(pk: uuid.UUID, window: store.Window) -> None:
    """Result, database, page; only then Redis forgets. If this worker dies in between, all is repeated."""
    if not store.hold(pk, window):
        return
    trace, estimates = store.whole_trace(pk), _estimates(pk)
    measurement = summarise(trace, estimates, _method(window), window.meta.get("model"))
    first_t_s = float(window.meta.get("first_t_s", 0.0))
    keep.estimates(pk, estimates, first_t_s)
    counted = frames(window.meta)
    counted["dropped"] += store.waiting(pk)  # the time to drain was over before they were seen
    keep.result(pk, measurement, keep.Frames(**counted), _first_frame_at(window))
    keep.signals(pk, trace)
    publish(pk, result_message(pk, measurement), Close.DONE)
    registry.forget(pk)


def _first_frame_at(window: store.Window) -> datetime | None:
    at_ms = window.meta.get("first_at_ms")
    return None if at_ms is None else datetime.fromtimestamp(int(at_ms) / 1000, UTC)


def _estimates(pk: uuid.UUID, start: int = 0) -> list[Estimate]:
    return [estimate_from_json(json.loads(text)) for text in store.estimates(pk, start)]


def _close_lost(pk: uuid.UUID) -> None:
    """Redis knows nothing of it any more: what the database has is all there is."""
    keep.lost(pk)
    registry.forget(pk)
