"""What the consumer asks of Redis."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace

import pytest

from tests.webapp.live.batches import CONNECTION, batch, begun, opened
from webapp.live import keys, limits, registry, socket_store, vision_store
from webapp.live.connections import sync_redis
from webapp.live.socket_store import Status

pytestmark = pytest.mark.usefixtures("workers")


async def test_a_session_that_redis_does_not_know_is_over() -> None:
    assert await socket_store.open_session(uuid.uuid4(), CONNECTION) is None


async def test_a_new_session_expects_the_first_batch() -> None:
    found = await socket_store.open_session(begun(), CONNECTION)
    assert found is not None
    assert (found.previous, found.next_seq, found.last_t_s) == ("", 0, float("-inf"))


async def test_a_session_is_resumed_after_its_last_batch() -> None:
    pk = await opened()
    await socket_store.append(pk, CONNECTION, batch(0, start_s=10.0, frames=4, fps=4))
    found = await socket_store.open_session(pk, "another")
    assert found is not None
    assert (found.previous, found.next_seq, found.last_t_s) == (CONNECTION, 1, 10.75)


async def test_the_time_of_day_of_the_first_frame_is_that_of_its_arrival_less_the_batch() -> None:
    pk, before = await opened(), time.time()
    await socket_store.append(pk, CONNECTION, batch(0, start_s=10.0, frames=4, fps=4))
    await socket_store.append(pk, CONNECTION, batch(1, start_s=11.0, frames=4, fps=4))
    at_s = int(sync_redis().hget(keys.Keys(pk).meta, "first_at_ms") or 0) / 1000
    assert before - 0.75 - 0.1 < at_s < time.time() - 0.75 + 0.1


async def test_the_first_batch_asks_for_a_worker_and_the_next_does_not() -> None:
    pk = await opened()
    first = await socket_store.append(pk, CONNECTION, batch(0))
    second = await socket_store.append(pk, CONNECTION, batch(1, start_s=1.0))
    assert (first.schedule, first.backlog) == (True, 8)
    assert (second.schedule, second.backlog) == (False, 16)


async def test_a_full_stream_refuses_the_newest_batch_whole_and_counts_it() -> None:
    pk = await opened()
    full = limits.MAX_BACKLOG_FRAMES // 16
    for seq in range(full):
        assert (await socket_store.append(pk, CONNECTION, batch(seq, start_s=seq, frames=16))).accepted
    refused = await socket_store.append(pk, CONNECTION, batch(full, start_s=full, frames=16))
    assert (refused.status, refused.accepted) == (Status.OK, False)
    assert refused.backlog == sync_redis().xlen(keys.Keys(pk).frames) == full * 16
    assert sync_redis().hget(keys.Keys(pk).meta, "dropped") == b"16"


async def test_a_full_stream_whose_worker_has_died_asks_for_another() -> None:
    pk = await opened()
    full = limits.MAX_BACKLOG_FRAMES // 16
    for seq in range(full):
        await socket_store.append(pk, CONNECTION, batch(seq, start_s=seq, frames=16))
    sync_redis().delete(keys.Keys(pk).vision)  # the lease expires
    refused = await socket_store.append(pk, CONNECTION, batch(full, start_s=full, frames=16))
    assert (refused.accepted, refused.schedule) == (False, True)


async def test_a_capture_time_that_no_measurement_has_is_refused() -> None:
    """The record would last for years: each result, each look at it and each analysis as long."""
    pk = await opened()
    await socket_store.append(pk, CONNECTION, batch(0))
    last_s = limits.SESSION_MAX_S + limits.GRACE_S
    refused = await socket_store.append(pk, CONNECTION, batch(1, start_s=last_s + 1))
    assert (refused.status, refused.accepted, refused.backlog) == (Status.OK, False, 8)
    assert sync_redis().hget(keys.Keys(pk).meta, "dropped") == b"8"
    assert (await socket_store.append(pk, CONNECTION, batch(2, start_s=last_s - 1))).accepted


async def test_a_first_batch_over_years_is_refused() -> None:
    pk = await opened()
    assert not (await socket_store.append(pk, CONNECTION, batch(0, frames=2, fps=1e-8))).accepted


async def test_the_order_goes_on_after_a_refused_batch() -> None:
    pk = await opened()
    await socket_store.append(pk, CONNECTION, batch(0))
    await socket_store.stop(pk)
    await socket_store.append(pk, CONNECTION, batch(1, start_s=1.0))
    found = await socket_store.open_session(pk, "another")
    assert found is not None and found.next_seq == 2


async def test_a_socket_that_was_replaced_cannot_append() -> None:
    pk = await opened()
    await socket_store.open_session(pk, "another")
    appended = await socket_store.append(pk, CONNECTION, batch(0))
    assert appended.status is Status.REPLACED
    assert sync_redis().xlen(keys.Keys(pk).frames) == 0


async def test_a_session_that_was_forgotten_has_ended() -> None:
    pk = await opened()
    registry.forget(pk)
    assert (await socket_store.append(pk, CONNECTION, batch(0))).status is Status.ENDED


@pytest.mark.parametrize("queue", registry.QUEUES)
async def test_without_workers_nothing_is_accepted(queue: str) -> None:
    pk = await opened()
    sync_redis().delete(keys.worker(queue))
    assert (await socket_store.append(pk, CONNECTION, batch(0))).status is Status.UNAVAILABLE


async def test_after_the_longest_duration_no_more_frames_are_taken() -> None:
    pk = await opened()
    await socket_store.append(pk, CONNECTION, batch(0, start_s=0.0))
    await socket_store.append(pk, CONNECTION, batch(1, start_s=limits.SESSION_MAX_S))
    late = await socket_store.append(pk, CONNECTION, batch(2, start_s=limits.SESSION_MAX_S + 1))
    assert (late.status, late.accepted, late.backlog) == (Status.OK, False, 16)


async def test_stop_without_frames_asks_for_the_result_at_once() -> None:
    assert await socket_store.stop(await opened()) == "estimate"


async def test_stop_waits_for_the_frames_in_the_stream() -> None:
    pk = await opened()
    await socket_store.append(pk, CONNECTION, batch(0))  # which has asked for a vision worker
    assert await socket_store.stop(pk) == ""


async def test_stop_twice_is_stop_once() -> None:
    pk = await opened()
    await socket_store.stop(pk)
    assert await socket_store.stop(pk) == ""


async def test_all_that_a_session_keeps_has_an_end_of_life() -> None:
    pk = await opened()
    await socket_store.append(pk, CONNECTION, batch(0))
    for key in sync_redis().scan_iter():
        assert sync_redis().ttl(key) > 0, key


async def test_pictures_live_for_seconds_and_nothing_but_a_picture_prolongs_that() -> None:
    pk = await opened()
    await socket_store.append(pk, CONNECTION, batch(0))
    assert limits.STALE_S + limits.LEASE_S < sync_redis().ttl(keys.Keys(pk).frames) <= 30
    sync_redis().expire(keys.Keys(pk).frames, 20)  # ten seconds later
    taken = vision_store.take(pk)
    assert taken is not None and len(taken.frames) == 8  # another worker still finds them
    await socket_store.stop(pk)
    assert vision_store.commit(pk, replace(taken, keep_from_id=""), vision_store.Seen(b"", b"", 0.0, 0, 0, 0))
    assert sync_redis().ttl(keys.Keys(pk).frames) <= 20 < sync_redis().ttl(keys.Keys(pk).meta)


async def test_the_count_of_the_page_is_kept() -> None:
    pk = await opened()
    await socket_store.page_dropped(pk, 7)
    assert sync_redis().hget(keys.Keys(pk).meta, "page_dropped") == b"7"


async def test_the_count_of_the_page_does_not_bring_a_session_back() -> None:
    pk = uuid.uuid4()
    await socket_store.page_dropped(pk, 7)
    assert not registry.is_live(pk)


async def test_a_place_that_is_not_used_is_given_back_sooner() -> None:
    pk = await opened()
    unused_ms = sync_redis().zscore(keys.DEADLINES, str(pk))
    await socket_store.append(pk, CONNECTION, batch(0))
    used_ms = sync_redis().zscore(keys.DEADLINES, str(pk))
    assert 19_000 < used_ms - unused_ms < 23_000
