"""The supervisor: what it starts again, what it leaves to a person, and that nothing outlives it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from streams import supervisor
from streams.supervisor import LINE, Program, Supervisor, Then, restarting, together

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(supervisor, "LAST_WORDS", 0.2)


def program(name: str, code: str) -> Program:
    return Program(name, (sys.executable, "-u", "-c", code))


class Heard:
    """What a supervisor said, and a way to wait for it."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self.notes: list[str] = []

    async def until(self, there: Callable[[], bool], seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while not there():
            assert time.monotonic() < end, (self.lines, self.notes)
            await asyncio.sleep(0.02)


def supervise(heard: Heard, *programs: Program, after: Callable[[int], Then] = restarting) -> Supervisor:
    return Supervisor(
        programs, dict(os.environ), after, lambda *told: heard.lines.append(told), heard.notes.append
    )


async def ended(one: Supervisor, heard: Heard, there: Callable[[], bool]) -> None:
    """Run until `there`, then stop."""
    running = asyncio.ensure_future(one.run())
    await heard.until(there)
    one.stop()
    await running


def test_a_role_that_fell_over_is_started_again_after_growing_pauses() -> None:
    heard = Heard()
    one = supervise(heard, program("clean", "print('up'); raise SystemExit(70)"))
    asyncio.run(ended(one, heard, lambda: heard.lines.count(("clean", "up")) == 3))
    assert heard.notes[:2] == [
        "clean ended with status 70; starting it again in 0.05 s",
        "clean ended with status 70; starting it again in 0.1 s",
    ]
    assert one.running == {}


def test_a_role_that_was_killed_is_started_again() -> None:
    heard = Heard()
    one = supervise(heard, program("tag", "import os; print('up', flush=True); os.kill(os.getpid(), 9)"))
    asyncio.run(ended(one, heard, lambda: len(heard.lines) == 2))
    assert heard.notes[0].startswith("tag ended with SIGKILL; starting it again")


@pytest.mark.parametrize("status", [69, 78])
def test_a_role_that_needs_a_person_is_left_alone_and_the_others_go_on(status: int) -> None:
    heard = Heard()
    one = supervise(
        heard,
        program("alert", f"raise SystemExit({status})"),
        program("clean", "import time; print('up'); time.sleep(60)"),
    )

    async def go() -> None:
        running = asyncio.ensure_future(one.run())
        await heard.until(lambda: bool(heard.notes) and bool(heard.lines))
        await asyncio.sleep(0.3)
        assert list(one.running) == ["clean"]
        assert one.waiting == {"alert": status}
        one.stop()
        await running

    asyncio.run(go())
    assert len(heard.notes) == 1
    assert f"alert ended with status {status}: it is not started again before a person" in heard.notes[0]


def test_where_all_end_together_the_first_to_end_is_named_and_the_rest_is_stopped() -> None:
    heard = Heard()
    one = supervise(
        heard,
        program("dedup", "raise SystemExit(3)"),
        program("clean", "import time; time.sleep(60)"),
        after=together,
    )
    began = time.monotonic()
    asyncio.run(one.run())
    assert one.ended_by == ("dedup", 3)
    assert (one.running, heard.notes) == ({}, ["dedup ended with status 3"])
    assert time.monotonic() - began < 20


def test_what_ignores_sigterm_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "PATIENCE", 0.5)
    heard = Heard()
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"
    one = supervise(heard, program("tag", code))
    asyncio.run(ended(one, heard, lambda: bool(heard.lines)))
    assert heard.notes == ["not ended 0.5 s after SIGTERM: tag"]
    assert one.running == {}


def test_without_a_broker_all_can_be_ended_at_once() -> None:
    heard = Heard()
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"
    one = supervise(heard, program("tag", code))

    async def go() -> None:
        running = asyncio.ensure_future(one.run())
        await heard.until(lambda: bool(heard.lines))
        one.kill()
        await asyncio.wait_for(running, 5)

    asyncio.run(go())
    assert heard.notes == []


def test_a_grandchild_that_holds_the_output_open_does_not_keep_a_role_from_being_started_again() -> None:
    heard = Heard()
    code = "import subprocess; subprocess.Popen(['sleep', '30']); print('up'); raise SystemExit(70)"
    one = supervise(heard, program("clean", code))
    asyncio.run(ended(one, heard, lambda: heard.lines.count(("clean", "up")) == 2))


def test_lines_come_one_by_one_and_endless_ones_in_pieces() -> None:
    heard = Heard()
    said = rf"b'a\nb\xff\r\n' + b'x' * {LINE * 2} + b'\nlast'"
    code = f"import sys; sys.stdout.buffer.write({said}); sys.exit(78)"
    one = supervise(heard, program("tag", code))
    asyncio.run(ended(one, heard, lambda: ("tag", "last") in heard.lines))
    told = [line for _, line in heard.lines]
    assert told[:2] == ["a", "b\ufffd"]
    assert "".join(told[2:-1]) == "x" * (LINE * 2)
    assert max(len(line) for line in told) < LINE * 2


def test_of_a_program_that_is_not_heard_only_the_log_is_handed_on() -> None:
    heard = Heard()
    code = "import sys; print('news'); print('log', file=sys.stderr); sys.exit(78)"
    one = supervise(heard, replace(program("notify", code), heard=False))
    asyncio.run(one.run())
    assert heard.lines == [("notify", "log")]
    assert heard.notes[-1] == "no role is left to run"


def test_a_program_that_is_not_there_ends_with_a_line_that_says_so() -> None:
    heard = Heard()
    one = supervise(heard, Program("tag", ("/nowhere/detente",)), after=together)
    asyncio.run(one.run())
    assert one.ended_by is not None
    assert one.ended_by[1] != 0
    assert any("/nowhere/detente" in line for _, line in heard.lines)


PARENT = """
import asyncio, os, sys
from streams.supervisor import Program, Supervisor, together
child = Program("clean", (sys.executable, "-u", "-c", "import os, time; print(os.getpid()); time.sleep(60)"))
asyncio.run(Supervisor([child], dict(os.environ), together, lambda n, l: print(l, flush=True), print).run())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_no_role_outlives_a_supervisor_that_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    end = time.monotonic() + 10
    while _alive(child):
        assert time.monotonic() < end, "it lives on"
        time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
