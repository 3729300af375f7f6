"""A mask that rests while the face does.

Under sensor noise the network's mask flickers by a few hundredths at its edges, and bright pixels cross
the limit of what counts as clipped from frame to frame. Both change which pixels are averaged, and that
noise is larger than what the sensor leaves in the mean of some thousand pixels (docs/stability.md has the
measurement). So the mask, the share of usable pixels and the face's axes are averaged over about a
second, in the crop's own cells, which go along with the face. Where the face leaves its averaged place all
the same (it turns, or comes nearer) they follow the faster the farther it has gone: a mask that lags behind
a head is worse than one that flickers. That the time constant
gives way to movement is the idea of Casiez et al. 2012, "1 € filter", doi 10.1145/2207676.2208639.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, replace
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from vitals import limits
from vitals.anatomy import Anatomy, Weights
from vitals.segmentation.anchor import STILL, Move
from vitals.segmentation.faces import Box, Face
from vitals.segmentation.fasenet import Label, Square, cut
from vitals.types import Image

_FULL = 255  # a layer's 1 in a packed state
_ROUNDING = 1e-6  # of the crop's side


@dataclass(frozen=True, slots=True)
class Steady:
    """Where the skin is, as regions are cut from it; kept from frame to frame."""

    square: Square
    """Where in the frame the layers lie."""
    layers: Weights
    """[3, h, w], 0..1: face skin, nose, and the share of pixels that are not clipped."""
    box: Box
    """Of the face, averaged like the layers."""
    anatomy: Anatomy | None

    @classmethod
    def of(cls, picture: Image, face: Face) -> Self:
        """As one frame alone shows it."""
        cells = face.probabilities.shape[-1]
        clipped = cut(clipped_pixels(picture), face.square, cells)
        skin, nose = face.probabilities[Label.SKIN], face.probabilities[Label.NOSE]
        layers = np.stack([skin, nose, 1 - clipped.astype(np.float32) / _FULL])
        return cls(face.square, layers, face.box, Anatomy.of(face))

    def followed_by(self, newer: Self, elapsed_s: float, moved_px: Move = STILL) -> Self:
        """The average up to `newer`; `newer` itself after a gap or with another network.

        `moved_px` is how far the face has gone in between: what is known goes along.
        """
        if not 0 <= elapsed_s <= limits.MAX_GAP_S or newer.layers.shape != self.layers.shape:
            return newer
        known = self._along(moved_px)
        rest = 1 - math.exp(-elapsed_s / limits.STEADY_S)
        share = max(rest, _has_left(known.box, newer.box, newer.square.side))
        layers = known.layers
        if not _same(known.square, newer.square):
            layers = _moved(layers, known.square, newer.square)
        anatomy = newer.anatomy and known.anatomy and known.anatomy.towards(newer.anatomy, share)
        return replace(
            newer,
            layers=layers + np.float32(share) * (newer.layers - layers),
            box=_between(known.box, newer.box, share),
            anatomy=anatomy or newer.anatomy,
        )

    def _along(self, move: Move) -> Self:
        """All of it elsewhere in the frame."""
        if move == STILL:
            return self
        anatomy = self.anatomy and Anatomy(self.anatomy.eyes + move, self.anatomy.mouth + move)
        return replace(self, square=self.square.moved(*move), box=self.box.moved(*move), anatomy=anatomy)

    def rounded(self) -> Self:
        """With layers as `packed` keeps them, so that going on from bytes is going on."""
        return replace(self, layers=_from_bytes(_to_bytes(self.layers), self.layers.shape))

    def packed(self) -> tuple[Any, ...]:
        """Plain values, about a kilobyte."""
        square, box = self.square, self.box
        anatomy = self.anatomy and [*self.anatomy.eyes.tolist(), *self.anatomy.mouth.tolist()]
        places = (square.x, square.y, square.side), (box.x, box.y, box.width, box.height)
        layers = zlib.compress(_to_bytes(self.layers), level=1)
        return *places, self.layers.shape, layers, anatomy

    @classmethod
    def unpacked(cls, packed: Any) -> Self:
        """Raises ValueError or TypeError for what `packed` did not make."""
        square, box, shape, layers, points = packed
        try:
            plain = zlib.decompress(layers)
        except zlib.error as error:
            raise ValueError(f"layers are damaged: {error}") from error
        anatomy = Anatomy(np.array(points[:2]), np.array(points[2:])) if points else None
        return cls(Square(*square), _from_bytes(plain, shape), Box(*box), anatomy)


def clipped_pixels(picture: Image) -> NDArray[np.uint8]:
    """[H, W], 255 or 0; cv2's reductions are ten times faster than numpy's over an axis of three."""
    red, green, blue = cv2.split(picture)
    brightest = cv2.max(cv2.max(red, green), blue)
    usable = cv2.inRange(brightest, limits.CLIPPED_LOW + 1, limits.CLIPPED_HIGH - 1)
    return np.asarray(cv2.bitwise_not(usable), np.uint8)


def _has_left(known: Box, seen: Box, side: float) -> float:
    """0 while the face is in its averaged place, 1 when two of its edges are clearly elsewhere.

    A head that moves, comes nearer or turns takes at least two edges along; one alone is a hairline that the
    network is in doubt about, which under noise goes to and fro by 2 % of the crop's side.
    """
    before, now = (np.array((b.x, b.y, b.x + b.width, b.y + b.height)) for b in (known, seen))
    away = float(np.sort(np.abs(now - before))[-2]) / side
    return float(np.clip((away - limits.AT_REST) / (limits.ELSEWHERE - limits.AT_REST), 0, 1))


def _same(one: Square, other: Square) -> bool:
    """But for rounding: a crop that went along with the face, and not one that was put anew."""
    away = max(abs(one.x - other.x), abs(one.y - other.y), abs(one.side - other.side))
    return away < _ROUNDING * one.side


def _between(known: Box, seen: Box, share: float) -> Box:
    before, now = (np.array((b.x, b.y, b.width, b.height)) for b in (known, seen))
    return Box(*(before + share * (now - before)).tolist())


def _moved(layers: Weights, old: Square, new: Square) -> Weights:
    """The layers of one crop in the cells of another one."""
    cells = layers.shape[-1]
    scale = new.side / old.side
    shifts = [(to - at) * cells / old.side + scale / 2 - 0.5 for to, at in ((new.x, old.x), (new.y, old.y))]
    matrix = np.array([[scale, 0, shifts[0]], [0, scale, shifts[1]]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    warped = [
        cv2.warpAffine(layer, matrix, (cells, cells), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        for layer in layers
    ]
    return np.asarray(np.stack(warped), np.float32)


def _to_bytes(layers: Weights) -> bytes:
    return np.rint(layers * _FULL).astype(np.uint8).tobytes()


def _from_bytes(plain: bytes, shape: tuple[int, ...]) -> Weights:
    return np.frombuffer(plain, np.uint8).reshape(shape).astype(np.float32) / np.float32(_FULL)
