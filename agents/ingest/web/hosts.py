"""Politeness to a host: how many requests at once, how long between two, and its rest when it asks for one.

One gate for feeds, pages and robots.txt together. `www.` is the host without it, as everywhere where
sources are shared out by host. All times are by the clock that is handed in.
"""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agents.ingest.outcome import Outcome
from agents.ingest.poll.clock import Clock
from agents.ingest.web.answer import Fault

IN_FLIGHT = 64  # requests at the same time, over all hosts: sockets and memory are bounded by it
LONGEST_REST = 3600.0  # seconds a host is left alone as a whole, whatever it asks for
LONGEST_PACE = 30.0  # seconds between two requests at most, whatever robots.txt asks for
PATIENCE = 60.0  # seconds: a shorter rest is waited out, for a longer one the request is given back
_MANY = 1000  # hosts known at once before idle ones are forgotten


class _Host:
    __slots__ = ("door", "last", "pace", "rest", "slots", "users")

    def __init__(self, requests: int) -> None:
        self.slots = asyncio.Semaphore(requests)  # first come, first served; so is the door
        self.door = asyncio.Lock()
        self.pace = 0.0  # seconds that robots.txt asks for
        self.last = -math.inf  # when the last request began
        self.rest = 0.0  # until when it is left alone
        self.users = 0


class Hosts:
    """The turns of all hosts: at most `requests` at once, `delay` seconds between two beginnings."""

    def __init__(self, requests: int, delay: float, clock: Clock) -> None:
        self._requests, self._delay, self._clock = requests, delay, clock
        self._hosts: dict[str, _Host] = {}
        self._many = _MANY
        self._flights = asyncio.Semaphore(IN_FLIGHT)

    def __len__(self) -> int:
        """Return how many hosts are known."""
        return len(self._hosts)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn, in the order of asking, and hold it. Raises Fault (busy) while the host rests."""
        one = self._of(host)
        one.users += 1
        try:
            async with one.slots:
                async with one.door:
                    await self._wait(one)
                    await self._flights.acquire()
                    one.last = self._clock.now()
                try:
                    yield
                finally:
                    self._flights.release()
        finally:
            one.users -= 1

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, at most an hour."""
        one = self._of(host)
        one.rest = max(one.rest, self._clock.now() + min(seconds, LONGEST_REST))

    def pace(self, host: str, seconds: float) -> None:
        """Ask a host no more often than its robots.txt wants, up to half a minute."""
        self._of(host).pace = min(seconds, LONGEST_PACE)

    async def _wait(self, one: _Host) -> None:
        while True:
            now = self._clock.now()
            # A clock that was set back must not stop a host for longer than any wait there is.
            one.rest = min(one.rest, now + LONGEST_REST)
            one.last = min(one.last, now)
            if one.rest - now > PATIENCE:
                raise Fault(
                    Outcome.BUSY,
                    "its host asked to be left alone a while ago, so it was not asked",
                    one.rest - now,
                )
            if (wait := self._free(one) - now) <= 0:
                return
            await self._clock.sleep(wait)

    def _free(self, one: _Host) -> float:
        """Return when the next request may begin."""
        return max(one.rest, one.last + max(self._delay, one.pace))

    def _of(self, host: str) -> _Host:
        host = host.removeprefix("www.").rstrip(".")
        known = self._hosts.get(host)
        if known is None:
            if len(self._hosts) >= self._many:
                self._forget()
            known = self._hosts[host] = _Host(self._requests)
        return known

    def _forget(self) -> None:
        """Forget hosts that nobody waits for and that may be asked at once."""
        now = self._clock.now()
        self._hosts = {name: one for name, one in self._hosts.items() if one.users or self._free(one) > now}
        self._many = max(_MANY, 2 * len(self._hosts))
