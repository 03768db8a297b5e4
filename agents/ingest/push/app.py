"""The application that takes articles by HTTP. All of a request is taken, or nothing."""

import asyncio
import hmac
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import orjson
from aiohttp import web

from agents.ingest.files import Entry
from agents.ingest.push.body import Taken, received, taken
from agents.ingest.push.head import Head, read_head
from agents.ingest.push.keys import Keys
from agents.ingest.push.openapi import document
from agents.ingest.push.problem import DOCUMENT, KINDS, Problem
from agents.ingest.push.room import Room, Share
from agents.spans import rfc3339

log = logging.getLogger(__name__)

# Bytes from which a body is read in a thread, so that those after it need not wait: some 0.5 ms of work.
LARGE = 64 << 10
IDLE = 75.0  # seconds that a connection may stand without a request
ABOUT = f"This takes news articles: POST /articles. It is described in {DOCUMENT}\n"


class Unavailable(Exception):
    """The broker does not confirm; nothing is known of what was sent, which may be sent again."""


class Push:
    """Takes articles: `put` sends entries and returns once they are confirmed, or raises Unavailable.

    `limit` is the most bytes of a record; without a `token` anyone may send. `count` is told of each
    request its outcome (accepted, repeated, or a kind of problem), its articles and its seconds.
    """

    def __init__(
        self,
        put: Callable[[Sequence[Entry]], Awaitable[None]],
        token: str,
        limit: int,
        routes: Iterable[web.RouteDef] = (),
        count: Callable[[str, int, float], None] = lambda *_: None,
        room: Room | None = None,
    ) -> None:
        self._put, self._token, self._limit, self._count = put, token, limit, count
        self._room, self._keys = room or Room(), Keys()
        self._beside: ThreadPoolExecutor | None = None
        self._document = orjson.dumps(document(limit, token=bool(token)))
        self.app = web.Application(middlewares=[_problems])
        self.app.router.add_get("/", self._about)
        self.app.router.add_get(DOCUMENT, self._describe)
        self.app.router.add_post("/articles", self._articles, expect_handler=self._expect)
        self.app.add_routes(routes)
        for resource in list(self.app.router.resources()):
            resource.add_route("OPTIONS", _options)  # type: ignore[attr-defined]
        self.app.cleanup_ctx.append(self._threads)

    def runner(self, grace: float) -> web.AppRunner:
        """Return what serves the application; at its end requests in hand have `grace` seconds."""
        # Bodies are unpacked here, where there is a limit on what comes of them and room for it.
        return web.AppRunner(
            self.app,
            access_log=None,
            shutdown_timeout=grace,
            keepalive_timeout=IDLE,
            auto_decompress=False,
        )

    async def _articles(self, request: web.Request) -> web.Response:
        begun = time.perf_counter()
        outcome, articles = "failed", 0
        try:
            head = self._admitted(request)
            with self._room.share() as share:
                found = await self._read(request, head, share)
                repeated = await self._send(found, head.key)
            outcome, articles = ("repeated", 0) if repeated else ("accepted", len(found.entries))
            return _accepted(found.entries, repeated)
        except Problem as problem:
            outcome = problem.kind
            raise
        finally:
            self._count(outcome, articles, time.perf_counter() - begun)

    async def _read(self, request: web.Request, head: Head, share: Share) -> Taken:
        body = await received(request, share)
        fetched = rfc3339(datetime.now(UTC))
        if len(body) < LARGE and head.coding is None:
            return taken(body, head, share, self._limit, fetched)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._beside, taken, body, head, share, self._limit, fetched)

    async def _send(self, found: Taken, key: str | None) -> bool:
        """Send what was found, unless its key is known; return whether it is. Raises Problem."""
        if key is not None and self._keys.begin(key, found.said):
            return True
        confirmed = False
        try:
            await self._put(found.entries)
            confirmed = True
        except Unavailable as fault:
            raise Problem("unconfirmed", f"{fault}; send it again: repeats are recognised") from None
        finally:
            if key is not None:
                self._keys.end(key, confirmed=confirmed)
        return False

    def _admitted(self, request: web.Request) -> Head:
        """Return what the headers say; raises Problem where the body need not even be sent."""
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        right = hmac.compare_digest(shown.strip().encode("utf-8", "replace"), self._token.encode())
        if self._token and (scheme.lower() != "bearer" or not right):
            raise Problem("unauthorized", KINDS["unauthorized"].about)
        return read_head(request)

    async def _expect(self, request: web.Request) -> web.StreamResponse | None:
        """Let a body come that was announced (Expect: 100-continue), or say at once why it need not."""
        problem = None
        if request.headers.get("Expect", "").lower() != "100-continue":
            problem = Problem("expectation", "Expect: allowed is 100-continue")
        else:
            try:
                self._admitted(request)
            except Problem as fault:
                problem = fault
        if problem is not None:
            self._count(problem.kind, 0, 0.0)
            return problem.answer()
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # none of it belongs to the answer, which may yet be another
        return None

    async def _about(self, _: web.Request) -> web.Response:
        return web.Response(text=ABOUT)

    async def _describe(self, _: web.Request) -> web.Response:
        return web.Response(body=self._document, content_type="application/json")

    async def _threads(self, _: web.Application) -> AsyncIterator[None]:
        # One: large bodies wait for one another, and of what they are unpacked to one is there at a time.
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="push")
        yield
        self._beside.shutdown(wait=False, cancel_futures=True)


def _accepted(entries: Sequence[Entry], repeated: bool) -> web.Response:
    told = [
        {"id": one.id, "article_id": one.raw.article_id, "version": one.raw.version}
        for one in entries
        if one.raw is not None
    ]
    return web.Response(
        status=202,
        body=orjson.dumps({"accepted": len(entries), "articles": told}),
        content_type="application/json",
        headers={"Idempotent-Replayed": "true"} if repeated else None,
    )


async def _options(request: web.Request) -> web.Response:
    methods = sorted({route.method for route in request.match_info.route.resource or ()})
    return web.Response(status=204, headers={"Allow": ", ".join(methods)})


@web.middleware
async def _problems(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Tell every error as problem details, those of aiohttp and our own faults included."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.answer()
    except web.HTTPMethodNotAllowed as fault:
        allow = ", ".join(sorted(fault.allowed_methods))
        detail = f"{request.method} {request.path}: allowed is {allow}"
        return Problem("not_allowed", detail, headers={"Allow": allow}).answer()
    except web.HTTPNotFound:
        return Problem("not_found", f"{request.method} {request.path}: allowed is POST /articles").answer()
    except web.HTTPException as fault:
        return Problem("malformed", f"the request cannot be read: {fault.reason}").answer()
    except Exception:
        log.exception("push: %s %s", request.method, request.path)
        return Problem("failed", "a fault of ours; it is in the log. It may be sent again").answer()
