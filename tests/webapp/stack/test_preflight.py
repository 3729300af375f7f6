"""What is told before anything is started, without a GPU at hand."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from webapp.stack.preflight import CHECK_S, CannotStart, check_cuda

Ending = Callable[[int, str], None]


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Ending:
    """Makes the trial of the network end with this status and this on its standard error."""

    def ends(status: int, said: str) -> None:
        done = subprocess.CompletedProcess([], status, "", said)
        monkeypatch.setattr(subprocess, "run", lambda *args, **options: done)

    return ends


def test_cuda_that_is_required_and_works_lets_the_start_go_on(
    trial: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", "1")
    trial(0, "")
    check_cuda()


def test_cuda_that_is_required_and_does_not_work_stops_the_start_with_its_reason(
    trial: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", "1")
    trial(2, "a warning\nREQUIRE_CUDA is set, but the network runs on the CPU\n")
    with pytest.raises(CannotStart, match=r"^REQUIRE_CUDA is set, but the network runs on the CPU$"):
        check_cuda()


def test_a_trial_that_dies_without_a_word_is_told_by_its_status(
    trial: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", "1")
    trial(-11, "")
    with pytest.raises(CannotStart, match="status -11"):
        check_cuda()


def test_a_gpu_that_does_not_answer_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("x", CHECK_S)

    monkeypatch.setenv("REQUIRE_CUDA", "1")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(CannotStart, match="does not answer within 60 s"):
        check_cuda()


def test_where_cuda_is_not_required_nothing_is_tried(trial: Ending, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUIRE_CUDA", raising=False)
    trial(2, "tried all the same")
    check_cuda()
