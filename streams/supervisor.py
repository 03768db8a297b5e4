"""Runs roles as processes of their own, starts again what fell over, and ends them all together.

Each role's output is read line by line and handed on with its name. What happens after a role ended
is the caller's policy: `restarting` for a service that runs for years, `together` for a trial.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum

from streams.child import bound
from streams.exits import REFUSED, STOPPED

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before a role is started again; doubled each time
STEADY = 60.0  # seconds at work after which the next fall counts as the first
PATIENCE = 20.0  # seconds that roles have to end after SIGTERM; a worker takes 1.6 to 6
LAST_WORDS = 1.0  # seconds for what a program that has ended still has to say
LINE = 64 << 10  # bytes of a line of output; a longer one is handed on in pieces


class Then(Enum):
    """What to do once a role has ended without being asked to."""

    AGAIN = "again"  # start it again after a pause
    WAIT = "wait"  # leave it ended until a person has looked; the others go on
    END = "end"  # end all


@dataclass(frozen=True, slots=True)
class Program:
    """One role as a process: its name, the command, and what it adds to the environment."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    heard: bool = True  # False: what it writes to stdout is not wanted, only what it logs (to stderr)


def restarting(status: int) -> Then:
    """Start again whatever starting again may mend: all but what a worker says needs a person."""
    return Then.WAIT if status in (STOPPED, REFUSED) else Then.AGAIN


def together(_: int) -> Then:
    """End all as soon as one has ended."""
    return Then.END


class Supervisor:
    """Keeps programs running. `tell(name, line)` gets their output, `note(line)` what happens to them.

    `env` is the whole environment of the programs, before what each adds.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        env: Mapping[str, str],
        after: Callable[[int], Then],
        tell: Callable[[str, str], None],
        note: Callable[[str], None],
    ) -> None:
        self._programs, self._env, self._after = programs, env, after
        self._tell, self._note = tell, note
        self._processes: dict[str, asyncio.subprocess.Process] = {}
        self._stop = asyncio.Event()
        self._signals: tuple[signal.Signals, ...] = (signal.SIGTERM, signal.SIGKILL)
        self.waiting: dict[str, int] = {}  # roles that need a person, and their statuses
        self.ended_by: tuple[str, int] | None = None  # the role whose end ended all, and its status

    @property
    def running(self) -> dict[str, int]:
        """Return the process id of each role that runs."""
        return {name: one.pid for name, one in self._processes.items()}

    def stop(self) -> None:
        """Ask for the end: SIGTERM to all, then SIGKILL to what is still there. `run` returns after it."""
        self._stop.set()

    def kill(self) -> None:
        """Ask for the end at once, with SIGKILL: without a broker no role can end in order."""
        self._signals = (signal.SIGKILL,)
        self._stop.set()

    async def run(self) -> None:
        """Run every program until `stop` is called or the policy ends all; from the main thread."""
        tasks = [asyncio.ensure_future(self._keep(program)) for program in self._programs]
        stopped = asyncio.ensure_future(self._stop.wait())
        try:
            # A program's task ends before the stop only by a fault of ours, which `_end` raises.
            await asyncio.wait([stopped, *tasks], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stop.set()
            await self._end(tasks)
            stopped.cancel()

    async def _keep(self, program: Program) -> None:
        """Run one program, again and again if need be, until all are to stop."""
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            began = time.monotonic()
            status = await self._once(program)
            if self._stop.is_set():
                return
            what = f"{program.name} ended with {_told(status)}"
            then = self._after(status)
            if then is Then.END:
                self.ended_by = self.ended_by or (program.name, status)
                self._note(what)
                self._stop.set()
            elif then is Then.WAIT:
                self.waiting[program.name] = status
                self._note(
                    f"{what}: it is not started again before a person has looked (its last lines say why); "
                    f"the other roles go on"
                )
                if len(self.waiting) == len(self._programs):
                    self._note("no role is left to run")
                    self._stop.set()
                await self._stop.wait()
            else:
                pause = FIRST_PAUSE if time.monotonic() - began >= STEADY else pause
                self._note(f"{what}; starting it again in {pause:g} s")
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _once(self, program: Program) -> int:
        """Run a program to its end; return its exit status, negative for the signal that ended it."""
        ours, theirs = os.pipe()  # not asyncio's own: it would wait for grandchildren that hold it open
        try:
            process = await asyncio.create_subprocess_exec(
                *bound(list(program.argv)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=theirs if program.heard else asyncio.subprocess.DEVNULL,
                stderr=theirs,
                env={**self._env, **program.env},
                start_new_session=True,  # Ctrl-C is for this process, which ends the others in order
            )
        finally:
            os.close(theirs)
        self._processes[program.name] = process
        if self._stop.is_set():
            process.terminate()
        reading = asyncio.ensure_future(self._read(program.name, ours))
        try:
            return await process.wait()
        finally:
            del self._processes[program.name]
            await asyncio.wait([reading], timeout=LAST_WORDS)
            reading.cancel()

    async def _read(self, name: str, pipe: int) -> None:
        """Hand on what is written to a pipe, and close it."""
        stream = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(pipe, "rb", buffering=0)
        )
        try:
            async for line in lines(stream):
                self._tell(name, line)
        finally:
            transport.close()

    async def _end(self, tasks: Sequence["asyncio.Future[None]"]) -> None:
        for number in self._signals:
            for process in self._processes.values():
                with suppress(ProcessLookupError):
                    process.send_signal(number)
            if not tasks or not (await asyncio.wait(tasks, timeout=PATIENCE))[1]:
                break
            late = ", ".join(self._processes)
            self._note(f"not ended {PATIENCE:g} s after {number.name}: {late}")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)


async def lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    """Yield the lines of a stream without their ends, those over `LINE` bytes in pieces."""
    rest = b""
    while chunk := await stream.read(LINE):
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) >= LINE:
            whole.append(rest)
            rest = b""
        for line in whole:
            yield line.decode("utf-8", "replace").rstrip("\r")
    if rest:
        yield rest.decode("utf-8", "replace")


def _told(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"status {status}"
