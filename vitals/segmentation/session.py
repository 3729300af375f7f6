"""The one place that makes ONNX sessions.

CUDA is used where it works, the CPU elsewhere. The GPU build of ONNX Runtime lists CUDA as
available also on machines without a GPU and then falls back in silence, so the provider *in use*
is what is logged and shown; with `REQUIRE_CUDA=1`, falling back is an error.

    python -m vitals.segmentation.session

prints what the shipped weights would run on, or says in one line why they would not (status 2).

A session must never be made before a fork: the child hangs when it destroys the inherited one
(microsoft/onnxruntime#31961). So nothing here runs at import.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import onnxruntime as ort

from vitals.errors import ModelError
from vitals.segmentation.manifest import read_verified

log = logging.getLogger(__name__)

CUDA = "CUDAExecutionProvider"
CPU = "CPUExecutionProvider"
_FATAL = 4  # of ONNX Runtime's log levels: what goes wrong is told by us, in one line
_NO = ("", "0", "no", "false", "off")


def open_session(
    weights: Path, threads: int | None = None, wanted: str | None = None
) -> ort.InferenceSession:
    """A session for the weights, on the provider that is `wanted`; by default on CUDA where it works.

    `threads` is the number of CPU threads inside one operator, by default 1 or `ORT_THREADS`: one
    worker per core does more than one worker on all cores.

    Raises ModelError: the weights cannot be loaded, `ORT_THREADS` is no number, or CUDA is required
    or wanted and not in use.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or _threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL
    try:
        session = ort.InferenceSession(str(weights), options, providers=_providers(wanted))
    except Exception as error:  # ONNX Runtime has no public family of its own
        raise ModelError(f"{weights.name} cannot be loaded: {error}; fetch the weights again") from error
    _log_once(weights.name, provider(session))
    if _must_be_cuda(wanted) and provider(session) != CUDA:
        reason = "REQUIRE_CUDA is set" if wanted is None else "CUDA is asked for"
        raise ModelError(
            f"{reason}, but {weights.name} runs on {provider(session)}; "
            f"check the GPU and what requirements-gpu.txt installs. {_preload()}".rstrip()
        )
    return session


def provider(session: ort.InferenceSession) -> str:
    """The provider in use."""
    return str(session.get_providers()[0])


def _cuda_required() -> bool:
    return os.environ.get("REQUIRE_CUDA", "").strip().lower() not in _NO


def _must_be_cuda(wanted: str | None) -> bool:
    """What is asked for goes before what the environment says."""
    return wanted == CUDA if wanted else _cuda_required()


def _threads() -> int:
    threads = os.environ.get("ORT_THREADS") or "1"
    if not threads.isdecimal():
        raise ModelError(f"ORT_THREADS is {threads!r}; give a number of threads, such as 1")
    return int(threads)


def _providers(wanted: str | None = None) -> list[str]:
    """CUDA first where it can work; a machine without an NVIDIA device is not made to try."""
    is_tried = _must_be_cuda(wanted) or (wanted is None and _has_gpu())
    if is_tried and CUDA in ort.get_available_providers():
        _preload()
        return [CUDA, CPU]
    return [CPU]


def _has_gpu() -> bool:
    """Linux shows the device; elsewhere ONNX Runtime has to try."""
    return os.name == "nt" or Path("/dev/nvidiactl").exists() or Path("/dev/dxg").exists()


@cache
def _preload() -> str:
    """Load CUDA and cuDNN out of NVIDIA's wheels, where those are installed; the first thing it misses."""
    ort.set_default_logger_severity(_FATAL)
    with redirect_stdout(io.StringIO()) as said:
        ort.preload_dlls()
    return said.getvalue().partition("\n")[0]


@cache
def _log_once(name: str, used: str) -> None:
    log.info("%s runs on %s", name, used)


def main() -> None:
    try:
        manifest = read_verified()
        print(f"{manifest.model} runs on {provider(open_session(manifest.weights))}")
    except ModelError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
