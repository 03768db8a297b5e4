"""Server-sent events: who follows is woken at each change, and gets what is new to it."""

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

from agents.board.answers import HEADERS, problem

VIEWERS = 200  # browsers that may follow at once; each costs a connection and a wake-up
BEAT = 15  # seconds between two signs of life, so that proxies and browsers know the line is up
STREAM = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Live:
    """All who follow the board, whichever page of it."""

    def __init__(self) -> None:
        self.viewers = 0
        self._news = asyncio.Event()  # set once at each change, then replaced
        self._closing = False

    def changed(self) -> None:
        """Tell all who follow that there is news."""
        self._news.set()
        self._news = asyncio.Event()

    async def close(self, _: web.Application) -> None:
        """End all streams."""
        self._closing = True
        self.changed()

    async def follow(self, request: web.Request, news: Callable[[], Iterable[bytes]]) -> web.StreamResponse:
        """Write the events that `news` gives, now and after each change, until the browser goes.

        Each call of `news` gives what came since the last; a slow browser gets the latest only.
        """
        if self.viewers >= VIEWERS:
            return problem(503, f"{VIEWERS} browsers follow already; the page shows the same on a reload.")
        response = web.StreamResponse(headers=STREAM | HEADERS)
        await response.prepare(request)
        self.viewers += 1
        try:
            await response.write(b"retry: 3000\n\n")
            while not self._closing:
                change = self._news
                for event in news():
                    await response.write(event)
                try:
                    await asyncio.wait_for(change.wait(), BEAT)
                except TimeoutError:
                    await response.write(b": still here\n\n")
        except ConnectionError:
            pass  # the browser has gone
        finally:
            self.viewers -= 1
        return response
