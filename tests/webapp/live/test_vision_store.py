"""What a vision worker asks of Redis, and what becomes of a session when it dies."""

from __future__ import annotations

import uuid

import pytest

from tests.webapp.live.batches import CONNECTION, batch, opened
from webapp.live import keys, limits, socket_store, vision_store
from webapp.live.connections import sync_redis
from webapp.live.vision_store import ROW_BYTES, Seen, Taken, commit, take

pytestmark = pytest.mark.usefixtures("workers")


async def fed(batches: int = 1, frames: int = 8) -> uuid.UUID:
    pk = await opened()
    for seq in range(batches):
        await socket_store.append(pk, CONNECTION, batch(seq, start_s=seq * 0.25, frames=frames, fps=100))
    return pk


def seen(taken: Taken) -> Seen:
    count = len(taken.frames)
    return Seen(bytes(ROW_BYTES * count), b"state", taken.frames[-1].t_s, count, 0, 0)


def taken_from(pk: uuid.UUID) -> Taken:
    taken = take(pk)
    assert taken is not None
    return taken


async def test_frames_come_in_order_with_their_times() -> None:
    taken = taken_from(await fed(frames=3))
    assert [frame.t_s for frame in taken.frames] == [0.0, 0.01, 0.02]
    assert {frame.jpeg for frame in taken.frames} == {b"jpeg"}


async def test_a_task_takes_a_bounded_number_of_frames() -> None:
    taken = taken_from(await fed(batches=5, frames=16))
    assert len(taken.frames) == limits.FRAMES_PER_TASK


async def test_while_one_worker_has_a_session_no_other_gets_it() -> None:
    pk = await fed()
    taken_from(pk)
    assert take(pk) is None


async def test_frames_stay_until_they_are_committed() -> None:
    pk = await fed()
    taken = taken_from(pk)
    assert sync_redis().xlen(keys.Keys(pk).frames) == 8
    commit(pk, taken, seen(taken))
    assert sync_redis().xlen(keys.Keys(pk).frames) == 0
    assert sync_redis().strlen(keys.Keys(pk).trace) == 8 * ROW_BYTES


async def test_frames_that_came_in_the_meantime_go_to_the_tail_of_the_queue() -> None:
    pk = await fed()
    taken = taken_from(pk)
    appended = await socket_store.append(pk, CONNECTION, batch(1, start_s=1.0))
    assert not appended.schedule
    committed = commit(pk, taken, seen(taken))
    assert committed is not None and committed.waiting == 8
    assert sync_redis().get(keys.Keys(pk).vision) == b"queued"


async def test_after_a_commit_that_left_nothing_the_next_batch_asks_for_a_worker() -> None:
    pk = await fed()
    taken = taken_from(pk)
    commit(pk, taken, seen(taken))
    assert (await socket_store.append(pk, CONNECTION, batch(1, start_s=1.0))).schedule


async def test_when_a_worker_dies_the_next_batch_asks_for_another_which_sees_all_frames() -> None:
    pk = await fed()
    taken_from(pk)  # and dies
    sync_redis().delete(keys.Keys(pk).vision)  # the lease expires
    assert (await socket_store.append(pk, CONNECTION, batch(1, start_s=1.0))).schedule
    assert len(taken_from(pk).frames) == 16


async def test_a_worker_whose_lease_was_lost_changes_nothing() -> None:
    pk = await fed()
    slow = taken_from(pk)
    sync_redis().delete(keys.Keys(pk).vision)
    quick = taken_from(pk)
    assert commit(pk, slow, seen(slow)) is None
    assert sync_redis().strlen(keys.Keys(pk).trace) == 0
    assert commit(pk, quick, seen(quick)) is not None


async def test_a_lease_has_an_end_of_life() -> None:
    pk = await fed()
    taken_from(pk)
    assert 0 < sync_redis().pttl(keys.Keys(pk).vision) <= limits.LEASE_S * 1000


async def test_stale_frames_are_dropped_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STALE_S", -1.0)
    pk = await fed()
    taken = taken_from(pk)
    assert taken.frames == ()
    assert sync_redis().hget(keys.Keys(pk).meta, "dropped") == b"8"


async def test_a_task_without_frames_gives_its_lease_back() -> None:
    pk = await opened()
    taken = taken_from(pk)
    assert commit(pk, taken, Seen(b"", b"", 0.0, 0, 0, 0)) == vision_store.Committed(0, False)
    assert not sync_redis().exists(keys.Keys(pk).vision)


async def test_the_state_of_the_analyser_travels_from_task_to_task() -> None:
    pk = await fed(batches=3, frames=16)
    first = taken_from(pk)
    assert first.state == b""
    commit(pk, first, seen(first))
    assert taken_from(pk).state == b"state"


async def test_an_estimate_is_due_once_per_second_of_data() -> None:
    pk = await opened()
    due = []
    for seq in range(9):
        await socket_store.append(pk, CONNECTION, batch(seq, start_s=seq * 0.25, frames=1))
        taken = taken_from(pk)
        committed = commit(pk, taken, seen(taken))
        assert committed is not None
        due.append(committed.estimate_due)
    assert due == [False] * 4 + [True] + [False] * 4  # queued once, then it waits for its worker


async def test_after_stop_the_last_frames_call_for_the_result() -> None:
    pk = await fed(frames=1)
    taken = taken_from(pk)
    assert await socket_store.stop(pk) == ""
    committed = commit(pk, taken, seen(taken))
    assert committed is not None and committed.estimate_due


async def test_a_session_that_is_over_is_not_taken() -> None:
    assert take(uuid.uuid4()) is None
