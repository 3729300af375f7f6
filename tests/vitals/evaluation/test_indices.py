import numpy as np
import pytest

from tests.vitals.shared_data import TRACES, needs_traces
from tests.vitals.synthetic import Person, capture_times, person
from vitals.evaluation.indices import area, indices, table
from vitals.monitor import run
from vitals.types import Trace


def test_an_index_that_orders_all_has_the_whole_area():
    right = np.array([False, False, True, True])
    assert area(np.array([1.0, 2, 3, 4]), right) == 1
    assert area(np.array([4.0, 3, 2, 1]), right) == 0
    assert area(np.array([1.0, 1, 1, 1]), right) == 0.5


def test_what_has_nothing_to_say_counts_as_the_worst():
    assert area(np.array([np.nan, 1.0]), np.array([False, True])) == 1


def last(trace: Trace) -> dict[str, float]:
    *_, e = run(trace)
    return indices(trace, e, 72)


def test_every_index_prefers_a_pulse_to_noise():
    t_s = capture_times(16)
    noise = np.array([180.0, 130, 110]) + np.random.default_rng(0).normal(0, 0.5, (len(t_s), 3))
    pulse, nothing = last(person(Person(72), t_s)), last(Trace.of_skin(t_s, noise))
    assert len(pulse) == 8
    judged = set(pulse) - {"movement of the colour"}
    assert {name for name in judged if not pulse[name] > nothing[name]} == set()


@needs_traces
def test_the_table_has_a_row_per_index():
    rows = table([TRACES / "lgi_D_talk.json"]).splitlines()
    assert len(rows) == 9
    assert all(0 <= float(row[32:40]) <= 1 for row in rows[1:])


def test_nothing_is_known_before_there_is_a_window():
    trace = person(Person(), capture_times(3))
    first = next(iter(run(trace)))
    assert indices(trace, first, 72) == {}
    assert first.heart_rate.quality == pytest.approx(0)
