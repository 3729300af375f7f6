"""Frames to samples: what a vision task does between taking frames and giving them back."""

from __future__ import annotations

import logging
import uuid
from functools import cache

import numpy as np

from vitals.analyzer import Analysis, Analyzer, AnalyzerState
from vitals.errors import FrameError, ModelError, VitalsError
from vitals.frames.jpeg import decode
from vitals.segmentation.fasenet import FaSeNet
from vitals.segmentation.manifest import DEFAULT_FOLDER
from vitals.types import Frame, Trace
from webapp.live import meter, network
from webapp.live import vision_store as store
from webapp.live.closing import Close
from webapp.live.limits import MAX_BAD_FRAMES_IN_A_ROW
from webapp.live.messages import vision_message
from webapp.live.publish import publish

log = logging.getLogger(__name__)


@cache
def choice() -> str:
    """Hash of the network that an administrator had chosen when this process began; empty for the shipped."""
    return network.chosen()


@cache
def analyzer() -> Analyzer:
    """The network of this process: made on first use, so never before a fork."""
    folder = network.folder_of(choice())
    try:
        return Analyzer.load(folder)
    except ModelError as error:
        if folder == DEFAULT_FOLDER:
            raise
        log.error("the chosen network cannot be used here, so the shipped one is: %s", error)
        return Analyzer.load()


def warm_up() -> None:
    """Load the network and run it once, so that the first person does not wait for that."""
    black = Frame(0.0, np.zeros((240, 320, 3), np.uint8))
    analyzer().analyse([black], AnalyzerState.initial())


def see_frames(pk: uuid.UUID) -> list[str]:
    """Take what waits, reduce it, give it back. Returns the queues that have more to do for this session."""
    taken = store.take(pk)
    if taken is None:
        return []
    frames, bad_in_a_row, worst = _decode(taken)
    analysis = _analyse(frames, taken.state)
    committed = store.commit(pk, taken, _seen(taken, frames, analysis, bad_in_a_row))
    if committed is None:
        log.warning("a lease was lost: %d frames are seen again by another worker", len(frames))
        return []
    if analysis is not None:
        publish(pk, vision_message(analysis, with_classes=taken.wants_classes))
        meter.count(meter.FRAMES, len(frames), taken.waited_s())
    if worst >= MAX_BAD_FRAMES_IN_A_ROW:
        _refuse(pk)
    return ["vision"] * (committed.waiting > 0) + ["estimate"] * committed.estimate_due


def _decode(taken: store.Taken) -> tuple[list[Frame], int, int]:
    """The frames that are pictures, how many bad ones stand in a row at the end, and at worst."""
    frames: list[Frame] = []
    bad = worst = taken.bad_in_a_row
    for encoded in taken.frames:
        try:
            frames.append(Frame(encoded.t_s, decode(encoded.jpeg)))
            bad = 0
        except FrameError as error:
            bad += 1
            worst = max(worst, bad)
            log.debug("a frame was dropped: %s", error)  # one stranger could fill the log
    return frames, bad, worst


def _analyse(frames: list[Frame], state: bytes) -> Analysis | None:
    if not frames:
        return None
    return analyzer().analyse(frames, _state(state))


def _state(packed: bytes) -> AnalyzerState:
    """Where the task before stopped; after an update of the server, or at the start, anew."""
    if not packed:
        return AnalyzerState.initial()
    try:
        return AnalyzerState.from_bytes(packed)
    except VitalsError as error:
        log.warning("the face is searched anew: %s", error)
        return AnalyzerState.initial()


def _model() -> str:
    segmenter = analyzer().segmenter
    return segmenter.manifest.model if isinstance(segmenter, FaSeNet) else ""


def in_use() -> str:
    """The network and what it runs on: asking for CUDA is not having it."""
    segmenter = analyzer().segmenter
    return f"{_model()} on {segmenter.provider}" if isinstance(segmenter, FaSeNet) else ""


def _seen(
    taken: store.Taken, frames: list[Frame], analysis: Analysis | None, bad_in_a_row: int
) -> store.Seen:
    dropped = len(taken.frames) - len(frames)
    if analysis is None:
        return store.Seen(b"", b"", 0.0, 0, dropped, bad_in_a_row)
    rows = np.ascontiguousarray(Trace.of(analysis.samples).rows(), np.float64)
    state = analysis.state.to_bytes()
    return store.Seen(rows.tobytes(), state, frames[-1].t_s, len(frames), dropped, bad_in_a_row, _model())


def _refuse(pk: uuid.UUID) -> None:
    text = f"{MAX_BAD_FRAMES_IN_A_ROW} pictures in a row could not be read: send baseline JPEG."
    publish(pk, {"type": "error", "code": Close.BAD_BATCH.code, "message": text}, Close.BAD_BATCH)
