"""A mask that rests while the face does, and follows when it moves."""

import math
from dataclasses import replace

import numpy as np
import pytest

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals.segmentation.faces import find_faces
from vitals.segmentation.fasenet import Square
from vitals.steady import Steady
from vitals.types import Image

SQUARE = Square.around(160, 120, 200)
FRAME_S = 1 / 30


def seen(x: float = 160, square: Square = SQUARE, flicker: float = 0.0) -> Steady:
    """A painted face, its mask a little weaker everywhere by `flicker`."""
    maps = read_painting([paint(nobody(), x, 120, 120)], [square])[0] * np.float32(1 - flicker)
    (face,) = find_faces(maps, square)
    return Steady.of(grey(), face)


def grey(level: int = 128) -> Image:
    return np.full((240, 320, 3), level, np.uint8)


def skin(steady: Steady) -> float:
    return float(steady.layers[0].sum())


def middle(steady: Steady) -> float:
    """Centre of the skin across, in pixels of the frame."""
    profile = steady.layers[0].sum(axis=0)
    cells = np.arange(len(profile)) + 0.5
    return steady.square.x + float(profile @ cells / profile.sum()) * steady.square.side / len(profile)


def test_a_mask_that_flickers_is_averaged() -> None:
    still = seen()
    for index in range(1, 60):
        still = still.followed_by(seen(flicker=0.1 * (index % 2)), FRAME_S)
    last = still.followed_by(seen(flicker=0.1), FRAME_S)
    assert abs(skin(last) - skin(still)) < 0.1 * abs(skin(seen(flicker=0.1)) - skin(seen()))
    assert skin(seen(flicker=0.1)) < skin(last) < skin(seen())


def test_a_mask_that_stays_changed_is_taken_over_in_seconds() -> None:
    steady = seen()
    for _ in range(120):
        steady = steady.followed_by(seen(flicker=0.1), FRAME_S)
    assert skin(steady) == pytest.approx(skin(seen(flicker=0.1)), rel=0.003)


def test_a_head_that_moves_is_followed_at_once() -> None:
    assert middle(seen().followed_by(seen(x=170), FRAME_S)) == pytest.approx(middle(seen(x=170)), abs=0.1)


def test_one_edge_that_goes_to_and_fro_is_no_movement() -> None:
    steady, jump = seen(), 0.02 * SQUARE.side
    tall = replace(seen(), box=replace(steady.box, y=steady.box.y - jump, height=steady.box.height + jump))
    share = (steady.followed_by(tall, FRAME_S).box.height - steady.box.height) / jump
    assert share == pytest.approx(1 - math.exp(-FRAME_S), abs=1e-9)


def test_a_slowly_moving_head_is_followed_to_a_cell_or_so() -> None:
    steady = seen()
    for index in range(1, 60):
        steady = steady.followed_by(seen(x=160 + 15 * index * FRAME_S), FRAME_S)
    assert middle(steady) == pytest.approx(160 + 15 * 59 * FRAME_S, abs=200 / 64 * 1.5)


def test_the_average_lives_on_in_another_crop() -> None:
    other = Square.around(170, 115, 220)
    steady = seen().followed_by(seen(square=other), FRAME_S)
    assert steady.square == other
    assert middle(steady) == pytest.approx(middle(seen()), abs=0.1)


def test_the_average_goes_along_with_the_head_and_its_crop() -> None:
    """A flicker beside a move of 10 px is averaged as one beside a head that rests."""
    there = Square.around(170, 120, 200)
    moved = seen().followed_by(seen(x=170, square=there, flicker=0.1), FRAME_S, (10.0, 0.0))
    still = seen().followed_by(seen(flicker=0.1), FRAME_S)
    assert moved.square == there
    assert moved.layers == pytest.approx(still.layers, abs=1e-4)
    assert moved.box.centre[0] == pytest.approx(still.box.centre[0] + 10, abs=0.01)


def test_after_a_gap_it_begins_anew() -> None:
    newer = seen(flicker=0.1)
    assert seen().followed_by(newer, 5.0) is newer


def test_axes_go_with_the_mask() -> None:
    steady = seen().followed_by(seen(x=170), FRAME_S)
    there = seen(x=170).anatomy
    assert steady.anatomy is not None and there is not None
    assert steady.anatomy.eyes == pytest.approx(there.eyes, abs=0.1)


def test_clipped_places_are_told_by_their_share() -> None:
    (face,) = find_faces(read_painting([paint(nobody(), 160, 120, 120)], [SQUARE])[0], SQUARE)
    bright = grey()
    bright[:120] = 255
    usable = Steady.of(bright, face).layers[2]
    assert usable[:31].max() == 0 and usable[33:].min() == 1


def test_packing_keeps_what_rounding_keeps() -> None:
    steady = seen().followed_by(seen(flicker=0.07), FRAME_S).rounded()
    packed = steady.packed()
    again = Steady.unpacked(packed)
    assert np.array_equal(again.layers, steady.layers)
    assert (again.square, again.box) == (steady.square, steady.box)
    assert sum(len(part) for part in packed if isinstance(part, bytes)) < 3000


def test_damaged_layers_are_refused() -> None:
    *head, _, points = seen().packed()
    with pytest.raises(ValueError, match="damaged"):
        Steady.unpacked([*head, b"nothing", points])
