import struct

import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals.errors import StateError
from vitals.monitor import MonitorState, estimate

TRACE = person(Person(), capture_times(14))


def at(t_s: float) -> MonitorState:
    return estimate(TRACE, t_s, MonitorState.fresh())[1]


def test_a_state_survives_its_bytes():
    state = at(12.0)
    again = MonitorState.from_bytes(state.to_bytes())
    assert again.t_s == 12.0
    assert again.heart.belief.tolist() == state.heart.belief.tolist()
    assert again.breath.motion.belief.tolist() == state.breath.motion.belief.tolist()


def test_a_fresh_state_survives_its_bytes():
    assert MonitorState.from_bytes(MonitorState.fresh().to_bytes()).t_s is None


def test_the_next_estimate_is_the_same_from_bytes():
    state = at(12.0)
    direct, _ = estimate(TRACE, 13.0, state)
    stored, _ = estimate(TRACE, 13.0, MonitorState.from_bytes(state.to_bytes()))
    assert stored.heart_rate == direct.heart_rate


def test_a_state_is_small():
    assert len(MonitorState.fresh().to_bytes()) < 8192


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data[:-1], "bytes and not"),
        (lambda data: b"", "bytes and not"),
        (lambda data: b"XXXX" + data[4:], "no monitor state"),
        (lambda data: data[:4] + struct.pack("<H", 9) + data[6:], "version 9"),
        (lambda data: data[:-8] + struct.pack("<d", np.inf), "not finite"),
    ],
)
def test_damaged_bytes_are_refused(damage, message):
    with pytest.raises(StateError, match=message):
        MonitorState.from_bytes(damage(MonitorState.fresh().to_bytes()))


def test_time_does_not_go_back():
    with pytest.raises(ValueError, match=r"time goes back from 12.0 to 11.0 s"):
        at(12.0).later(11.0)
