"""The board over HTTP: the pages, their parts, server-sent events and JSON. Knows no broker."""

import math
from collections.abc import Callable, Iterable

import orjson
from aiohttp import web

from agents.board import answers, page
from agents.board.card import Names, card
from agents.board.live import Live
from agents.board.shelf import Choice, Entry, Shelf
from agents.board.sources.app import SourcesPage
from agents.board.sources.shelf import Sources
from streams import codec

ON_A_PAGE = 40
MOST = 500  # alerts in one answer of the JSON endpoint
FILES = {
    "board.css": "text/css",
    "sources.css": "text/css",
    "live.js": "text/javascript",
    "board.js": "text/javascript",
    "sources.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


class Board:
    """The application around the alerts and the sources; `live.changed` wakes those who follow."""

    def __init__(
        self, shelf: Shelf, names: Names, sources: Sources, health: Iterable[web.RouteDef] = ()
    ) -> None:
        self._shelf, self._names, self._sources = shelf, names, sources
        self.live = Live()
        self.app = web.Application(middlewares=[answers.safely])
        self.app.on_shutdown.append(self.live.close)
        self.app.add_routes(
            [
                web.get("/", self._page),
                web.get("/alerts/{id}", self._single),
                web.get("/events", self._events),
                web.get("/api/alerts", self._list),
                web.get("/api/alerts/{id}", self._document),
                *SourcesPage(sources, self.live).routes(),
                *(web.get(f"/{name}", _file) for name in FILES),
                *health,
            ]
        )

    async def _page(self, request: web.Request) -> web.Response:
        choice = _choice(request)
        found = self._shelf.shown(choice)
        pages = max(math.ceil(len(found) / ON_A_PAGE), 1)
        number = min(answers.number(request, "page", 1), pages)
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
        return answers.html(page.board(sheet, self._sources.troubled()))

    async def _single(self, request: web.Request) -> web.Response:
        entry = self._shelf.get(request.match_info["id"])
        if entry is not None and entry.alert.merged_into:
            raise web.HTTPFound(f"/alerts/{entry.alert.merged_into}")
        if entry is None:
            return answers.html(page.absent("There is no such alert."), 404)
        return answers.html(page.single(card(entry, self._names)))

    async def _list(self, request: web.Request) -> web.Response:
        limit, number = answers.number(request, "limit", 100, MOST), answers.number(request, "page", 1)
        found = self._shelf.shown(_choice(request))
        part = found[(number - 1) * limit : number * limit]
        documents = b",".join(codec.encode(one.alert) for one in part)
        return answers.json(b'{"total":%d,"page":%d,"alerts":[%s]}' % (len(found), number, documents))

    async def _document(self, request: web.Request) -> web.Response:
        entry = self._shelf.get(request.match_info["id"])
        if entry is None:
            return answers.problem(404, "There is no alert with this id.")
        return answers.json(codec.encode(entry.alert))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await self.live.follow(
            request, self._news(_choice(request), _since(request, self._shelf.last))
        )

    def _news(self, choice: Choice, since: int) -> Callable[[], Iterable[bytes]]:
        """Return what gives the events of what changed after offset `since`, or since it was last called."""
        troubled: int | None = None

        def news() -> Iterable[bytes]:
            nonlocal since, troubled
            # Both at once: what comes while a slow browser still reads is for the next call.
            found, since = list(self._shelf.since(since)), self._shelf.last
            before, troubled = troubled, self._sources.troubled()
            if troubled != before:
                yield b"event: sources\ndata: %d\n\n" % troubled
            for entry in found:
                yield self._event(entry, choice)

        return news

    def _event(self, entry: Entry, choice: Choice) -> bytes:
        alert = entry.alert
        if entry.gone or not choice.takes(alert):  # it may have been of another kind before
            name, data = "gone", orjson.dumps({"id": alert.id})
        else:
            html = page.fragment(card(entry, self._names))
            name, data = "alert", orjson.dumps({"id": alert.id, "html": html})
        return f"event: {name}\nid: {entry.offset}\ndata: ".encode() + data + b"\n\n"


async def _file(request: web.Request) -> web.Response:
    name = request.path.removeprefix("/")
    text = (page.FOLDER / name).read_text(encoding="utf-8")
    return web.Response(
        text=text, content_type=FILES[name], charset="utf-8", headers={"Cache-Control": "no-cache"}
    )


def _choice(request: web.Request) -> Choice:
    return Choice(watch=answers.text(request, "watch"), kind=answers.text(request, "kind"))


def _since(request: web.Request, last: int) -> int:
    """Return the offset that a browser knows up to: the one of its last event before that of its page."""
    for text in (request.headers.get("Last-Event-ID", ""), request.query.get("since", "")):
        if text == "-1":
            return -1
        if text.isascii() and text.isdigit() and len(text) < 20:
            return int(text)
    return last
