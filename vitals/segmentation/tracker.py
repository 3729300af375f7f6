"""Finds and follows the face by its own mask; no other face detector.

Whole frame first (and, while nobody is there, now and then parts of it), then a square crop around
the last mask, back to the whole frame when the face is lost. The crop goes along with the face to a
fraction of a pixel (`vitals.segmentation.anchor`) and is put anew only when the mask has clearly moved
in it: the mask shifts a little with the crop, and a crop that follows the mask in every frame would
write that into the trace.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import msgpack
import numpy as np

from vitals import limits
from vitals.segmentation.anchor import STILL, Anchor, Move
from vitals.segmentation.faces import Box, Face, find_faces
from vitals.segmentation.fasenet import Probabilities, Segmenter, Square
from vitals.types import Frame, Image

_CANDIDATES = 2  # of the whole frame are looked at from near, the largest first
_TILE_CANDIDATES = 8  # of its parts: a small face may come after what only looks like one from far
_TILE = 0.62  # of the frame's shorter side


@dataclass(frozen=True, slots=True)
class TrackState:
    """What is kept between chunks of frames."""

    square: Square | None = None
    """The crop of the newest frame; None while nobody is followed."""
    anchor: Anchor | None = None
    """What the crop goes along with; None until a face is seen, and when it was lost from sight."""
    looked_s: float = -math.inf
    """When the whole frame was last looked at for other faces."""
    tiled_s: float = -math.inf
    """When parts of the frame were last searched."""
    certain_s: float = -math.inf
    """When the followed face was last beyond doubt."""
    second_face_share: float = 0.0
    """Area of the next largest face over that of the measured one."""

    def to_bytes(self) -> bytes:
        square = self.square and (self.square.x, self.square.y, self.square.side)
        times = (self.looked_s, self.tiled_s, self.certain_s)
        anchor = self.anchor and self.anchor.packed()
        return bytes(msgpack.packb((square, anchor, *times, self.second_face_share)))

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Raises ValueError or TypeError for what `to_bytes` did not make."""
        square, anchor, *others = msgpack.unpackb(packed)
        return cls(square and Square(*square), anchor and Anchor.unpacked(anchor), *others)


@dataclass(frozen=True, slots=True)
class Tracker:
    """Pure: what it knows is in the state that goes in and comes out."""

    segmenter: Segmenter

    def follow(self, frames: Sequence[Frame], state: TrackState) -> tuple[list[Face | None], TrackState]:
        """The face in each frame of a chunk (None where there is none), and the state after them."""
        state = self._aim(frames[0], state)
        if state.square is None:
            return [None] * len(frames), state
        squares, moves, anchor = _along(frames, state.square, state.anchor)
        maps = self.segmenter([frame.rgb for frame in frames], squares)
        faces = [_seen(*one) for one in zip(maps, squares, moves, strict=True)]
        certain_s = frames[-1].t_s if any(face and face.is_certain for face in faces) else state.certain_s
        lost = frames[-1].t_s - certain_s > limits.MAX_DOUBT_S
        square = None if lost else _next_square(faces, squares[-1])
        if square is None:
            anchor = None
        elif anchor is None or square.side != squares[-1].side:
            anchor = _anchored(frames[-1].rgb, faces[-1])
        return faces, replace(state, square=square, anchor=anchor, certain_s=certain_s)

    def _aim(self, frame: Frame, state: TrackState) -> TrackState:
        """Make sure that there is a crop, that it is on the largest face, and that others are known of."""
        if state.square is not None and frame.t_s - state.looked_s < limits.LOOK_AROUND_EVERY_S:
            return state
        following = state.square is not None
        faces = look(self.segmenter, frame.rgb, [Square.whole(frame.rgb)], from_far=not following)
        looked = replace(state, looked_s=frame.t_s)
        if state.square is not None:
            return _compare(faces, looked, state.square)
        near = self._best(frame, faces[:_CANDIDATES])
        if near is None and frame.t_s - state.tiled_s >= limits.TILES_EVERY_S:
            looked = replace(looked, tiled_s=frame.t_s)
            faces = look(self.segmenter, frame.rgb, tiles(frame.rgb), from_far=True)
            near = self._best(frame, faces[:_TILE_CANDIDATES])
        square = square_around(near.box) if near else None
        return replace(
            looked, square=square, anchor=None, certain_s=frame.t_s, second_face_share=_second(near, faces)
        )

    def _best(self, frame: Frame, faces: list[Face]) -> Face | None:
        """From near the one with most of its features, of such the largest: what is no face has fewer.

        Each is looked at twice, the second time centred by the first: a chance likeness may be gone then.
        """
        near = [face_from_near(self.segmenter, frame.rgb, face) for face in faces]
        again = [face_from_near(self.segmenter, frame.rgb, face) for face in near if face]
        certain = [face for face in again if face]
        return max(certain, key=lambda face: (face.features_seen, face.area_px), default=None)


def _along(
    frames: Sequence[Frame], square: Square, anchor: Anchor | None
) -> tuple[list[Square], list[Move], Anchor | None]:
    """The crop of each frame, how far it went from the one before, and the anchor after them."""
    squares: list[Square] = []
    moves: list[Move] = []
    for frame in frames:
        seen = anchor and anchor.follow(frame.rgb)
        move = STILL
        if anchor and seen:
            move = seen.moved_px[0] - anchor.moved_px[0], seen.moved_px[1] - anchor.moved_px[1]
        anchor, square = seen, square.moved(*move)
        squares.append(square)
        moves.append(move)
    return squares, moves, anchor


def _seen(probabilities: Probabilities, square: Square, move: Move) -> Face | None:
    """The face that a crop is about."""
    face = _central(find_faces(probabilities, square), square)
    return face and replace(face, moved_px=move)


def _anchored(picture: Image, face: Face | None) -> Anchor | None:
    if face is None:
        return None
    return Anchor.on(picture, (face.box.x, face.box.y, face.box.width, face.box.height))


def look(
    segmenter: Segmenter, picture: Image, squares: list[Square], *, from_far: bool = False
) -> list[Face]:
    """Every plausible face in these parts of the picture, the largest first.

    From far, features blur into the skin: what has none may still be a face, and must be looked at from near.
    """
    maps = segmenter([picture] * len(squares), squares)
    found = [find_faces(one, at, from_far=from_far) for one, at in zip(maps, squares, strict=True)]
    return sorted((face for faces in found for face in faces), key=lambda face: -face.area_px)


def face_from_near(segmenter: Segmenter, picture: Image, face: Face) -> Face | None:
    """A face found from far, as its own crop shows it; None when it is no certain face there."""
    square = square_around(face.box)
    near = _central(look(segmenter, picture, [square]), square)
    return near if near is not None and near.is_certain else None


def square_around(box: Box, share: float = limits.FACE_IN_CROP) -> Square:
    """The crop for a face that fills `share` of its side; hair and chin are in it."""
    return Square.around(*box.centre, max(box.height, 1.1 * box.width) / share)


def _central(faces: list[Face], square: Square) -> Face | None:
    """The face that the crop is about: large and near its middle."""

    def weight(face: Face) -> float:
        away = math.dist(face.box.centre, square.centre) / (0.3 * square.side)
        return face.area_px * math.exp(-(away**2) / 2)

    return max(faces, key=weight, default=None)


def _next_square(faces: list[Face | None], square: Square) -> Square | None:
    """None when the face is gone at the end of the chunk; else the newest crop, put anew if it must be."""
    if faces[-1] is None:
        return None
    seen = [face.box.moved(square.x - face.square.x, square.y - face.square.y) for face in faces if face]
    mean = Box(*np.mean([(box.x, box.y, box.width, box.height) for box in seen], axis=0))
    wanted = square_around(mean)
    shift = math.dist(wanted.centre, square.centre) / square.side
    growth = abs(math.log(wanted.side / square.side))
    calm = shift <= limits.MAX_CROP_SHIFT and growth <= math.log(limits.MAX_CROP_GROWTH)
    return square if calm else wanted


def _compare(faces: list[Face], state: TrackState, square: Square) -> TrackState:
    """Is there a second face, and is it so much larger that the measurement moves over to it?"""
    inner = _inner(square)
    own = [face for face in faces if inner.holds(face.box.centre)]
    others = [face for face in faces if not inner.holds(face.box.centre)]
    if not own or not others:
        return replace(state, second_face_share=0.0)
    share = others[0].area_px / own[0].area_px
    if share > limits.LARGER_FACE:
        larger = square_around(others[0].box)
        return replace(state, square=larger, anchor=None, second_face_share=1 / share)
    return replace(state, second_face_share=share)


def _inner(square: Square) -> Box:
    """Where in its crop the centre of the followed face must be."""
    return Box(square.x + square.side / 4, square.y + square.side / 4, square.side / 2, square.side / 2)


def _second(own: Face | None, faces: list[Face]) -> float:
    """Of faces found in overlapping parts, those inside the followed one are that one again."""
    if own is None:
        return 0.0
    others = [face for face in faces if face.has_features and not own.box.holds(face.box.centre)]
    return others[0].area_px / own.area_px if others else 0.0


def tiles(picture: Image) -> list[Square]:
    """Two rows of three overlapping parts (in an upright picture, three rows of two)."""
    height, width = picture.shape[:2]
    side = _TILE * min(height, width)
    columns, rows = (3, 2) if width >= height else (2, 3)
    xs, ys = np.linspace(0, width - side, columns), np.linspace(0, height - side, rows)
    return [Square(float(x), float(y), side) for y in ys for x in xs]
