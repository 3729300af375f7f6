"""Frames per second of the network alone."""

from __future__ import annotations

import json

import pytest

from vitals import benchmark, throughput
from vitals.segmentation import session as sessions
from vitals.segmentation.session import CPU


@pytest.fixture
def no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUIRE_CUDA", raising=False)
    monkeypatch.setattr(sessions, "_has_gpu", lambda: False)
    monkeypatch.setattr("onnxruntime.get_available_providers", lambda: [CPU])


@pytest.mark.usefixtures("no_gpu")
def test_every_batch_size_is_measured_on_the_provider_in_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmark", "--batches", "1", "3", "--rounds", "2", "--json"])
    benchmark.main()
    found = json.loads(capsys.readouterr().out)
    assert found["provider"] == CPU
    assert [batch["frames"] for batch in found["batches"]] == [1, 3]
    assert all(batch["frames_per_s"] > 0 and batch["cpu_ms_per_frame"] > 0 for batch in found["batches"])


@pytest.mark.usefixtures("no_gpu")
def test_cuda_that_is_absent_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmark", "--batches", "1", "--provider", "cuda"])
    with pytest.raises(SystemExit) as ended:
        benchmark.main()
    said = capsys.readouterr()
    assert ended.value.code == 2 and said.out == ""
    assert said.err.startswith("CUDA is asked for, but") and said.err.count("\n") == 1


def test_the_table_names_model_provider_and_every_size() -> None:
    batches = (throughput.Batch(1, 400.0, 2.5), throughput.Batch(64, 512.3, 1.9))
    lines = throughput.Throughput("F 1", "P", 160, batches).table().splitlines()
    assert lines[0] == "F 1 on P, 160x160, network alone"
    assert [line.split() for line in lines[2:]] == [["1", "400.0", "2.50"], ["64", "512.3", "1.90"]]


def test_the_cost_is_a_median_after_the_first_rounds() -> None:
    calls = []
    wall_s, cpu_s = throughput.cost_s(lambda: calls.append(1), rounds=4)
    assert len(calls) == throughput.WARM_UP_ROUNDS + 4
    assert 0 <= cpu_s < 1 and 0 < wall_s < 1
