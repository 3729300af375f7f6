"""Which provider is in use, and when that is an error."""

import hashlib
from pathlib import Path

import onnx
import onnxruntime as ort
import pytest

from vitals.errors import ModelError
from vitals.segmentation import session as sessions
from vitals.segmentation.session import CPU, CUDA, open_session, provider


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """The smallest network there is; named after the test's own folder, since each name is logged once."""
    one = onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1])
    two = onnx.helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [1])
    graph = onnx.helper.make_graph([onnx.helper.make_node("Abs", ["x"], ["y"])], "g", [one], [two])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8)
    path = tmp_path / f"{hashlib.sha256(str(tmp_path).encode()).hexdigest()[:8]}.onnx"
    onnx.save(model, path)
    return path


@pytest.fixture
def no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUIRE_CUDA", raising=False)
    monkeypatch.setattr(sessions, "_has_gpu", lambda: False)


@pytest.mark.usefixtures("no_gpu")
def test_without_a_gpu_it_runs_on_the_cpu(weights: Path) -> None:
    assert provider(open_session(weights)) == CPU


@pytest.mark.usefixtures("no_gpu")
def test_the_provider_in_use_is_logged_once(weights: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "vitals")
    open_session(weights)
    open_session(weights)
    assert [record.message for record in caplog.records] == [f"{weights.name} runs on {CPU}"]


@pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="this machine has a GPU")
def test_where_cuda_is_required_falling_back_is_an_error(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", "1")
    with pytest.raises(ModelError, match=r"REQUIRE_CUDA|cannot be loaded"):
        open_session(weights)


@pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="this machine has a GPU")
def test_a_missing_gpu_is_told_by_the_error_alone(
    weights: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", "1")
    sessions._preload.cache_clear()
    with pytest.raises(ModelError):
        open_session(weights)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("no_gpu")
@pytest.mark.parametrize("no", ["", "0", "no", "False", "off"])
def test_a_no_does_not_require_cuda(weights: Path, monkeypatch: pytest.MonkeyPatch, no: str) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", no)
    assert provider(open_session(weights)) == CPU


@pytest.mark.usefixtures("no_gpu")
@pytest.mark.parametrize("threads", ["x", "-1", "1.5"])
def test_threads_that_are_no_number_are_an_error(
    weights: Path, monkeypatch: pytest.MonkeyPatch, threads: str
) -> None:
    monkeypatch.setenv("ORT_THREADS", threads)
    with pytest.raises(ModelError, match=f"ORT_THREADS is '{threads}'; give a number"):
        open_session(weights)


@pytest.mark.usefixtures("no_gpu")
def test_one_thread_works_on_an_operator_unless_told_otherwise(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ORT_THREADS", raising=False)
    assert open_session(weights).get_session_options().intra_op_num_threads == 1
    monkeypatch.setenv("ORT_THREADS", "2")
    assert open_session(weights).get_session_options().intra_op_num_threads == 2


@pytest.fixture
def fake_gpu(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A machine whose GPU works; gives what each session was asked to run on."""
    asked: list[list[str]] = []

    class Session:
        def __init__(self, path: str, options: ort.SessionOptions, providers: list[str]) -> None:
            asked.append(providers)

        def get_providers(self) -> list[str]:
            return asked[-1]

    monkeypatch.delenv("REQUIRE_CUDA", raising=False)
    monkeypatch.setattr(sessions, "_has_gpu", lambda: True)
    monkeypatch.setattr(sessions, "_preload", lambda: "")
    monkeypatch.setattr(ort, "get_available_providers", lambda: [CUDA, CPU])
    monkeypatch.setattr(ort, "InferenceSession", Session)
    return asked


def test_cuda_is_asked_for_first_where_there_is_a_gpu(weights: Path, fake_gpu: list[list[str]]) -> None:
    assert provider(open_session(weights)) == CUDA
    assert fake_gpu == [[CUDA, CPU]]


@pytest.mark.usefixtures("fake_gpu")
def test_required_cuda_is_no_hindrance_where_it_works(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", "1")
    assert provider(open_session(weights)) == CUDA


def test_the_cpu_can_be_had_beside_a_gpu(weights: Path, fake_gpu: list[list[str]]) -> None:
    assert provider(open_session(weights, wanted=CPU)) == CPU
    assert fake_gpu == [[CPU]]


@pytest.mark.usefixtures("no_gpu")
def test_cuda_that_is_asked_for_and_absent_is_an_error(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ort, "get_available_providers", lambda: [CPU])
    with pytest.raises(ModelError, match=f"CUDA is asked for, but {weights.name} runs on {CPU}"):
        open_session(weights, wanted=CUDA)


@pytest.mark.usefixtures("fake_gpu")
def test_the_command_says_what_the_shipped_weights_run_on(capsys: pytest.CaptureFixture[str]) -> None:
    sessions.main()
    assert capsys.readouterr().out.endswith(f"runs on {CUDA}\n")


@pytest.mark.usefixtures("no_gpu")
def test_the_command_ends_with_one_line_where_cuda_is_required_and_absent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REQUIRE_CUDA", "1")
    monkeypatch.setattr(ort, "get_available_providers", lambda: [CPU])
    with pytest.raises(SystemExit) as ended:
        sessions.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("no_gpu")
def test_a_file_that_is_no_network_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "w.onnx").write_bytes(b"no network")
    with pytest.raises(ModelError, match=r"w\.onnx cannot be loaded"):
        open_session(tmp_path / "w.onnx")
