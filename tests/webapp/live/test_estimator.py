"""The estimate task: once per second of data, and the result at the end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from tests.webapp.conftest import make_session
from tests.webapp.live.batches import CONNECTION, batch, run
from vitals.types import ROW_LENGTH_1, Trace
from vitals.withheld import Withheld
from webapp.live import estimate_store, keys, limits, registry, socket_store, vision_store
from webapp.live.connections import sync_redis
from webapp.live.estimator import estimate_or_finish
from webapp.records.models import Session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workers", "scheduled")]

HR_BPM = 72.0
FPS = 30.0


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], int | None]]:
    """What the page would have been told, with the close code."""
    messages: list[tuple[dict[str, Any], int | None]] = []
    monkeypatch.setattr(
        "webapp.live.estimator.publish", lambda pk, message, close=None: messages.append((message, close))
    )
    return messages


@pytest.fixture
def session() -> Session:
    made = make_session(visitor=uuid.uuid4())
    registry.begin(made.pk, {"mode": "standard"})
    return made


def pulse_trace(seconds: float, start_s: float = 100.0) -> Trace:
    """A face whose skin follows a pulse, as a vision worker would have seen it."""
    t_s = start_s + np.arange(round(seconds * FPS)) / FPS
    wave = np.sin(2 * np.pi * HR_BPM / 60 * t_s)[:, None]
    noise = np.random.default_rng(7).normal(0, 0.02, (len(t_s), 3))
    skin = np.array([150.0, 110.0, 90.0]) * (1 - wave * np.array([0.003, 0.007, 0.005])) + noise
    rows = Trace.of_skin(t_s, skin).rows()
    rows[:, 16:21] = 5000.0  # area of each region, px
    rows[:, 21:25] = (0.5, 0.5, 0.3, 0.5)  # face
    rows[:, 25:27] = 0.0  # shoulders and head are still
    rows[:, 27:30] = (90.0, 0.0, 0.0)  # light, clipping, second face
    return Trace.from_rows(rows)


async def see(pk: uuid.UUID, trace: Trace) -> None:
    """One frame goes the live way; the rest of the trace is put beside it in Redis."""
    found = await socket_store.open_session(pk, CONNECTION)
    assert found is not None
    await socket_store.append(pk, CONNECTION, batch(found.next_seq, start_s=float(trace.t_s[0]), frames=1))
    taken = vision_store.take(pk)
    assert taken is not None
    rows = trace.rows().tobytes()
    seen = vision_store.Seen(rows, b"state", float(trace.t_s[-1]), len(trace), 0, 0)
    assert vision_store.commit(pk, taken, seen) is not None


def watch(pk: uuid.UUID, seconds: int) -> Trace:
    """So many seconds go the live way, one estimate for each."""
    whole = pulse_trace(seconds + 0.5)
    for second in range(seconds):
        end_s = 100.0 + second + 1.1
        run(see(pk, whole.between(end_s - 1.0 if second else 100.0, end_s - 1e-6)))
        assert estimate_or_finish(pk) is False
    return whole


def test_an_estimate_reaches_the_page_as_the_protocol_has_it(session: Session, told: list[Any]) -> None:
    watch(session.pk, 15)
    assert len(told) == 15
    message, close = told[-1]
    assert (message["type"], close) == ("estimate", None)
    assert message["t_s"] == message["newest_t_s"] == pytest.approx(115.1, abs=1 / FPS)
    assert abs(message["heart_rate"]["value"] - HR_BPM) < 2
    assert message["heart_rate"]["unit"] == "/min" and message["heart_rate"]["withheld"] is None
    assert message["respiratory_rate"]["value"] is None
    assert message["respiratory_rate"]["withheld"] == Withheld.TOO_SHORT
    assert message["fps"] == pytest.approx(FPS, abs=0.1)
    assert message["frames"] == {"received": 15, "processed": 453, "dropped": 0}
    assert len(message["pulse"]["t"]) == len(message["pulse"]["v"]) > 100


def test_the_pages_own_drops_stand_beside_the_servers(session: Session, told: list[Any]) -> None:
    run(see(session.pk, pulse_trace(2)))
    run(socket_store.page_dropped(session.pk, 5))
    estimate_or_finish(session.pk)
    assert told[0][0]["frames"]["dropped"] == 5


def test_while_one_estimator_works_another_does_nothing(session: Session, told: list[Any]) -> None:
    run(see(session.pk, pulse_trace(2)))
    assert estimate_store.take(session.pk) is not None
    assert estimate_or_finish(session.pk) is False
    assert told == []


def test_state_goes_from_one_estimate_to_the_next(session: Session, told: list[Any]) -> None:
    run(see(session.pk, pulse_trace(9)))
    estimate_or_finish(session.pk)
    first = sync_redis().get(keys.Keys(session.pk).monitor_state)
    run(see(session.pk, pulse_trace(2, start_s=109.0)))
    estimate_or_finish(session.pk)
    assert first and sync_redis().get(keys.Keys(session.pk).monitor_state) != first
    assert [message["t_s"] for message, _ in told] == sorted(message["t_s"] for message, _ in told)


@pytest.mark.parametrize(("wanted", "taken"), [("pos", "pos"), ("ssr", "fused"), ("magic", "fused")])
def test_the_method_of_a_study_is_used_where_it_is_known(told: list[Any], wanted: str, taken: str) -> None:
    made = make_session(visitor=uuid.uuid4())
    registry.begin(made.pk, {"mode": "standard", "method": wanted})
    watch(made.pk, 9)
    run(socket_store.stop(made.pk))
    estimate_or_finish(made.pk)
    assert Session.objects.get(pk=made.pk).method == taken


def test_estimates_go_to_the_database_in_batches(session: Session, told: list[Any]) -> None:
    for second in range(limits.STORE_EVERY):
        assert session.estimates.count() == 0
        run(see(session.pk, pulse_trace(1.1, start_s=100.0 + 1.1 * second)))
        estimate_or_finish(session.pk)
    assert session.estimates.count() == limits.STORE_EVERY
    assert session.estimates.order_by("t_s")[0].t_s == pytest.approx(1.1 - 1 / FPS, abs=1e-3)


def test_the_result_is_told_stored_and_forgotten(session: Session, told: list[Any]) -> None:
    watch(session.pk, 15)
    assert run(socket_store.stop(session.pk)) in ("", "estimate")
    assert estimate_or_finish(session.pk) is False
    message, close = told[-1]
    assert (message["type"], message["session"], close) == ("result", str(session.pk), 1000)
    assert "series" not in message and abs(message["heart_rate"]["value"] - HR_BPM) < 2
    session.refresh_from_db()
    assert session.state == "done" and session.ended_at is not None
    assert session.started_at - timedelta(seconds=1) < session.zero_at < session.ended_at
    assert session.zero_at == session.first_frame_at
    assert abs(session.hr_bpm - HR_BPM) < 2 and session.hr_withheld is None
    assert session.rr_bpm is None and session.rr_withheld == "too_short"
    assert session.frames_processed == 453 and session.fps == pytest.approx(FPS, abs=0.1)
    assert session.estimates.count() == 15
    assert sync_redis().exists(*keys.Keys(session.pk).all()) == 0
    assert sync_redis().zcard(keys.DEADLINES) == 0


def test_a_measurement_without_a_frame_has_a_result_too(session: Session, told: list[Any]) -> None:
    run(socket_store.open_session(session.pk, CONNECTION))
    assert run(socket_store.stop(session.pk)) == "estimate"
    estimate_or_finish(session.pk)
    session.refresh_from_db()
    assert told[-1][0]["heart_rate"]["withheld"] == "too_short"
    assert (session.state, session.hr_withheld, session.frames_processed) == ("done", "too_short", 0)


@pytest.mark.parametrize("agreed", [False, True])
def test_signals_are_kept_only_where_the_person_agreed(
    session: Session, told: list[Any], agreed: bool
) -> None:
    session.consent.store_signals = agreed
    session.consent.save()
    trace = pulse_trace(3)
    run(see(session.pk, trace))
    run(socket_store.stop(session.pk))
    estimate_or_finish(session.pk)
    session.refresh_from_db()
    assert hasattr(session, "trace") is agreed
    if agreed:
        assert np.array_equal(session.trace.samples().rows(), trace.rows(), equal_nan=True)


def test_a_session_that_was_deleted_in_the_meantime_leaves_nothing(session: Session, told: list[Any]) -> None:
    run(see(session.pk, pulse_trace(2)))
    run(socket_store.stop(session.pk))
    session.consent.delete()
    Session.objects.all().delete()
    estimate_or_finish(session.pk)
    assert not Session.objects.exists() and not registry.is_live(session.pk)


def test_nobody_came_back_so_the_session_is_finished(
    session: Session, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "GRACE_S", -0.001)
    run(see(session.pk, pulse_trace(2)))
    assert registry.sweep() == [session.pk]
    estimate_or_finish(session.pk)
    session.refresh_from_db()
    assert session.state == "done"


def test_a_session_is_not_swept_twice_at_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FIRST_GRACE_S", -0.001)
    run(socket_store.open_session(session.pk, CONNECTION))
    assert registry.sweep() == [session.pk]
    assert registry.sweep() == []


def test_a_session_that_redis_has_lost_is_closed(session: Session, told: list[Callable[..., Any]]) -> None:
    registry.forget(session.pk)
    estimate_or_finish(session.pk)
    session.refresh_from_db()
    assert session.state == "failed" and session.hr_withheld == "not_measured"


def test_a_note_does_not_bring_a_session_back() -> None:
    pk = uuid.uuid4()
    estimate_store.note_kept(pk, 3)
    assert not registry.is_live(pk)


def test_an_update_of_the_server_amid_a_session_costs_no_sample(session: Session, told: list[Any]) -> None:
    """What an earlier version has put into Redis is read, and goes on with longer rows."""
    trace = pulse_trace(4)
    before, after = trace.between(100.0, 102.0), trace.between(102.01, 104.0)
    run(see(session.pk, before))
    key = keys.Keys(session.pk)
    sync_redis().set(key.trace, before.rows()[:, :ROW_LENGTH_1].tobytes(), keepttl=True)
    sync_redis().hdel(key.meta, "row_bytes")
    window = estimate_store.take(session.pk)
    assert window is not None and np.array_equal(window.trace.rows(), before.rows(), equal_nan=True)
    run(see(session.pk, after))
    whole = np.vstack((before.rows(), after.rows()))
    assert np.array_equal(estimate_store.whole_trace(session.pk).rows(), whole, equal_nan=True)
    assert 0 < sync_redis().ttl(key.trace) <= limits.KEYS_TTL_S
