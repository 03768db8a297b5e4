"""The image holds what a role needs and no more; `hold` and `ready` do what Docker wants of them."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from streams.exits import AGAIN, REFUSED, STOPPED

ROOT = Path(__file__).resolve().parents[2]
IMAGE = ROOT / "deploy" / "image"
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
READY = (sys.executable, str(IMAGE / "ready"))
Hold = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def hold(tmp_path: Path) -> Iterator[Hold]:
    """Give a function that runs `hold` with a role that is the shell script given."""
    running: list[subprocess.Popen[str]] = []

    def start(script: str) -> "subprocess.Popen[str]":
        role = tmp_path / "detente"
        role.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        role.chmod(0o755)
        env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
        argv = ["sh", str(IMAGE / "hold"), "worker", "--stage", "clean"]
        running.append(
            subprocess.Popen(
                argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                start_new_session=True,
            )
        )  # fmt: skip
        return running[-1]

    yield start
    for one in running:
        with suppress(ProcessLookupError):  # it has ended, as it should
            os.killpg(one.pid, signal.SIGKILL)
        one.communicate()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("status", [0, 1, AGAIN])
def test_docker_sees_how_a_role_ended_that_may_be_started_again(hold: Hold, status: int) -> None:
    process = hold(f'echo "$*"; exit {status}')
    assert process.wait(timeout=10) == status
    assert line(process) == "worker --stage clean\n"


@pytest.mark.parametrize("status", [STOPPED, REFUSED])
def test_what_waits_for_a_person_is_not_started_again_and_ends_when_asked_to(hold: Hold, status: int) -> None:
    process = hold(f"exit {status}")
    assert f"ended with status {status} and waits for a person" in line(process)
    time.sleep(0.2)
    assert process.poll() is None
    process.terminate()
    assert process.wait(timeout=10) == 0


def test_a_role_that_is_told_to_stop_ends_in_its_own_time(hold: Hold) -> None:
    process = hold("trap 'sleep 0.3; echo in order; exit 0' TERM; echo up; while :; do sleep 0.05; done")
    assert line(process) == "up\n"
    process.terminate()
    assert process.wait(timeout=10) == 0
    assert line(process) == "in order\n"


def test_a_role_is_told_to_stop_also_while_it_starts(hold: Hold) -> None:
    process = hold("trap 'echo in order; exit 0' TERM; kill -TERM $PPID; while :; do sleep 0.05; done")
    assert process.wait(timeout=10) == 0
    assert line(process) == "in order\n"


@pytest.mark.parametrize(
    ("status", "said", "code"), [(200, "ready\n", 0), (503, "missing topic news.raw\n", 1)]
)
def test_the_healthcheck_says_why_a_role_is_not_ready(status: int, said: str, code: int) -> None:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the server's name
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        argv = [*READY, str(server.server_port)]
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, said)


def test_the_healthcheck_of_a_role_that_is_gone_is_one_line() -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        free = server.server_port
    done = subprocess.run([*READY, str(free)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"port {free}: ")
    assert len(done.stderr.splitlines()) == 1


def test_what_the_image_runs_can_be_run() -> None:
    assert [one.name for one in IMAGE.iterdir() if not os.access(one, os.X_OK)] == []


def test_the_image_is_built_from_a_pinned_base_and_locked_libraries() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert set(bases) == {"python:3.11-slim-bookworm", "libraries"}
    installs = re.findall(r"^\s+install .*$", DOCKERFILE, re.MULTILINE)
    assert len(installs) == 3
    assert [one for one in installs if "--require-hashes" not in one and "--no-index" not in one] == []


def test_a_role_is_not_root_and_is_the_command_itself() -> None:
    shipped = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (\S+)$", shipped, re.MULTILINE) == ["10001:10001"]
    assert 'ENTRYPOINT ["detente"]\n' in shipped


def test_what_is_copied_into_the_image_is_there_and_given_to_the_build() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    given = [one[1:] for one in ignored if one.startswith("!")]
    copied = [
        name
        for words in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for name in words.split()
    ]
    assert "deploy/lock/run.txt" in copied
    for name in copied:
        assert (ROOT / name).exists()
        assert any(name == one or name.startswith(f"{one}/") for one in given), name
    assert ignored[1] == "*"
