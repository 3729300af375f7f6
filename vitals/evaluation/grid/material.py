"""What a record is measured from: its trace, computed once from its pictures and kept.

Segmenting a video takes minutes, all else seconds. So the trace, and the mean colour of the plain box
that serves as a baseline, are kept in one file per record, with a key of the record's files and of the
code and weights that made it: where any of these changes, it is made anew.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from vitals.analyzer import Analyzer, AnalyzerState
from vitals.errors import DatasetError
from vitals.evaluation.datasets.record import Pictures, Record
from vitals.evaluation.grid import digest
from vitals.limits import CHUNK_FRAMES
from vitals.types import Float, Frame, Sample, Trace

BOX_WIDTH, BOX_HEIGHT = 0.6, 0.8
"""Of the face's box (the classical region of vitallens-python, in prpy)."""
CLOCK_TOLERANCE = 0.01
"""Share by which the number of a set's own times may differ from that of the frames."""


@dataclass(frozen=True, slots=True)
class Material:
    """One record, ready for the pulse methods."""

    trace: Trace
    box_rgb: Float | None
    """[N, 3], mean colour of the middle of the face's box; None for a stored trace."""
    contact: bool


def material(record: Record, cache: Path) -> Material:
    """The record's material, out of the cache where that is still true.

    Raises:
        VitalsError: The record's files are missing or damaged.
    """
    if not isinstance(record.source, Pictures):
        stored = record.source.read()
        return Material(stored.trace, None, stored.contact)
    key = digest.of(record.files, digest.VISION)
    path = cache / f"{digest.file_name(record.id)}.npz"
    kept = _kept(path, key)
    if kept is None:
        kept = _analysed(record.source)
        _keep(path, key, kept)
    return kept


def _analysed(source: Pictures) -> Material:
    analyzer, state = Analyzer.load(), AnalyzerState.initial()
    samples: list[Sample] = []
    boxes: list[Float] = []
    for batch in _batches(source.frames()):
        analysis = analyzer.analyse(batch, state)
        state = analysis.state
        samples += analysis.samples
        boxes += [_box_colour(f, s) for f, s in zip(batch, analysis.samples, strict=True)]
    if not samples:
        raise DatasetError("there is not a single picture: copy the record again from the data set")
    trace, box_rgb = Trace.of(samples), np.array(boxes)
    return _on_clock(trace, box_rgb, source.clock() if source.clock else None)


def _batches(frames: Iterator[Frame]) -> Iterator[list[Frame]]:
    while batch := list(islice(frames, CHUNK_FRAMES)):
        yield batch


def _box_colour(frame: Frame, sample: Sample) -> Float:
    """NaN without a face."""
    height, width = frame.rgb.shape[:2]
    x, y, w, h = sample.face * (width, height, width, height)
    if not np.isfinite(x):
        return np.full(3, np.nan)
    rows = slice(max(0, round(y - h * BOX_HEIGHT / 2)), max(0, round(y + h * BOX_HEIGHT / 2)))
    columns = slice(max(0, round(x - w * BOX_WIDTH / 2)), max(0, round(x + w * BOX_WIDTH / 2)))
    pixels = frame.rgb[rows, columns]
    return pixels.mean(axis=(0, 1)) if pixels.size else np.full(3, np.nan)


def _on_clock(trace: Trace, box_rgb: Float, t_s: Float | None) -> Material:
    """With the set's own capture times, if there is one for each frame and they do not go back."""
    if t_s is None or abs(len(t_s) - len(trace)) > CLOCK_TOLERANCE * len(trace):
        return Material(trace, box_rgb, contact=False)
    n = min(len(t_s), len(trace))
    if not np.isfinite(t_s[:n]).all() or (np.diff(t_s[:n]) < 0).any():
        return Material(trace, box_rgb, contact=False)
    rows = trace.rows()[:n]
    rows[:, 0] = t_s[:n]
    return Material(Trace.from_rows(rows), box_rgb[:n], contact=False)


def _kept(path: Path, key: str) -> Material | None:
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file) as kept:
            if str(kept["key"]) != key:
                return None
            return Material(Trace.from_rows(kept["rows"]), kept["box_rgb"], contact=False)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # written by another version, or cut: it is made anew


def _keep(path: Path, key: str, found: Material) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    with partial.open("wb") as file:
        np.savez_compressed(file, key=key, rows=found.trace.rows(), box_rgb=found.box_rgb)  # type: ignore[arg-type]
    partial.replace(path)
