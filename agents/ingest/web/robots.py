"""robots.txt (RFC 9309): which pages a site lets us read, kept for a day."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

from protego import Protego

from agents.ingest.outcome import Outcome
from agents.ingest.poll.clock import Clock
from agents.ingest.web.answer import Fault
from agents.ingest.web.exchange import Given
from agents.ingest.web.hosts import Hosts
from agents.ingest.web.statuses import refusal
from agents.ingest.web.target import Target
from agents.ingest.web.user_agent import PRODUCT

LIMIT = 500 << 10  # bytes that are read of one (RFC 9309, 2.5)
KEPT = 24 * 3600.0  # seconds (RFC 9309, 2.4)
AGAIN = 600.0  # seconds until one that could not be had is asked for again
SITES = 500  # whose rules are kept at the same time
BYTES = 1 << 20  # of the files whose rules are kept, together; as rules they take some 20 times as much
_BIG = 64 << 10  # bytes of a file whose rules are gone through beside the event loop
_AGENT = re.compile(r"user[\s-]?agent[\s:]*([^\s/]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    until: float
    rules: Protego | None = None  # None: all is allowed
    size: int = 0
    fault: tuple[Outcome, str] | None = None  # it could not be had


class Robots:
    """The rules of the sites asked last. `ask` fetches a robots.txt, politely, and raises Fault."""

    def __init__(self, ask: Callable[[Target], Awaitable[Given]], hosts: Hosts, clock: Clock) -> None:
        self._ask, self._hosts, self._clock = ask, hosts, clock
        self._sites: OrderedDict[str, _Known] = OrderedDict()
        self._size = 0
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def check(self, target: Target) -> None:
        """Return where the page may be read; its host's Crawl-delay holds from then on.

        Raises Fault: blocked by the rules, or whatever kept robots.txt itself from being had.
        """
        known = await self._rules(target)
        if known.fault:
            raise Fault(*known.fault, after=max(known.until - self._clock.now(), 0.0))
        rules = known.rules
        if rules and known.size > _BIG:
            allowed = await asyncio.to_thread(rules.can_fetch, target.address, PRODUCT)
        else:
            allowed = rules is None or rules.can_fetch(target.address, PRODUCT)
        if not allowed:
            raise Fault(Outcome.BLOCKED, "robots.txt does not allow it")
        self._hosts.pace(target.host, (rules and rules.crawl_delay(PRODUCT)) or 0.0)

    async def _rules(self, target: Target) -> _Known:
        lock = self._locks.setdefault(target.origin, asyncio.Lock())
        async with lock:  # one fetch for all who wait
            known = self._sites.get(target.origin)
            if known is None or known.until <= self._clock.now():
                known = await self._fetched(target, known)
                self._keep(target.origin, known)
            self._sites.move_to_end(target.origin)
            return known

    async def _fetched(self, target: Target, before: _Known | None) -> _Known:
        """Return what a site's robots.txt says now; where it cannot be had, what it said before."""
        now = self._clock.now
        try:
            given = await self._ask(target)
            if given.status == 429 or given.status >= 500:
                raise refusal(given.status, given.headers, given.body, now())
        except Fault as fault:
            if fault.reason is Outcome.REDIRECTS:
                return _Known(now() + KEPT)  # as good as none (RFC 9309, 2.3.1.2)
            if before and not before.fault:
                return _Known(now() + AGAIN, before.rules, before.size)
            message = f"robots.txt cannot be had now, so nothing else is asked: {fault}"
            return _Known(now() + max(AGAIN, min(fault.after or 0.0, KEPT)), fault=(fault.reason, message))
        if given.status != 200:
            return _Known(now() + KEPT)  # there is none (RFC 9309, 2.3.1.3)
        rules = await asyncio.to_thread(parsed, given.body)
        return _Known(now() + KEPT, rules, len(given.body))

    def _keep(self, origin: str, known: _Known) -> None:
        self._forget(origin)
        self._sites[origin] = known
        self._size += known.size
        while len(self._sites) > SITES or (self._size > BYTES and len(self._sites) > 1):
            self._forget(next(iter(self._sites)))

    def _forget(self, origin: str) -> None:
        if (known := self._sites.pop(origin, None)) is not None:
            self._size -= known.size


def parsed(body: bytes) -> Protego:
    """Return the rules of a robots.txt, whatever its bytes.

    Groups of other agents are put under one name first: the parser keeps each rule once for each agent of
    its group, and a file made for it could have thousands of both. That also makes the match of our name
    exact, as the RFC has it.
    """
    lines = body.decode("utf-8-sig", "replace").splitlines()
    return Protego.parse("\n".join(_ours(line.strip()) for line in lines))


def _ours(line: str) -> str:
    if line[:4].lower() != "user":
        return line
    found = _AGENT.match(line.partition("#")[0])
    name = found[1].lower() if found else ""
    name = name if name == "*" else name.strip("*")
    return f"User-agent: {name if name in ('*', PRODUCT) else 'other'}"
