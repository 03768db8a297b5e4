"""One poller process on a compressed clock: `python -m tests.faults.web.poller SCALE PORT ATTEMPTS`.

Its settings come from the environment. It may connect to Kafka and to the made-up web on its port, and to
nothing else: any other attempt is written to the file ATTEMPTS, by the interpreter's own word, and refused.
"""

import asyncio
import logging
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from agents.ingest.poll import agent
from agents.ingest.poll.clock import Clock
from agents.ingest.web.client import Web
from streams import clients
from streams.settings import Settings, load_settings
from tests.faults.web.scale import Scale
from tests.faults.web.world import NETWORK

# Real seconds for an answer, where a poller has a minute: with the hours, patience is compressed.
PATIENCE = 4.0


def watch(settings: Settings, port: int, attempts: Path) -> None:
    """Write down and refuse every connection but those that are meant to be."""
    brokers = set(clients.servers(settings))
    file = os.open(attempts, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event != "socket.connect" or not isinstance(args[1], tuple):
            return
        host, to = args[1][:2]
        if f"{host}:{to}" in brokers or (str(host).startswith(NETWORK) and to == port):
            return
        os.write(file, f"{host}:{to}\n".encode())
        raise PermissionError(f"{host}:{to} is no address of this test")

    sys.addaudithook(hook)


class _Stamped(logging.Formatter):
    """Begins each line with the machine's monotonic clock, as the log of the web does."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - theirs
        return f"{time.monotonic():.3f}"


def main(scale: str, port: str, attempts: str) -> int:
    """Run a poller; returns its exit status."""
    settings, clock = load_settings(os.environ), Scale.parse(scale)
    logging.basicConfig(level=settings.log_level.upper())
    logging.getLogger().handlers[0].setFormatter(_Stamped("%(asctime)s %(levelname)s %(message)s"))
    watch(settings, int(port), Path(attempts))
    vars(agent)["Web"] = partial(Web, timeout=PATIENCE)
    return asyncio.run(agent.run(settings, clock=Clock(clock.now, clock.sleep)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
