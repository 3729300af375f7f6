"""The whole stack as `./run` starts it: ready, stopped, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.core.management import CommandError, call_command

from vitals.errors import ModelError
from webapp.jobs.limits import NICENESS
from webapp.live.vision_store import ROW_BYTES
from webapp.stack import redis_server
from webapp.stack.load.cpu import stack_pids

ROOT = Path(__file__).parents[3]
READY_S = 60.0
STOP_S = 15.0  # the contract

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc")


no_gpu = pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="this machine has a GPU")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Stack:
    """A stack in a var folder of its own."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port = var, port
        env = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")}
        env |= {"VAR_DIR": str(var), "PORT": str(port), "VISION_WORKERS": "1", "PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []

    def until(self, word: str) -> str:
        """The first line with this word in it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if word in line:
                return line.strip()
        raise AssertionError(f"no line with {word!r} in:\n{''.join(self.lines)}")

    def pids(self) -> list[int]:
        return stack_pids(self.var / "serve.lock")

    def worker(self, queue: str) -> int:
        """The process that works on this queue."""
        commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in self.pids()}
        (found,) = [pid for pid, command in commands.items() if f"--queues\0{queue}".encode() in command]
        return found

    def wait_for_frames(self) -> None:
        """Until a session has been seen for some time."""
        deadline = time.monotonic() + READY_S
        with redis.Redis.from_url((self.var / "redis.url").read_text().strip()) as client:
            while not any(client.strlen(key) > 100 * ROW_BYTES for key in client.scan_iter("live:*:trace")):
                assert time.monotonic() < deadline, "no frame was seen"
                time.sleep(0.1)

    def health(self) -> dict[str, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
            found: dict[str, str] = json.load(answer)
            return found

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOP_S)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Stack]]:
    stacks: list[Stack] = []

    def one(port: int | None = None, var: Path = tmp_path / "var") -> Stack:
        stacks.append(Stack(var, port or free_port()))
        return stacks[-1]

    yield one
    for stack in stacks:
        if stack.process.poll() is None:
            stack.end(signal.SIGKILL)
        assert stack.process.stdout is not None
        stack.process.stdout.close()


def gone(pids: list[int], within_s: float = 5.0) -> bool:
    deadline = time.monotonic() + within_s
    while any(
        Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids
    ):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_it_gets_ready_stays_alive_and_leaves_nothing_behind(start: Callable[..., Stack]) -> None:
    stack = start()
    ready = stack.until("ready http")
    assert ready == f"ready http://127.0.0.1:{stack.port}/"
    assert sum("password" in line for line in stack.lines) == 1
    assert stack.health()["status"] == "ok"
    pids = stack.pids()
    assert len(pids) == 6  # supervisor, Redis, vision, estimate, jobs, web
    assert os.getpriority(os.PRIO_PROCESS, stack.worker("jobs")) >= NICENESS

    for queue in ("vision", "jobs"):
        os.kill(stack.worker(queue), signal.SIGKILL)
        assert f"{queue} worker 1" in stack.until("started again")

    began_s = time.monotonic()
    os.killpg(stack.process.pid, signal.SIGINT)  # as Ctrl-C does
    assert stack.process.wait(STOP_S) == 0
    assert time.monotonic() - began_s < STOP_S
    assert gone([*pids, *stack.pids()], within_s=0)
    assert not list((stack.var).glob("*.url"))


def test_a_killed_vision_worker_costs_no_frame_and_the_session_has_its_result(
    start: Callable[..., Stack],
) -> None:
    stack = start()
    stack.until("ready http")
    patient = subprocess.Popen(
        [sys.executable, "manage.py", "loadtest", "--seconds", "14"],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(stack.var)},
        stdout=subprocess.PIPE,
        text=True,
    )
    stack.wait_for_frames()
    os.kill(stack.worker("vision"), signal.SIGKILL)
    found = json.loads(patient.communicate(timeout=READY_S)[0])
    assert found["errors"] == [] and found["results"] == 1
    assert found["frames"]["processed"] == found["frames"]["sent"] and found["frames"]["dropped"] == 0
    assert "vision worker 1" in stack.until("started again")
    assert stack.end() == 0


def test_after_kill_9_nothing_is_left_and_the_next_start_finds_its_data(start: Callable[..., Stack]) -> None:
    first = start()
    first.until("ready http")
    pids = first.pids()
    first.end(signal.SIGKILL)
    assert gone(pids)
    second = start(port=first.port)
    second.until("ready http")
    assert not any("password" in line for line in second.lines)
    assert second.health()["status"] == "ok"
    assert second.end() == 0


def test_a_port_that_is_taken_is_told_in_one_line(start: Callable[..., Stack]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        stack = start(port=other.getsockname()[1])
        output, _ = stack.process.communicate(timeout=READY_S)
    assert stack.process.returncode == 2
    assert output.count("\n") == 1 and "choose another with PORT=" in output


def test_a_redis_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "VAR_DIR": str(tmp_path),
        "PORT": str(free_port()),
        "REDIS_URL": "redis://127.0.0.1:1",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=READY_S,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "REDIS_URL does not answer" in done.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"PORT": "99999"}, "PORT must be a whole number 1 to 65535, not '99999'"),
        ({"PORT": "abc"}, "PORT must be a whole number"),
        ({"TLS_CERT": "no.pem", "TLS_KEY": "no.pem"}, "TLS_CERT=no.pem with TLS_KEY=no.pem cannot be used"),
        ({"TLS_CERT": "no.pem"}, "TLS_CERT and TLS_KEY go together"),
        pytest.param({"REQUIRE_CUDA": "1"}, "REQUIRE_CUDA is set, but fasenet.onnx runs on", marks=no_gpu),
    ],
)
def test_a_setting_that_cannot_work_is_told_in_one_line(
    tmp_path: Path, change: dict[str, str], words: str
) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(tmp_path), "PORT": str(free_port()), **change},
        capture_output=True,
        text=True,
        timeout=READY_S,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and words in done.stderr
    assert done.stdout == ""


def test_weights_that_are_not_those_of_their_manifest_stop_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise ModelError("sha256 of the weights is another")

    monkeypatch.setattr("webapp.stack.management.commands.serve.read_verified", fail)
    with pytest.raises(CommandError, match="sha256") as told:
        call_command("serve")
    assert told.value.returncode == 2


def test_our_redis_keeps_nothing_on_disk_and_opens_no_port(tmp_path: Path) -> None:
    command = redis_server.command(tmp_path / "redis.sock")
    text = " ".join(command)
    assert command[command.index("--save") + 1] == ""
    assert "--appendonly no" in text and "--port 0" in text and "--unixsocketperm 700" in text


def test_a_long_var_folder_gets_a_shorter_place_for_the_socket(tmp_path: Path) -> None:
    path = redis_server.private_socket(tmp_path / ("long" * 30))
    assert len(str(path)) < 100
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.parent.rmdir()


def test_the_socket_of_a_killed_stack_is_no_hindrance(tmp_path: Path) -> None:
    stale = redis_server.private_socket(tmp_path)
    stale.touch()
    assert not redis_server.private_socket(tmp_path).exists()
