"""Articles by HTTP: `POST /articles`, answered with 202 once the broker has confirmed them.

Errors are problem details (RFC 9457). All of a request is taken, or nothing.
"""

import hmac
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import orjson
from aiohttp import web

from agents.ingest.files import Entry, Skipped, entry_of
from agents.ingest.items import Fault, Item, raw_article, read_item

MOST = 1_000  # articles in one request
BODY = 32 << 20  # bytes of one request, unpacked: some articles of the largest size
FAULTS = 20  # told in one answer
SINGLE = ("application/json",)
LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl")
ALLOWED = ", ".join((*SINGLE, *LINES))


class Unavailable(Exception):
    """The broker does not confirm; nothing is known of what was sent, which may be sent again."""


class Problem(Exception):
    """A request that is not taken, and why."""

    def __init__(self, status: int, title: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.body = {"title": title, "status": status, "detail": detail} | more


class Push:
    """The application: `put` sends entries and returns once they are confirmed, or raises Unavailable.

    `limit` is the most bytes of a record; without a `token` anyone may send.
    """

    def __init__(
        self,
        put: Callable[[Sequence[Entry]], Awaitable[None]],
        token: str,
        limit: int,
        health: Iterable[web.RouteDef] = (),
    ) -> None:
        self._put, self._token, self._limit = put, token, limit
        self.app = web.Application(middlewares=[_problems], client_max_size=BODY)
        self.app.add_routes([web.post("/articles", self._articles), *health])

    async def _articles(self, request: web.Request) -> web.Response:
        self._check_token(request)
        if request.content_type not in SINGLE + LINES:
            raise Problem(
                415, "Unsupported media type", f"{request.content_type} is not taken; allowed are {ALLOWED}"
            )
        body = await request.read()
        items = read_items(body, lines=request.content_type in LINES)
        fetched = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entries = self._entries(items, fetched)
        try:
            await self._put(entries)
        except Unavailable as fault:
            raise Problem(503, "Not confirmed", f"{fault}; send it again: repeats are recognised") from None
        told = [
            {"id": one.id, "article_id": one.raw.article_id, "version": one.raw.version}
            for one in entries
            if one.raw is not None
        ]
        return web.Response(
            status=202,
            body=orjson.dumps({"accepted": len(entries), "articles": told}),
            content_type="application/json",
        )

    def _check_token(self, request: web.Request) -> None:
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        if not self._token:
            return
        right = hmac.compare_digest(shown.strip().encode("utf-8", "replace"), self._token.encode())
        if scheme.lower() != "bearer" or not right:
            raise Problem(401, "Not authorised", "Authorization: Bearer … with the right token is wanted")

    def _entries(self, items: Sequence[Item], fetched: str) -> list[Entry]:
        entries, large = [], []
        for number, item in enumerate(items):
            raw = replace(raw_article(item, f"push:{number}"), fetched=fetched)
            made = entry_of(raw.id, f"article {number}", raw, self._limit)
            if isinstance(made, Skipped):
                large.append({"index": number, "detail": made.error})
            else:
                entries.append(made)
        if large:
            raise Problem(413, "Too large", _counted(large, len(items)), errors=large[:FAULTS])
        return entries


def read_items(body: bytes, *, lines: bool) -> list[Item]:
    """Return the articles in a body: one object, an array, or a line each. Raises Problem (422, 413)."""
    parts = [one for one in body.splitlines() if one.strip()] if lines else _parts(body)
    if not parts:
        raise Problem(422, "No article", "the body holds no article")
    if len(parts) > MOST:
        raise Problem(413, "Too many", f"{len(parts)} articles; at most {MOST} are taken at once")
    items, faults = [], []
    for number, part in enumerate(parts):
        read = read_item(part)
        if isinstance(read, Fault):
            faults.append({"index": number, "detail": read.error})
        elif not (_given(read.title) or _given(read.text)):
            faults.append({"index": number, "detail": "not an article: neither a title nor a text"})
        else:
            items.append(read)
    if faults:
        raise Problem(422, "Not an article", _counted(faults, len(parts)), errors=faults[:FAULTS])
    return items


def _parts(body: bytes) -> list[bytes]:
    if not body.lstrip().startswith(b"["):
        return [body] if body.strip() else []
    try:
        return [bytes(one) for one in msgspec.json.decode(body, type=list[msgspec.Raw])]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Problem(422, "Not JSON", f"the array cannot be read: {fault}") from None


def _given(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _counted(faults: Sequence[dict[str, Any]], total: int) -> str:
    first = f"article {faults[0]['index']}: {faults[0]['detail']}"
    if len(faults) == 1:
        return f"{first}; nothing was taken" if total > 1 else first
    return f"{len(faults)} of {total} articles cannot be taken, so nothing was; the first: {first}"


@web.middleware
async def _problems(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Tell every error as problem details, those of aiohttp included."""
    try:
        return await handler(request)
    except Problem as problem:
        body, status = problem.body, problem.status
    except web.HTTPRequestEntityTooLarge:
        status, body = 413, {"title": "Too large", "detail": f"at most {BODY} bytes are taken at once"}
    except web.HTTPException as fault:
        status, body = fault.status, {"title": fault.reason, "detail": _elsewhere(fault.status, request)}
    headers = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "5"}, 405: {"Allow": "POST"}}
    return web.Response(
        status=status,
        body=orjson.dumps({"status": status} | body),
        content_type="application/problem+json",
        headers=headers.get(status),
    )


def _elsewhere(status: int, request: web.Request) -> str:
    if status in (404, 405):
        return f"{request.method} {request.path}: allowed is POST /articles"
    return "the request cannot be read"
