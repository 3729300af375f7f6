"""What passes between the steps of the pipeline: frozen dataclasses, numpy inside.

A frame becomes a `Sample`, samples become a `Trace`, a trace becomes an `Estimate` a second.
Capture time travels with every one of them; a frame rate is never assumed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vitals.withheld import Withheld

Float = NDArray[np.float64]
Image = NDArray[np.uint8]

REGIONS = ("skin", "forehead", "left_cheek", "right_cheek", "nose")
"""Regions that every frame is reduced to; "skin" is the whole visible face skin, nose included."""
MOMENTS = ("rr", "rg", "rb", "gg", "gb", "bb")
"""Order of the second moments of the skin's pixels, the upper triangle of VᵀV / n."""


def _unknown_moments() -> Float:
    return np.full(len(MOMENTS), np.nan)


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded picture with its capture time."""

    t_s: float
    rgb: Image
    """H x W x 3, uint8."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame reduced to the numbers that the estimators need; no picture is left."""

    t_s: float
    rgb: Float
    """[len(REGIONS), 3], weighted mean colour in 8-bit units; NaN rows where a region is not seen."""
    area_px: Float
    """[len(REGIONS)], sum of soft weights in pixels of the frame as it was sent; 0 where not seen."""
    face: Float
    """[4], centre x, centre y, width, height of the face mask, as shares of the frame's width or height;
    NaN without a face."""
    rise_px: float
    """Height of the shoulders and chest against the first frame, in pixels of the frame, up is positive;
    NaN if unknown."""
    head_px: float
    """Height of the head likewise (mask centre with sub-pixel weight); NaN if unknown."""
    background_luma: float
    """Mean luma (0..255) of what is not the person; NaN if nothing of it is seen."""
    clipped_share: float
    """Share of the skin with a channel at or above 250, or all channels at or below 10."""
    second_face_share: float
    """Area of the next largest face over that of the measured one; 0 when there is only one."""
    moments: Float = field(default_factory=_unknown_moments)
    """[len(MOMENTS)], weighted mean products of the channels over the whole skin's pixels, in squared 8-bit
    units; NaN where they were not measured."""
    covered_share: float = math.nan
    """Area of what covers the face (a mask, a scarf, a cup) over the face's own; NaN if not measured."""


@dataclass(frozen=True, slots=True)
class Trace:
    """N samples side by side, in order of capture time. Columns as in `Sample`."""

    t_s: Float  # [N]
    rgb: Float  # [N, R, 3]
    area_px: Float  # [N, R]
    face: Float  # [N, 4]
    rise_px: Float  # [N]
    head_px: Float  # [N]
    background_luma: Float  # [N]
    clipped_share: Float  # [N]
    second_face_share: Float  # [N]
    moments: Float  # [N, len(MOMENTS)]
    covered_share: Float  # [N]

    def __len__(self) -> int:
        return len(self.t_s)

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Trace:
        """Stack samples; they must be in order of time."""
        rows = [_row(sample) for sample in samples]
        return cls.from_rows(np.array(rows).reshape(len(rows), ROW_LENGTH))

    @classmethod
    def of_skin(cls, t_s: Float, rgb: Float) -> Trace:
        """A trace of one region only, as trace files hold it: `rgb` is [N, 3], NaN where missing.

        Or [N, 1], a wave that is the same in all channels.

        Raises:
            ValueError: There is not a colour for each time, or times go back.
        """
        if np.shape(rgb) not in ((len(t_s), 3), (len(t_s), 1)) or not (np.diff(t_s) >= 0).all():
            raise ValueError(
                f"{len(t_s)} times and colours of shape {list(np.shape(rgb))}: "
                "give [N] that does not go back, and [N, 3]"
            )
        rows = np.full((len(t_s), ROW_LENGTH), np.nan)
        rows[:, 0] = t_s
        rows[:, 1:4] = rgb
        return cls.from_rows(rows)

    @classmethod
    def from_rows(cls, rows: Float) -> Trace:
        """The inverse of `rows`; takes rows of earlier versions as well, what they lack is NaN.

        Raises:
            ValueError: Rows of a length that no version has written.
        """
        rows = _widened(rows)
        r = len(REGIONS)
        ends = np.cumsum([1, 3 * r, r, 4, _SCALARS, len(MOMENTS)])
        t_s, rgb, area_px, face, scalars, moments, covered = np.split(rows, ends, axis=1)
        rise_px, head_px, luma, clipped, second_face = scalars.T
        colours = rgb.reshape(len(rows), r, 3)
        later = {"moments": moments, "covered_share": covered[:, 0]}
        return cls(t_s[:, 0], colours, area_px, face, rise_px, head_px, luma, clipped, second_face, **later)

    def rows(self) -> Float:
        """[N, ROW_LENGTH] float64: the form that Redis and the database keep."""
        n = len(self)
        colours = self.rgb.reshape(n, 3 * len(REGIONS))
        scalars = (
            self.rise_px,
            self.head_px,
            self.background_luma,
            self.clipped_share,
            self.second_face_share,
        )
        later = (self.moments, self.covered_share)
        return np.column_stack((self.t_s, colours, self.area_px, self.face, *scalars, *later))

    def between(self, start_s: float, end_s: float) -> Trace:
        """The samples with start_s <= t <= end_s; views, nothing is copied."""
        first, last = np.searchsorted(self.t_s, start_s, "left"), np.searchsorted(self.t_s, end_s, "right")
        return Trace(*(getattr(self, column.name)[first:last] for column in fields(self)))


_SCALARS = 5
ROW_LENGTH_1 = 1 + 4 * len(REGIONS) + 4 + _SCALARS
"""Of the first version, without moments: such rows may still be stored."""
ROW_LENGTH_2 = ROW_LENGTH_1 + len(MOMENTS)
"""Of the second, which did not know what covers a face."""
ROW_LENGTH = ROW_LENGTH_2 + 1
"""New columns are put at the end, so that rows of all versions begin alike."""


def _widened(rows: Float) -> Float:
    length = rows.shape[1]
    if length not in (ROW_LENGTH_1, ROW_LENGTH_2, ROW_LENGTH):
        raise ValueError(
            f"rows of {length} numbers: give {ROW_LENGTH}, "
            f"or {ROW_LENGTH_1} or {ROW_LENGTH_2} of earlier versions"
        )
    return np.column_stack((rows, np.full((len(rows), ROW_LENGTH - length), np.nan)))


def _row(s: Sample) -> Float:
    scalars = (s.rise_px, s.head_px, s.background_luma, s.clipped_share, s.second_face_share)
    return np.concatenate(([s.t_s], s.rgb.ravel(), s.area_px, s.face, scalars, s.moments, [s.covered_share]))


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with its quality, or a reason for there being none. Exactly one of value and reason is None."""

    value_bpm: float | None
    quality: float
    """0..1"""
    withheld: Withheld | None

    def __post_init__(self) -> None:
        if (self.value_bpm is None) == (self.withheld is None):
            raise ValueError(f"a rate has either a value or a reason: {self.value_bpm!r}, {self.withheld!r}")

    @classmethod
    def answered(cls, value_bpm: float, quality: float) -> Rate:
        return cls(float(value_bpm), float(quality), None)

    @classmethod
    def none(cls, reason: Withheld, quality: float = 0.0) -> Rate:
        return cls(None, float(quality), reason)

    def as_json(self) -> dict[str, Any]:
        """As the contract of `manage.py measure --json` and the page's messages have it."""
        value = None if self.value_bpm is None else round(self.value_bpm, 1)
        return {"value": value, "unit": "/min", "quality": round(self.quality, 3), "withheld": self.withheld}


@dataclass(frozen=True, slots=True)
class Wave:
    """A stretch of a measured wave on its own time axis, for drawing."""

    t_s: Float
    v: Float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known at one moment from the trailing windows that end there."""

    t_s: float
    heart_rate: Rate
    respiratory_rate: Rate
    snr_db: float | None
    pulse: Wave | None
    """Trailing pulse wave (BVP), unit-free, peaks are systoles."""
    breath: Wave | None
    """Trailing breath wave, unit-free, breathing in is up where the source knows the sign."""
    instruction: Withheld | None
    """The most urgent thing that the person can change now, also while a number is shown."""
    heart_candidate_bpm: float | None = None
    """The heart rate that would have been shown were nothing withheld; for evaluations, never for a page."""
    breath_candidate_bpm: float | None = None
    """The respiratory rate likewise."""
    heart_interval_bpm: tuple[float, float] | None = None
    """Where the heart rate is with 90 % of the belief, the least and the most; None without a number."""
    breath_interval_bpm: tuple[float, float] | None = None
    """The respiratory rate likewise."""
    skin_luma: float | None = None
    """Mean luma (0..255) of the skin in the heart's window; None if unknown."""
    face_speed: float | None = None
    """Mean speed of the face in that window, in face sizes per second; None if unknown."""
