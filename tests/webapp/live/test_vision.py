"""The vision task around the analyser: which frames reach it, what is kept, what the page is told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
import simplejpeg

from tests.webapp.live.batches import CONNECTION, batch, opened, run
from vitals.analyzer import Analysis, AnalyzerState
from vitals.types import Frame, Sample
from webapp.live import keys, socket_store, tasks, vision
from webapp.live.connections import sync_redis
from webapp.live.vision_store import ROW_BYTES

pytestmark = pytest.mark.usefixtures("workers")

PICTURE = simplejpeg.encode_jpeg(np.full((24, 32, 3), 128, np.uint8))
BOMB = simplejpeg.encode_jpeg(np.zeros((2000, 2000, 3), np.uint8))


@dataclass
class Analyser:
    """Stands for FaSeNet: sees a face in the middle of each frame."""

    calls: list[tuple[list[Frame], AnalyzerState]] = field(default_factory=list)
    segmenter: object = None

    def analyse(self, frames: list[Frame], state: AnalyzerState) -> Analysis:
        self.calls.append((list(frames), state))
        outline = [np.array([[0.25, 0.25], [0.75, 0.25], [0.5, 1 / 3]])]
        after = AnalyzerState(size=(32, 24), t_s=frames[-1].t_s)
        return Analysis([sample(frame.t_s) for frame in frames], outline, 1, after)


def sample(t_s: float) -> Sample:
    rgb, area = np.full((5, 3), 100.0), np.full(5, 10.0)
    return Sample(t_s, rgb, area, np.array([0.5, 0.5, 0.3, 0.4]), 0.0, 0.0, 80.0, 0.0, 0.0)


@pytest.fixture
def analyser(monkeypatch: pytest.MonkeyPatch) -> Analyser:
    fake = Analyser()
    monkeypatch.setattr(vision, "analyzer", lambda: fake)
    return fake


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], int | None]]:
    messages: list[tuple[dict[str, Any], int | None]] = []
    monkeypatch.setattr(vision, "publish", lambda pk, message, close=None: messages.append((message, close)))
    return messages


def fed(*jpegs: bytes) -> uuid.UUID:
    """A session with one batch per kind of picture, four frames each."""

    async def feed() -> uuid.UUID:
        pk = await opened()
        for seq, jpeg in enumerate(jpegs):
            await socket_store.append(pk, CONNECTION, batch(seq, start_s=seq, frames=4, jpeg=jpeg))
        return pk

    return run(feed())


def meta(pk: uuid.UUID, name: str) -> int:
    return int(sync_redis().hget(keys.Keys(pk).meta, name) or 0)


def test_frames_become_rows_of_the_trace(analyser: Analyser, told: list[Any]) -> None:
    pk = fed(PICTURE)
    assert vision.see_frames(pk) == []
    ((frames, state),) = analyser.calls
    assert [frame.t_s for frame in frames] == [0.0, 1 / 30, 2 / 30, 3 / 30]
    assert frames[0].rgb.shape == (24, 32, 3) and state == AnalyzerState.initial()
    assert sync_redis().strlen(keys.Keys(pk).trace) == 4 * ROW_BYTES
    assert (meta(pk, "processed"), meta(pk, "dropped")) == (4, 0)


def test_the_page_is_told_what_was_seen(analyser: Analyser, told: list[Any]) -> None:
    vision.see_frames(fed(PICTURE))
    assert told == [
        (
            {
                "type": "vision",
                "t_s": 3 / 30,
                "face": [0.5, 0.5, 0.3, 0.4],
                "outline": [[[0.25, 0.25], [0.75, 0.25], [0.5, 0.3333]]],
                "faces": 1,
            },
            None,
        )
    ]


def test_classes_are_told_while_the_page_wants_them(analyser: Analyser, told: list[Any]) -> None:
    pk = fed(PICTURE)
    run(socket_store.want_classes(pk, True))
    vision.see_frames(pk)
    run(socket_store.append(pk, CONNECTION, batch(1, start_s=1.0, frames=1, jpeg=PICTURE)))
    run(socket_store.want_classes(pk, False))
    vision.see_frames(pk)
    with_classes, without = (message for message, _ in told)
    assert with_classes["classes"] is None  # the analyser of this test has no network
    assert "classes" not in without


def test_the_state_goes_from_task_to_task(analyser: Analyser, told: list[Any]) -> None:
    pk = fed(*[PICTURE] * 9)
    assert "vision" in vision.see_frames(pk)
    vision.see_frames(pk)
    assert analyser.calls[1][1] == AnalyzerState(size=(32, 24), t_s=analyser.calls[0][0][-1].t_s)


def test_a_state_of_another_version_is_begun_anew(analyser: Analyser, told: list[Any]) -> None:
    pk = fed(PICTURE)
    sync_redis().set(keys.Keys(pk).vision_state, b"from yesterday")
    vision.see_frames(pk)
    assert analyser.calls[0][1] == AnalyzerState.initial()


@pytest.mark.parametrize("bad", [b"no jpeg", PICTURE[:40], BOMB])
def test_a_bad_picture_costs_that_frame_only(analyser: Analyser, told: list[Any], bad: bytes) -> None:
    pk = fed(bad, PICTURE)
    vision.see_frames(pk)
    assert [frame.t_s for frame in analyser.calls[0][0]] == [1.0, 1 + 1 / 30, 1 + 2 / 30, 1 + 3 / 30]
    assert (meta(pk, "processed"), meta(pk, "dropped")) == (4, 4)
    assert sync_redis().xlen(keys.Keys(pk).frames) == 0


def test_thirty_bad_pictures_in_a_row_close_the_session(analyser: Analyser, told: list[Any]) -> None:
    pk = fed(*[b"no jpeg"] * 8)
    vision.see_frames(pk)
    ((message, close),) = told
    assert (message["type"], message["code"], close) == ("error", "bad_batch", 4400)


def test_bad_pictures_are_counted_over_tasks_but_only_in_a_row(analyser: Analyser, told: list[Any]) -> None:
    pk = fed(b"no jpeg")
    vision.see_frames(pk)
    assert meta(pk, "bad_in_a_row") == 4
    run(socket_store.append(pk, CONNECTION, batch(1, start_s=1.0, frames=1, jpeg=PICTURE)))
    vision.see_frames(pk)
    assert meta(pk, "bad_in_a_row") == 0


def test_a_task_without_frames_is_no_harm(analyser: Analyser, told: list[Any]) -> None:
    assert vision.see_frames(run(opened())) == []
    assert analyser.calls == [] and told == []


def test_a_session_that_is_over_is_no_harm(analyser: Analyser, told: list[Any]) -> None:
    assert vision.see_frames(uuid.uuid4()) == []


def test_when_the_lease_was_lost_the_page_is_told_nothing(
    analyser: Analyser, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = fed(PICTURE)
    monkeypatch.setattr(vision.store, "commit", lambda *args: None)
    assert vision.see_frames(pk) == []
    assert told == []


def test_what_is_left_goes_to_the_tail_of_its_queue(
    analyser: Analyser, told: list[Any], scheduled: list[tuple[str, uuid.UUID]]
) -> None:
    pk = fed(*[PICTURE] * 9)  # 36 frames over 8 s: more than one task takes, and an estimate is due
    tasks.see(pk.hex)
    assert scheduled == [("vision", pk), ("estimate", pk)]
