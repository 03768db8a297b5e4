"""The board over HTTP: the page, its parts, server-sent events and JSON. Knows no broker."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterable

import orjson
from aiohttp import web

from agents.board import page
from agents.board.card import Names, card
from agents.board.shelf import Choice, Entry, Shelf
from streams import codec

ON_A_PAGE = 40
MOST = 500  # alerts in one answer of the JSON endpoint
VIEWERS = 200  # browsers that may follow at once; each costs a connection and a wake-up
BEAT = 15  # seconds between two signs of life, so that proxies and browsers know the line is up
FILES = {"board.css": "text/css", "board.js": "text/javascript", "icon.svg": "image/svg+xml"}
# Nothing from elsewhere, nothing inline: a feed's text can neither run nor load anything.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STREAM = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Board:
    """The application around a shelf; `changed` wakes those who follow."""

    def __init__(self, shelf: Shelf, names: Names, health: Iterable[web.RouteDef] = ()) -> None:
        self._shelf, self._names = shelf, names
        self._news = asyncio.Event()  # set once at each change, then replaced
        self._closing = False
        self.viewers = 0
        self.app = web.Application(middlewares=[_safely])
        self.app.on_shutdown.append(self._close)
        self.app.add_routes(
            [
                web.get("/", self._page),
                web.get("/alerts/{id}", self._single),
                web.get("/events", self._events),
                web.get("/api/alerts", self._list),
                web.get("/api/alerts/{id}", self._document),
                *(web.get(f"/{name}", _file) for name in FILES),
                *health,
            ]
        )

    def changed(self) -> None:
        """Tell all who follow that there is news on the shelf."""
        self._news.set()
        self._news = asyncio.Event()

    async def _close(self, _: web.Application) -> None:
        self._closing = True
        self.changed()

    async def _page(self, request: web.Request) -> web.Response:
        choice = _choice(request)
        found = self._shelf.shown(choice)
        pages = max(math.ceil(len(found) / ON_A_PAGE), 1)
        number = min(_number(request, "page", 1, 1 << 30), pages)
        part = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        sheet = page.Sheet(
            cards=[card(one, self._names) for one in part],
            total=len(found),
            number=number,
            pages=pages,
            choice=choice,
            watches=self._shelf.watches(),
            kinds=self._shelf.kinds(),
            last=self._shelf.last,
        )
        return _html(page.board(sheet))

    async def _single(self, request: web.Request) -> web.Response:
        entry = self._shelf.get(request.match_info["id"])
        if entry is not None and entry.alert.merged_into:
            raise web.HTTPFound(f"/alerts/{entry.alert.merged_into}")
        if entry is None:
            return _html(page.absent("There is no such alert."), 404)
        return _html(page.single(card(entry, self._names)))

    async def _list(self, request: web.Request) -> web.Response:
        limit, number = _number(request, "limit", 100, MOST), _number(request, "page", 1, 1 << 30)
        found = self._shelf.shown(_choice(request))
        part = found[(number - 1) * limit : number * limit]
        documents = b",".join(codec.encode(one.alert) for one in part)
        return _json(b'{"total":%d,"page":%d,"alerts":[%s]}' % (len(found), number, documents))

    async def _document(self, request: web.Request) -> web.Response:
        entry = self._shelf.get(request.match_info["id"])
        if entry is None:
            return _problem(404, "There is no alert with this id.")
        return _json(codec.encode(entry.alert))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        if self.viewers >= VIEWERS:
            return _problem(503, f"{VIEWERS} browsers follow already; the page shows the same on a reload.")
        response = web.StreamResponse(headers=STREAM | HEADERS)
        await response.prepare(request)
        self.viewers += 1
        try:
            await self._follow(response, _choice(request), _since(request, self._shelf.last))
        except ConnectionError:
            pass  # the browser has gone
        finally:
            self.viewers -= 1
        return response

    async def _follow(self, response: web.StreamResponse, choice: Choice, since: int) -> None:
        """Write what changed after offset `since`, then each change; a slow browser gets the latest only."""
        await response.write(b"retry: 3000\n\n")
        while not self._closing:
            news = self._news
            for entry in list(self._shelf.since(since)):
                await response.write(self._event(entry, choice))
            since = self._shelf.last
            try:
                await asyncio.wait_for(news.wait(), BEAT)
            except TimeoutError:
                await response.write(b": still here\n\n")

    def _event(self, entry: Entry, choice: Choice) -> bytes:
        alert = entry.alert
        if entry.gone or not choice.takes(alert):  # it may have been of another kind before
            name, data = "gone", orjson.dumps({"id": alert.id})
        else:
            html = page.fragment(card(entry, self._names))
            name, data = "alert", orjson.dumps({"id": alert.id, "html": html})
        return f"event: {name}\nid: {entry.offset}\ndata: ".encode() + data + b"\n\n"


@web.middleware
async def _safely(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the security headers on every answer, those of aiohttp's own errors included."""
    try:
        response = await handler(request)
    except web.HTTPException as fault:
        fault.headers.update(HEADERS)
        raise
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


async def _file(request: web.Request) -> web.Response:
    name = request.path.removeprefix("/")
    text = (page.FOLDER / name).read_text(encoding="utf-8")
    return web.Response(
        text=text, content_type=FILES[name], charset="utf-8", headers={"Cache-Control": "no-cache"}
    )


def _html(text: str, status: int = 200) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=headers)


def _json(body: bytes) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.Response(body=body, content_type="application/json", headers=headers)


def _problem(status: int, detail: str) -> web.Response:
    """Return an error as RFC 9457 has it."""
    body = orjson.dumps({"status": status, "detail": detail})
    return web.Response(body=body, status=status, content_type="application/problem+json")


def _choice(request: web.Request) -> Choice:
    return Choice(watch=request.query.get("watch", "")[:100], kind=request.query.get("kind", "")[:100])


def _number(request: web.Request, name: str, default: int, most: int) -> int:
    """Return a whole number of the query, from 1 to `most`; the default where there is none that reads so."""
    text = request.query.get(name, "")
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 12 else default


def _since(request: web.Request, last: int) -> int:
    """Return the offset that a browser knows up to: the one of its last event before that of its page."""
    for text in (request.headers.get("Last-Event-ID", ""), request.query.get("since", "")):
        if text == "-1":
            return -1
        if text.isascii() and text.isdigit() and len(text) < 20:
            return int(text)
    return last
