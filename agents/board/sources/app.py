"""The page of the sources over HTTP, its part that is renewed, its events, and the same as JSON."""

import math
import time
from collections.abc import Callable, Iterable

import orjson
from aiohttp import web

from agents.board import answers, page
from agents.board.live import Live
from agents.board.sources.row import row
from agents.board.sources.shelf import Sources, Wanted
from agents.condition import document

ON_A_PAGE = 200
MOST = 1000  # sources in one answer of the JSON endpoint


class SourcesPage:
    """The handlers around the sources that are known."""

    def __init__(self, sources: Sources, live: Live, clock: Callable[[], float] = time.time) -> None:
        self._sources, self._live, self._clock = sources, live, clock

    def routes(self) -> list[web.RouteDef]:
        """Return the paths."""
        return [
            web.get("/sources", self._page),
            web.get("/sources/table", self._table),
            web.get("/sources/events", self._events),
            web.get("/api/sources", self._list),
        ]

    async def _page(self, request: web.Request) -> web.Response:
        return _packed(answers.html(page.sources(self._sheet(request))))

    async def _table(self, request: web.Request) -> web.Response:
        return _packed(answers.html(page.table(self._sheet(request))))

    def _sheet(self, request: web.Request) -> page.SourcesSheet:
        wanted = _wanted(request)
        found = self._sources.shown(wanted)
        pages = max(math.ceil(len(found) / ON_A_PAGE), 1)
        number = min(answers.number(request, "page", 1), pages)
        now = self._clock()
        return page.SourcesSheet(
            rows=[row(one, now) for one in found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]],
            counts=self._sources.counts(wanted),
            number=number,
            pages=pages,
            wanted=wanted,
            waits_for=self._sources.waits_for,
            changes=self._sources.changes,
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await self._live.follow(request, self._news())

    def _news(self) -> Callable[[], Iterable[bytes]]:
        """Return what gives an event if anything has changed since it was last called."""
        told = -1

        def news() -> Iterable[bytes]:
            nonlocal told
            before, told = told, self._sources.changes
            if told != before:
                yield b"event: sources\ndata: %d\n\n" % told

        return news

    async def _list(self, request: web.Request) -> web.Response:
        limit, number = answers.number(request, "limit", 100, MOST), answers.number(request, "page", 1)
        wanted = _wanted(request)
        found = self._sources.shown(wanted)
        return answers.json(
            orjson.dumps(
                {
                    "total": len(found),
                    "page": number,
                    "counts": self._sources.counts(wanted),
                    "waits_for": self._sources.waits_for,
                    "sources": [
                        document(one.source, one.state)
                        for one in found[(number - 1) * limit : number * limit]
                    ],
                }
            )
        )


def _wanted(request: web.Request) -> Wanted:
    return Wanted(condition=answers.text(request, "condition"), words=answers.text(request, "words"))


def _packed(response: web.Response) -> web.Response:
    """Return an answer that is compressed where the browser takes it: many rows are much alike."""
    response.enable_compression()
    return response
