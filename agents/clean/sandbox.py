"""Pages are parsed in a process of their own, which may hang, crash or eat its memory and is replaced.

One process is started when the first page comes, and kept. Plain text never starts it.
"""

import atexit
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import orjson

import agents

SECONDS = 5.0  # for one page; the slowest of 990 real ones takes a fraction of it
MEMORY = 2 << 30  # bytes of address space, of which the libraries themselves map about half
START = 60.0  # seconds for the process to load its libraries
LARGEST = 64 << 20  # bytes of a page or an answer; a record of a page has at most 8 MiB
PAGES = 1000  # after which the process is replaced, so that no library's caches grow for ever


class PageLost(Exception):
    """The page could not be parsed; the message says what it did to the parser."""


class Sandbox:
    """A process that parses pages, one at a time; safe to use from several threads."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0  # pid of the process that started it: after a fork it is not ours
        self._served = 0
        self._lock = threading.Lock()
        atexit.register(self.close)

    def read(self, html: str, url: str | None) -> dict[str, Any]:
        """Return what `page.read_page` does with `html`. Raises `PageLost`."""
        job = orjson.dumps({"html": html, "url": url, "seconds": self._seconds})
        if len(job) > LARGEST:
            raise PageLost(f"the page is larger than {LARGEST >> 20} MiB")
        with self._lock:
            if self._served >= PAGES:
                self._end()
            used = self._process is not None and self._served > 0
            try:
                answer = self._ask(job)
            except _Died:
                if not used:
                    raise PageLost(self._died()) from None
                try:  # what it had parsed before may be why; a new process sees this page alone
                    answer = self._ask(job)
                except _Died:
                    raise PageLost(self._died()) from None
        if "error" in answer:
            raise PageLost(f"the page's parser failed: {answer['error']}")
        page: dict[str, Any] = answer["page"]
        return page

    def close(self) -> None:
        """End the process, if there is one; the next page starts another."""
        with self._lock:
            self._end()

    def _died(self) -> str:
        return f"the page ended its parser (over {self._memory >> 20} MiB of memory, or a crash)"

    def _ask(self, job: bytes) -> dict[str, Any]:
        process = self._started()
        deadline = time.monotonic() + self._seconds
        try:
            _write(process, len(job).to_bytes(4, "big") + job, deadline)
            answer = _read_message(process, deadline)
        except TimeoutError:
            self._end()
            raise PageLost(f"the page took its parser longer than {self._seconds:g} seconds") from None
        except BaseException:  # whatever it was: an answer that comes later must not be taken for the next
            self._end()
            raise
        self._served += 1
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner != os.getpid():
            self._process.returncode = 0  # it is the parent's to end; here its pipes are let go
            _close_pipes(self._process)
            self._process = None
        if self._process is None:
            root = str(Path(agents.__file__).parent.parent)
            paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
                [sys.executable, "-m", "agents.clean.page_worker", str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,  # an interrupt from the keyboard is the stage's to handle
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
            self._owner, self._served = os.getpid(), 0
            assert self._process.stdin is not None
            os.set_blocking(self._process.stdin.fileno(), False)
            try:
                _read_message(self._process, time.monotonic() + START)
            except (TimeoutError, _Died):
                self._end()
                raise RuntimeError(f"no parser for pages: {sys.executable} cannot start one") from None
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        _close_pipes(process)


class _Died(Exception):
    pass


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()


def _write(process: subprocess.Popen[bytes], value: bytes, deadline: float) -> None:
    assert process.stdin is not None
    pipe, rest = process.stdin.fileno(), memoryview(value)
    while rest:
        _, ready, _ = select.select([], [pipe], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise TimeoutError
        try:
            rest = rest[os.write(pipe, rest[:65536]) :]
        except BrokenPipeError:
            raise _Died from None


def _read_message(process: subprocess.Popen[bytes], deadline: float) -> dict[str, Any]:
    """Return the next answer. Raises `_Died` where it is none: then something else wrote into the pipe."""
    size = int.from_bytes(_read(process, 4, deadline), "big")
    if size > LARGEST:
        raise _Died
    try:
        answer = orjson.loads(_read(process, size, deadline))
    except orjson.JSONDecodeError:
        raise _Died from None
    if not isinstance(answer, dict):
        raise _Died
    return answer


def _read(process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    parts = bytearray()
    while len(parts) < size:
        ready, _, _ = select.select([pipe], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise TimeoutError
        part = os.read(pipe, min(size - len(parts), 1 << 20))
        if not part:
            raise _Died
        parts += part
    return bytes(parts)
