"""One Apache Kafka broker for tests: start, stop, kill, restart, on ports of its own."""

import asyncio
import atexit
import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

ROOT = Path(__file__).resolve().parents[2]
KAFKA = ROOT / "deploy" / "kafka"
# Tests write records of years ago: whatever retention looks at while one runs is deleted under it. It looks
# first half a minute after each start of the broker, then at this interval.
KEEPS = "log.retention.check.interval.ms=86400000\nlog.initial.task.delay.ms=86400000"
# Asks the kernel to end a process with the one that started it; becomes that process, so its id stays.
DIES_WITH_US = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


class BrokerError(Exception):
    """The broker did not start or did not end; the message ends with its log."""


def missing() -> str | None:
    """Return what this machine lacks to run Kafka, as a line to skip with; None where it lacks nothing."""
    asked = subprocess.run([KAFKA / "needs"], capture_output=True, text=True, check=False)
    return "; ".join(asked.stdout.split("\n")[:-1]) if asked.returncode else None


class Broker:
    """A broker with its data in `folder`, which stay from start to start.

    It cannot outlive the tests: it is killed when the interpreter ends and, where there is setpriv (Linux),
    by the kernel when the process that started it dies of anything.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self.controller_port = free_ports(2)
        self.log = folder / "broker.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return host:port, as the setting `kafka` takes it."""
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """Return the process id of the broker, None while it is down, also when it died by itself."""
        if self._process is not None and self._process.poll() is not None:
            self._ended()
        return self._process.pid if self._process else None

    def start(self, timeout: float = 60) -> None:
        """Start the broker and return when it answers; raises BrokerError after `timeout` seconds."""
        assert self.pid is None, "the broker runs already"
        if _listens(self.port):
            raise BrokerError(f"something else listens on {self.address} already")
        ports = ["--port", str(self.port), "--controller-port", str(self.controller_port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*DIES_WITH_US, KAFKA / "start", *ports, "--data", self.folder / "data"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"KAFKA_PROPERTIES": KEEPS},
                start_new_session=True,  # Ctrl-C is for the tests, which end the broker themselves
            )
        atexit.register(self.kill)
        try:
            self._wait(self._process, time.monotonic() + timeout)
        except BaseException:
            self.kill()
            raise

    def stop(self, timeout: float = 30) -> None:
        """End the broker as an operator would (SIGTERM); raises BrokerError where it does not end."""
        if self.pid is None or self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise BrokerError(f"Kafka did not end within {timeout:g} s of SIGTERM{self._tail()}") from None
        self._ended()

    def kill(self) -> None:
        """End the broker as a power cut would (SIGKILL)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._ended()

    def restart(self) -> None:
        """End the broker with SIGTERM and start it again on the same port and data."""
        self.stop()
        self.start()

    def _wait(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        while True:
            if (status := process.poll()) is not None:
                self._ended()
                raise BrokerError(f"Kafka ended at its start with status {status}{self._tail()}")
            if _listens(self.port) and asyncio.run(_answers(self.address)):
                return
            if time.monotonic() > deadline:
                raise BrokerError(f"Kafka on {self.address} does not answer{self._tail()}")
            time.sleep(0.1)

    def _ended(self) -> None:
        self._process = None
        atexit.unregister(self.kill)

    def _tail(self, lines: int = 30) -> str:
        text = self.log.read_text(errors="replace").splitlines()[-lines:]
        return "\n".join([f"; the end of {self.log}:", *text])


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on, below those that the kernel gives to clients (32768).

    A port above could be taken by a client that reconnects while the broker is down.
    """
    with contextlib.ExitStack() as held:
        ports: list[int] = []
        while len(ports) < count:
            port = random.SystemRandom().randrange(20_000, 32_000)
            bound = held.enter_context(socket.socket())
            with contextlib.suppress(OSError):
                bound.bind(("127.0.0.1", port))
                ports.append(port)
        return ports


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def _answers(address: str) -> bool:
    admin = AIOKafkaAdminClient(bootstrap_servers=address, request_timeout_ms=5000)
    try:
        await admin.start()
        return bool((await admin.describe_cluster())["brokers"])
    except (KafkaError, OSError):
        return False
    finally:
        await admin.close()
