"""What the charts get: estimates of each version, and waves of the stored signals."""

from __future__ import annotations

import base64
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.review.conftest import SECONDS, address
from tests.webapp.review.test_session import analysed
from webapp.records.models import Session, Trace
from webapp.review.results.waves import MOST_POINTS

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]


def data(client: Client, session: Session, rest: str) -> dict[str, Any]:
    answer = client.get(address(session, rest))
    assert answer.status_code == 200
    return dict(answer.json())


def test_estimates_come_as_columns(as_user: LogIn, onlooker: User, session: Session) -> None:
    found = data(as_user(onlooker), session, "series.json")
    assert found["t_s"] == [float(t_s) for t_s in range(1, SECONDS + 1)]
    assert found["heart_rate"]["value"][6:9] == [None, 72.0, 72.0]
    assert found["heart_rate"]["withheld"][6:9] == ["too_short", None, None]
    assert found["heart_rate"]["quality"][6:9] == [None, 0.9, 0.9]
    assert found["instruction"][6:9] == ["motion", None, None]


def test_how_sure_a_rate_was_is_given_where_it_is_known(
    as_user: LogIn, onlooker: User, session: Session
) -> None:
    session.estimates.filter(t_s=9).update(hr_low_bpm=70.0, hr_high_bpm=74.0)
    heart = data(as_user(onlooker), session, "series.json")["heart_rate"]
    assert (heart["low"][7:9], heart["high"][7:9]) == ([None, 70.0], [None, 74.0])


def test_an_analysis_has_its_own_estimates(as_user: LogIn, onlooker: User, session: Session) -> None:
    analysed(session)
    found = data(as_user(onlooker), session, "series.json?result=1")
    assert (found["t_s"], found["heart_rate"]["value"]) == ([8.0], [75.0])


@pytest.mark.parametrize("key", ["2", "x", "", "²", "9" * 30])
def test_a_version_that_is_not_there_is_not_found(
    as_user: LogIn, onlooker: User, session: Session, key: str
) -> None:
    assert as_user(onlooker).get(address(session, f"series.json?result={key}")).status_code == 404


def test_waves_have_the_beats_of_the_heart_rate(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    (seen,) = data(as_user(onlooker), session, "waves.json")["methods"]
    beats = [t_s for t_s in seen["beat_s"] if 9 < t_s < 18]
    steps = [later - sooner for sooner, later in pairwise(beats)]
    assert 60 / (sum(steps) / len(steps)) == pytest.approx(72, abs=2)


def test_the_spectrogram_is_brightest_at_the_heart_rate(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    found = data(as_user(onlooker), session, "waves.json")["methods"][0]["spectrogram"]
    levels = base64.b64decode(found["levels"])
    rates = found["rate_bpm"]
    assert len(levels) == len(rates) * len(found["t_s"])
    last = levels[-len(rates) :]
    assert rates[last.index(max(last))] == pytest.approx(72, abs=3)


def test_each_region_and_breath_wave_that_is_seen_is_there(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    found = data(as_user(onlooker), session, "waves.json")
    assert "skin" in found["colours"] and len(found["colours"]["skin"]["rgb"]) == 3
    assert list(found["breath"])[:2] == ["shoulders", "head"]
    assert found["gaps"] == []


def test_several_methods_are_seen_together(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    found = data(as_user(onlooker), session, "waves.json?method=pos&method=green&method=pos")
    assert [seen["method"] for seen in found["methods"]] == ["pos", "green"]


def test_a_span_is_shown_by_itself(as_user: LogIn, onlooker: User, session: Session, signals: Trace) -> None:
    found = data(as_user(onlooker), session, "waves.json?from=5&to=8")
    times = found["methods"][0]["pulse"]["t_s"]
    assert found["span_s"] == [5.0, 8.0] and min(times) >= 5 and max(times) <= 8


def test_no_line_has_more_points_than_a_screen_can_show(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    found = data(as_user(onlooker), session, "waves.json")
    lines = [found["methods"][0]["pulse"], *found["colours"].values(), *found["breath"].values()]
    assert all(len(line["t_s"]) <= MOST_POINTS for line in lines)


@pytest.mark.parametrize(
    "query",
    ["method=magic", "method=pos&method=chrom&method=lgi&method=pca&method=ica"]
    + [
        f"from={start}&to={end}"
        for start, end in [("x", "3"), ("5", "4"), ("-1", "3"), ("0", "inf"), ("nan", "1")]
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace, query: str
) -> None:
    answer = as_user(onlooker).get(address(session, f"waves.json?{query}"))
    assert answer.status_code == 400 and answer.json()["message"]


def test_without_signals_there_are_no_waves(as_user: LogIn, onlooker: User, session: Session) -> None:
    assert as_user(onlooker).get(address(session, "waves.json")).status_code == 404


def test_methods_stand_side_by_side(as_user: LogIn, onlooker: User, session: Session, signals: Trace) -> None:
    analysed(session)
    answer = as_user(onlooker).get(address(session, "methods/?method=fused&method=pos&method=ica"))
    page = answer.content.decode()
    assert "<b>72</b>" in page and "<b>75</b>" in page and "Not analysed with this method yet" in page
    assert 'id="pulse-ica"' in page


def test_too_many_methods_side_by_side_are_refused(
    as_user: LogIn, onlooker: User, session: Session, signals: Trace
) -> None:
    query = "&".join(f"method={name}" for name in ("pos", "chrom", "lgi", "pca", "ica"))
    answer = as_user(onlooker).get(address(session, f"methods/?{query}"))
    assert answer.status_code == 400 and "choose at most 4" in answer.content.decode()
