"""Finding and following, on painted faces."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals.segmentation.faces import Face
from vitals.segmentation.fasenet import Label, Probabilities, Square
from vitals.segmentation.tracker import Tracker, TrackState
from vitals.types import Frame, Image

FPS = 30
CHUNK = 8
Film = Callable[[float], Image]


def follow(film: Film, seconds: float) -> tuple[list[Face | None], list[TrackState]]:
    """Faces of all frames, and the state after each chunk, which went through bytes each time."""
    tracker, state = Tracker(read_painting), TrackState()
    faces: list[Face | None] = []
    states: list[TrackState] = []
    frames = [Frame(index / FPS, film(index / FPS)) for index in range(round(seconds * FPS))]
    for start in range(0, len(frames), CHUNK):
        found, state = tracker.follow(frames[start : start + CHUNK], state)
        state = TrackState.from_bytes(state.to_bytes())
        faces += found
        states.append(state)
    return faces, states


@pytest.mark.parametrize("share", [0.15, 0.25, 0.4, 0.6, 0.9])
@pytest.mark.parametrize("centre", [(160, 120), (90, 120), (260, 130)])
def test_a_face_of_any_size_is_found_in_the_first_frame(share: float, centre: tuple[int, int]) -> None:
    still = paint(nobody(), *centre, share * 240)
    faces, _ = follow(lambda _: still, 0.3)
    assert all(faces)


def test_the_box_is_that_of_the_face() -> None:
    still = paint(nobody(), 140.5, 110.25, 100)
    faces, _ = follow(lambda _: still, 0.5)
    assert faces[-1] is not None
    assert faces[-1].box.centre == pytest.approx((140.5, 110.25), abs=1.0)
    assert faces[-1].box.height == pytest.approx(100, abs=6)


def test_nobody_is_nobody() -> None:
    faces, states = follow(lambda _: nobody(), 5)
    assert not any(faces)
    assert states[-1].square is None


def test_skin_without_features_is_no_face() -> None:
    hand = nobody()
    hand[60:180, 100:190, 0] = 20
    faces, _ = follow(lambda _: hand, 5)
    assert not any(faces)


def test_a_moving_face_is_never_lost() -> None:
    """Three quarters of the frame's width in three seconds, there and back."""
    faces, _ = follow(lambda t: paint(nobody(), 160 + 90 * np.sin(2 * np.pi * t / 6), 120, 90), 6)
    assert all(faces)


def test_a_face_that_comes_closer_stays_in_its_crop() -> None:
    faces, states = follow(lambda t: paint(nobody(), 160, 120, 40 + 30 * t), 5)
    assert all(faces)
    assert faces[-1] is not None and states[-1].square is not None
    assert 0.45 < faces[-1].box.height / states[-1].square.side < 0.75


def test_the_crop_goes_along_with_a_face_that_sways() -> None:
    faces, _ = follow(lambda t: paint(nobody(), 160 + 9 * np.sin(2 * t), 120 + 4 * np.cos(3 * t), 90), 4)
    seen = [face for face in faces[CHUNK:] if face]
    assert len(seen) == len(faces) - CHUNK
    assert len({face.square.side for face in seen}) == 1
    away = np.array([np.subtract(face.box.centre, face.square.centre) for face in seen])
    assert np.ptp(away, axis=0).max() < 1.5  # pixels; the face itself goes 18 px to and fro


def test_the_crop_rests_where_the_face_cannot_be_followed() -> None:
    """Noise that is said to be a face: nothing of one frame is found again in the next."""
    still, rng = paint(nobody(), 160, 120, 90), np.random.default_rng(3)
    tracker = Tracker(lambda pictures, squares: read_painting([still] * len(pictures), squares))
    state, squares = TrackState(), set()
    for start in range(0, 3 * CHUNK, CHUNK):
        noise = [rng.integers(0, 255, (240, 320, 3), np.uint8) for _ in range(CHUNK)]
        faces, state = tracker.follow([Frame((start + i) / FPS, one) for i, one in enumerate(noise)], state)
        squares |= {face.square for face in faces if face}
    assert len(squares) == 1


def test_the_face_is_found_again_within_half_a_second() -> None:
    here = paint(nobody(), 80, 110, 80)
    there = paint(nobody(), 240, 130, 70)

    def film(t: float) -> Image:
        return here if t < 2 else nobody() if t < 4 else there

    faces, _ = follow(film, 6)
    seen = np.array([face is not None for face in faces])
    t_s = np.arange(len(seen)) / FPS
    assert seen[t_s < 2].all()
    assert not seen[(t_s >= 2) & (t_s < 4)].any()
    assert seen[t_s >= 4.5].all()


def test_a_face_that_jumps_is_found_again_within_half_a_second() -> None:
    here, there = paint(nobody(), 70, 110, 80), paint(nobody(), 250, 130, 80)
    faces, _ = follow(lambda t: here if t < 2 else there, 4)
    assert all(face is not None for face in faces[round(2.5 * FPS) :])


def test_the_larger_of_two_faces_is_measured_and_the_other_one_told() -> None:
    two = paint(paint(nobody(), 90, 120, 110), 250, 120, 70)
    faces, states = follow(lambda _: two, 2)
    assert all(face and face.box.centre[0] < 130 for face in faces)
    assert states[-1].second_face_share == pytest.approx((70 / 110) ** 2, abs=0.08)


def test_one_face_has_no_second() -> None:
    still = paint(nobody(), 160, 120, 100)
    assert all(state.second_face_share == 0 for state in follow(lambda _: still, 3)[1])


def test_a_second_face_that_is_hardly_larger_takes_nothing_over() -> None:
    two = paint(paint(nobody(), 90, 120, 90), 240, 120, 98)
    alone = paint(nobody(), 90, 120, 90)
    faces, _ = follow(lambda t: alone if t < 1 else two, 4)
    assert all(face and face.box.centre[0] < 130 for face in faces)


def test_a_much_larger_face_takes_over_within_a_second_or_so() -> None:
    alone = paint(nobody(), 80, 120, 60)
    two = paint(alone, 230, 120, 130)
    faces, _ = follow(lambda t: alone if t < 2 else two, 4)
    assert faces[-1] is not None and faces[-1].box.centre[0] > 180


def test_a_neighbour_in_the_crop_is_left_out_of_the_mask() -> None:
    two = paint(paint(nobody(), 120, 120, 100), 210, 120, 80)
    faces, _ = follow(lambda _: two, 1)
    assert faces[-1] is not None
    assert faces[-1].box.x + faces[-1].box.width < 170


def test_all_frames_of_a_chunk_share_one_crop() -> None:
    asked: list[Square] = []

    def segmenter(pictures: Sequence[Image], squares: Sequence[Square]) -> Probabilities:
        if len(squares) == CHUNK:
            asked.extend(squares)
        return read_painting(pictures, squares)

    frames = [Frame(i / FPS, paint(nobody(), 100 + 4 * i, 120, 90)) for i in range(CHUNK)]
    Tracker(segmenter).follow(frames, TrackState())
    assert len(asked) == CHUNK and len(set(asked)) == 1


def test_searching_an_empty_room_is_cheap() -> None:
    """One look per chunk, and six parts of the frame every two seconds at most."""
    looks = 0

    def segmenter(pictures: Sequence[Image], squares: Sequence[Square]) -> Probabilities:
        nonlocal looks
        looks += len(squares)
        return read_painting(pictures, squares)

    tracker, state = Tracker(segmenter), TrackState()
    for start in range(0, 10 * FPS, CHUNK):
        frames = [Frame((start + i) / FPS, nobody()) for i in range(CHUNK)]
        _, state = tracker.follow(frames, state)
    assert looks <= 10 * FPS / CHUNK + 1 + 6 * 5


def test_what_is_doubtful_for_a_second_is_let_go() -> None:
    """The features fade out of a followed face: only skin with a trace of them is left."""

    def segmenter(pictures: Sequence[Image], squares: Sequence[Square]) -> Probabilities:
        maps = read_painting(pictures, squares)
        if pictures[0][0, 0, 1]:
            features = maps[:, 2:6].sum(axis=1)
            maps[:, 2:6] *= 0.4
            maps[:, 1] += 0.6 * features
        return maps

    tracker, state = Tracker(segmenter), TrackState()
    clear = paint(nobody(), 160, 120, 100)
    faint = clear.copy()
    faint[0, 0, 1] = 1
    found: list[Face | None] = []
    for start in range(0, 4 * FPS, CHUNK):
        frames = [Frame((start + i) / FPS, clear if start < FPS else faint) for i in range(CHUNK)]
        faces, state = tracker.follow(frames, state)
        found += faces
    assert all(found[: 2 * FPS - CHUNK])
    assert not any(found[3 * FPS :])


def blurred_from_far(pictures: Sequence[Image], squares: Sequence[Square]) -> Probabilities:
    """Reads a painting, but features only from near: from far they are skin."""
    maps = read_painting(pictures, squares)
    for one, square in zip(maps, squares, strict=True):
        if square.side > 100:
            one[Label.SKIN] += one[Label.EYES : Label.MOUTH + 1].sum(axis=0)
            one[Label.EYES : Label.MOUTH + 1] = 0
    return maps


def test_a_small_face_without_features_from_far_is_found() -> None:
    frame = Frame(0.0, paint(nobody(), 200, 150, 30))
    (face,), _ = Tracker(blurred_from_far).follow([frame], TrackState())
    assert face is not None and face.box.holds((200, 150))


def test_skin_without_features_does_not_hide_a_small_face() -> None:
    hand = nobody()
    hand[20:110, 20:100, 0] = 20
    (face,), _ = Tracker(blurred_from_far).follow([Frame(0.0, paint(hand, 220, 160, 30))], TrackState())
    assert face is not None and face.box.holds((220, 160))


def test_skin_without_features_is_no_second_face() -> None:
    picture = paint(nobody(), 80, 110, 90)
    picture[60:180, 210:290, 0] = 20
    _, states = follow(lambda _: picture, 3)
    assert all(state.second_face_share == 0 for state in states)


def test_what_is_no_face_at_the_second_look_begins_nothing() -> None:
    looks: list[Square] = []

    def segmenter(pictures: Sequence[Image], squares: Sequence[Square]) -> Probabilities:
        maps = read_painting(pictures, squares)
        looks.extend(squares)
        if len(looks) > 2:
            maps[:, Label.SKIN] += maps[:, Label.EYES : Label.MOUTH + 1].sum(axis=1)
            maps[:, Label.EYES : Label.MOUTH + 1] = 0
        return maps

    faces, state = Tracker(segmenter).follow([Frame(0.0, paint(nobody(), 160, 120, 90))], TrackState())
    assert not any(faces) and state.square is None
