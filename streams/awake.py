"""Notices that this process was frozen: its partitions have a new owner by then."""

import asyncio
import time

from streams.exits import AGAIN, die

# A worker whose event loop stood still this share of a session may already have a successor.
STALL = 0.6


class Awake:
    """Ends the process when its event loop stood still too long (SIGSTOP, a paused machine)."""

    def __init__(self, name: str, session: float) -> None:
        self._name, self._longest = name, STALL * session
        self._tick = 0.0  # monotonic; 0 until `watch` runs, for a start may outlast a session

    async def watch(self) -> None:
        """Check again and again; runs for ever."""
        while True:
            self.check()
            await asyncio.sleep(0.2)

    def check(self) -> None:
        """Check now: before each sending."""
        stood = time.monotonic() - self._tick
        if self._tick and stood > self._longest:
            die(AGAIN, "%s: the event loop stood still for %.1f s", self._name, stood)
        self._tick = time.monotonic()
