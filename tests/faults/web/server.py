"""The web of a made-up world: one process that serves every host and writes down what it was asked.

`python -m tests.faults.web.server SEED FEEDS DAYS PORT SCALE LOG` serves until it is ended. Hosts are
loopback addresses, each with a socket of its own; whoever connects to a forbidden one is written down too.
"""

import asyncio
import gzip
import itertools
import json
import signal
import sys
import time
from collections import Counter
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import Any, Self

import xxhash
from aiohttp import web

from tests.faults.web import mischief
from tests.faults.web.document import TYPES, document, page
from tests.faults.web.feed import Feed
from tests.faults.web.scale import Scale
from tests.faults.web.site import FORBIDDEN, Site
from tests.faults.web.trouble import Kind
from tests.faults.web.world import World

MOVED, DETOUR = "-new", "-detour"


class Server:
    """Answers as the sites of the world would at the time that the scale shows."""

    def __init__(self, site: Site, scale: Scale, log: Path) -> None:
        self.site, self.scale = site, scale
        self._log = log.open("a", buffering=1, encoding="utf-8")
        self._busy: Counter[str] = Counter()
        self._packed: dict[tuple[int, str], bytes] = {}  # of each feed the last document
        self._paths = {feed.path: feed for feed in site.world.feeds}

    async def __aenter__(self) -> Self:
        """Listen on every host and on the forbidden addresses."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self.answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        world = self.site.world
        hosts = {*world.hosts, *(world.moved_to(feed) for feed in world.feeds)}
        loop = asyncio.get_running_loop()
        self._listening = [
            await loop.create_server(self._runner.server, sorted(hosts), self.site.port, backlog=256),
            await asyncio.start_server(self._forbidden, FORBIDDEN, self.site.port),
        ]
        return self

    async def __aexit__(self, *fault: object) -> None:
        """Hang up, and close the log."""
        for one in self._listening:
            one.close()
        await self._runner.cleanup()
        self._log.close()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request, and write down what came of it."""
        at = request.transport
        host = at.get_extra_info("sockname")[0] if at else "?"
        began, t = time.monotonic(), self.scale.passed()
        self._busy[host] += 1
        line: dict[str, Any] = {"t": t, "real": began, "host": host, "path": request.path, "feed": None}
        line |= {"who": _who(request), "busy": self._busy[host], "status": 0, "read": False}
        try:
            return await self._answer(request, host, min(t, self.site.world.end), line)
        finally:
            self._busy[host] -= 1
            self._write(line | {"until": self.scale.passed(), "took": time.monotonic() - began})

    async def _answer(
        self, request: web.Request, host: str, t: float, line: dict[str, Any]
    ) -> web.StreamResponse:
        path = request.path
        if path == "/robots.txt":
            line |= {"kind": "robots"}
            return _said(line, web.Response(text=self._robots(host)))
        if (entry := self.site.behind(path)) is not None:
            line |= {"kind": "page", "feed": entry.feed, "entry": entry.number}
            if self.site.world.feeds[entry.feed].troubled(t) == Kind.PAGES:
                return _said(line, web.Response(status=500))
            number = max(sum(version.since <= t for version in entry.versions), 1)
            line |= {"read": True}
            return _said(line, web.Response(body=page(self.site, entry, number), content_type="text/html"))
        bare, _, rest = path.partition("/more/")
        feed = self._paths.get(bare.removesuffix(MOVED).removesuffix(DETOUR))
        if feed is None:
            line |= {"kind": "other"}
            return _said(line, web.Response(status=404, text="nothing here"))
        line |= {"kind": "feed", "feed": feed.index}
        direct = bare == feed.path and host == feed.host
        trouble = feed.troubled(t) if direct else None
        if trouble in (None, Kind.PAGES):
            return self._document(request, feed, t, line)
        line |= {"trouble": trouble}
        return await self._troubled(request, feed, trouble, t, rest, line)

    def _robots(self, host: str) -> str:
        closed = any(feed.closed for feed in self.site.world.hosts.get(host, ()))
        return "User-agent: *\nDisallow: /closed/\n" if closed else "User-agent: *\nDisallow: /admin/\n"

    def _document(self, request: web.Request, feed: Feed, t: float, line: dict[str, Any]) -> web.Response:
        """Answer with the feed as it is, or that it is as it was."""
        shown = self.site.world.at(feed, t)
        changed = self.site.epoch + feed.changed(t)
        names = [(entry.feed, entry.number, number) for entry, number in shown]
        packed = feed.packed and "gzip" in request.headers.get("Accept-Encoding", "")
        mark = f'{"W/" if packed else ""}"{xxhash.xxh64_hexdigest(repr(names).encode())}"'
        headers = {} if feed.max_age is None else {"Cache-Control": f"max-age={feed.max_age}"}
        if feed.validators in ("both", "etag"):
            headers["ETag"] = mark
        if feed.validators in ("both", "modified"):
            headers["Last-Modified"] = formatdate(changed, usegmt=True)
        if _same(request, headers, changed):
            return _said(line, web.Response(status=304, headers=headers))
        line |= {"read": True}
        headers |= {"Content-Type": TYPES[feed.form]} | ({"Content-Encoding": "gzip"} if packed else {})
        body = document(self.site, feed, shown)
        return _said(line, web.Response(body=gzip.compress(body, 1) if packed else body, headers=headers))

    async def _troubled(
        self, request: web.Request, feed: Feed, trouble: str, t: float, rest: str, line: dict[str, Any]
    ) -> web.StreamResponse:
        base = f"http://{feed.host}:{self.site.port}{feed.path}"
        number = int(rest) if rest.isdigit() else 0
        match trouble:
            case Kind.MOVED:
                return _said(line, mischief.to(301, base + MOVED))
            case Kind.DETOUR:
                return _said(line, mischief.to(302, base + DETOUR))
            case Kind.AWAY:
                host = self.site.world.moved_to(feed)
                return _said(line, mischief.to(301, f"http://{host}:{self.site.port}{feed.path}"))
            case Kind.LOOP:
                return _said(line, mischief.to(302, f"{base}/more/{1 + number % 2}"))
            case Kind.STAIRS:
                return _said(line, mischief.to(302, f"{base}/more/{number + 1}"))
            case Kind.BUSY | Kind.BUSY_DATE:
                wait = 1800 + feed.index % 5 * 900
                line |= {"wait": wait}
                when = formatdate(self.site.epoch + t + wait, usegmt=True)
                given = str(wait) if trouble == Kind.BUSY else when
                status = 429 if trouble == Kind.BUSY else 503
                return _said(line, web.Response(status=status, headers={"Retry-After": given}))
            case Kind.BARE:
                body = document(self.site, feed, [])
                return _said(line, web.Response(body=body, headers={"Content-Type": TYPES[feed.form]}))
            case Kind.DRIP:
                return await mischief.drip(request, line)
            case Kind.ZEROS:
                return await mischief.zeros(request, line)
            case Kind.CUT:
                return await mischief.cut(
                    request, document(self.site, feed, self.site.world.at(feed, t)), line
                )
            case Kind.RESET:
                return mischief.reset(request, line)
        return _said(line, mischief.plain(trouble, self.site.port, next(self._turn)))

    _turn = itertools.count()

    async def _forbidden(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        self._write({"t": self.scale.passed(), "kind": "forbidden", "host": host})
        writer.close()

    def _write(self, line: dict[str, Any]) -> None:
        self._log.write(json.dumps(line) + "\n")


def _said(line: dict[str, Any], answer: web.Response) -> web.Response:
    """Note the status before the answer goes out: whoever asked may be gone by then."""
    line["status"] = answer.status
    return answer


def _who(request: web.Request) -> str:
    """Return the poller that asks: the contact at the end of its User-Agent."""
    return request.headers.get("User-Agent", "").rpartition("; ")[2].rstrip(")")


def _same(request: web.Request, headers: dict[str, str], changed: float) -> bool:
    """Return whether what the asker has is what there is (RFC 9110, 13.1)."""
    if (mark := request.headers.get("If-None-Match")) is not None and "ETag" in headers:
        return mark.removeprefix("W/") == headers["ETag"].removeprefix("W/")
    if (since := request.headers.get("If-Modified-Since")) is not None and "Last-Modified" in headers:
        return parsedate_to_datetime(since).timestamp() >= changed
    return False


async def main(seed: str, feeds: str, days: str, port: str, scale: str, log: str) -> None:
    """Serve until the process is told to end."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    clock = Scale.parse(scale)
    site = Site(World(int(seed), int(feeds), float(days)), int(port), clock.epoch)
    async with Server(site, clock, Path(log)):
        print("serves", flush=True)
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
