"""The one way by which the web is asked: feeds, sitemaps, pages, robots.txt.

`delay`, rests and the age of robots.txt go by the clock that is handed in, so that a week can be played in
minutes; `timeout` is real seconds of one answer's way, redirects included, waiting for a turn not.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.request import getproxies_environment

from agents.ingest.outcome import Outcome
from agents.ingest.poll.clock import Clock
from agents.ingest.web.addresses import Network, may_be_asked, networks
from agents.ingest.web.answer import Answer, Fault
from agents.ingest.web.exchange import Connections, Given
from agents.ingest.web.faults import EXPECTED, fault_of, forbidden
from agents.ingest.web.headers import conditions, freshness, seconds_of_retry_after
from agents.ingest.web.hosts import Hosts
from agents.ingest.web.names import Lookup, Names, SystemNames
from agents.ingest.web.redirects import REDIRECTS, Trail
from agents.ingest.web.robots import LIMIT, Robots
from agents.ingest.web.statuses import challenger, refusal
from agents.ingest.web.target import Target, target_of
from agents.ingest.web.user_agent import user_agent

__all__ = ["Web", "freshness", "networks", "seconds_of_retry_after", "user_agent"]

_NO_PROXY = (
    "; a proxy stands in the environment, which is not used: behind it nobody knows which address is asked"
)
_REAL = Clock()
_UNREACHED = frozenset({Outcome.DNS, Outcome.CONNECTION, Outcome.SLOW})


@dataclass(frozen=True, slots=True)
class _Errand:
    """What is the same for every request on the way to one answer."""

    headers: Mapping[str, str]
    limit: int
    cut: bool = False
    robots: bool = False


class Web:
    """Asks sites within limits; `async with Web(…) as web`. One for a process, for any number of tasks.

    `agent`: the User-Agent; `allowed`: networks beyond the public internet; `requests` at once to a host,
    `delay` seconds (of the clock) between two; `timeout` seconds (real) for an answer; `lookup`: names to
    addresses, by default as this machine knows them.
    """

    def __init__(
        self, *, agent: str, allowed: Sequence[Network] = (), requests: int = 2, delay: float = 1.0,
        timeout: float = 60.0, clock: Clock = _REAL, lookup: Lookup | None = None,
    ) -> None:  # fmt: skip
        self._agent, self._allowed, self._timeout, self._clock = agent, tuple(allowed), timeout, clock
        self._hosts = Hosts(requests, delay, clock)
        self._robots = Robots(self._robots_txt, self._hosts, clock)
        self._lookup = lookup
        self._system: SystemNames | None = None
        self._connections: Connections | None = None
        self._hint = _NO_PROXY if {"http", "https", "all"} & getproxies_environment().keys() else ""

    async def __aenter__(self) -> Self:
        if self._lookup is None:
            self._system = SystemNames()
        names = Names(self._lookup or self._system or SystemNames(), self._allowed)
        self._connections = Connections(self._agent, names)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connections:
            await self._connections.close()
        if self._system:
            self._system.close()

    async def get(
        self, url: str, *, accept: str, limit: int, etag: str | None = None, modified: str | None = None,
        robots: bool = False,
    ) -> Answer:  # fmt: skip
        """Return what stands at `url`, or that it has not changed since `etag` and `modified`.

        `accept`: media types wanted; `limit`: most bytes, packed and unpacked; `robots`: ask robots.txt
        first, of every host on the way. A login in the URL is shown to its own host only. Raises Fault.
        """
        asked = conditions(etag, modified)
        errand = _Errand({"Accept": accept, **asked}, limit, robots=robots)
        given, here, trail = await self._follow(target_of(url), errand)
        stopped = challenger(given.status, given.headers, b"")
        if stopped or not (given.status == 200 or (given.status == 304 and asked)):
            raise refusal(given.status, given.headers, given.body, self._clock.now())
        return Answer(
            status=given.status, address=here.address, moved=trail.moved, headers=given.headers,
            body=given.body if given.status == 200 else None, size=given.size,
        )  # fmt: skip

    async def _robots_txt(self, target: Target) -> Given:
        there = target_of("/robots.txt", target.address)
        errand = _Errand({"Accept": "text/plain, */*;q=0.1"}, LIMIT, cut=True)
        given, _, _ = await self._follow(there, errand)
        return given

    async def _follow(self, start: Target, errand: _Errand) -> tuple[Given, Target, Trail]:
        """Return the answer at the end of the redirects, where that is, and the way to it."""
        trail, here, left = Trail(start), start, self._timeout
        while True:
            if errand.robots:
                await self._robots.check(here)
            given, spent = await self._ask(here, errand, left)
            left -= spent
            if given.status not in REDIRECTS:
                return given, here, trail
            here = trail.follow(given.status, given.headers.get("Location"))

    async def _ask(self, here: Target, errand: _Errand, left: float) -> tuple[Given, float]:
        """Return what one request gave and how many seconds it took of those that are left."""
        if _is_literal(here.host) and not may_be_asked(here.host, self._allowed):
            raise forbidden(here.host)
        if self._connections is None:
            raise RuntimeError("a Web is used inside of `async with`")
        loop = asyncio.get_running_loop()
        async with self._hosts.turn(here.host):
            began = loop.time()
            try:
                async with asyncio.timeout(max(left, 0.0)):
                    given = await self._connections.ask(here, errand.headers, errand.limit, cut=errand.cut)
            except EXPECTED as fault:
                raise self._explained(fault_of(fault, self._timeout, errand.limit)) from None
        after = seconds_of_retry_after(given.headers.get("Retry-After"), self._clock.now())
        if given.status in (429, 503) and after:
            self._hosts.rest(here.host, after)
        return given, loop.time() - began

    def _explained(self, fault: Fault) -> Fault:
        if not self._hint or fault.reason not in _UNREACHED:
            return fault
        return Fault(fault.reason, f"{fault}{self._hint}", fault.after)


def _is_literal(host: str) -> bool:
    """Return whether a host, as the URL parser gives it, is an address: other spellings it has resolved."""
    return ":" in host or host.rpartition(".")[2].isdigit()
