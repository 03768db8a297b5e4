"""The board as a process: reads `news.alerts` from its start and serves what stands there.

It belongs to no group, commits nothing and may run many times. All it knows is in memory; started
again, it reads the topic again.
"""

import asyncio
import logging
import signal
from contextlib import aclosing

from aiohttp import web

from agents.board.app import Board
from agents.board.shelf import Shelf
from agents.board.words import names
from agents.watch.load import load_watches
from streams import admin, codec, metrics, topics
from streams.health import Health
from streams.reading import records
from streams.records import Alert
from streams.settings import Settings

log = logging.getLogger(__name__)

AGAIN = 2.0  # seconds until the topic is read from its start again, after it could not be read
GRACE = 3.0  # seconds for open answers at the end


async def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. Raises OSError where the address cannot be had, `TomlFault` for a
    broken watch file, and `BrokerFault` where no broker is set.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    reader = _Reader(settings)
    health = Health("board", lambda: reader.waits_for)
    board = Board(reader.shelf, names(load_watches(settings.watches)), health.routes())
    metrics.VIEWERS.set_function(lambda: board.viewers)
    runner = web.AppRunner(board.app, access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        log.info("board: http://%s:%d/", _shown(host), runner.addresses[0][1])
        reading = asyncio.ensure_future(reader.read(board))
        stopped = asyncio.ensure_future(stop.wait())
        done, _ = await asyncio.wait({reading, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in {reading, stopped} - done:
            task.cancel()
        if reading in done:
            reading.result()
    finally:
        await runner.cleanup()


class _Reader:
    """Keeps the shelf as the topic is; says what it waits for until it has read to the end of now."""

    def __init__(self, settings: Settings) -> None:
        self.shelf = Shelf()
        self.waits_for: str | None = "starting"
        self._settings = settings

    async def read(self, board: Board) -> None:
        """Read for ever; a topic that cannot be read is read again from its start."""
        while True:
            await admin.wait_for_topics(self._settings, topics.ALERTS, say=self._say)
            self.waits_for = "reading the alerts"
            self.shelf.clear()
            try:
                await self._follow(board)
            except admin.BrokerFault as fault:
                self._say(str(fault))
            await asyncio.sleep(AGAIN)

    async def _follow(self, board: Board) -> None:
        async with aclosing(records(self._settings, topics.ALERTS, follow=True)) as found:
            async for record in found:
                if record is None:  # the end of now
                    self.waits_for = None
                    board.changed()
                    continue
                try:
                    alert = codec.decode(Alert, record.value)
                except codec.Undecodable as fault:
                    log.warning("board: %s, offset %d: %s", record.topic, record.offset, fault)
                    continue
                self.shelf.put(alert, record.offset)
                if self.waits_for is None:
                    board.changed()

    def _say(self, why: str) -> None:
        self.waits_for = why
        log.warning("board: %s", why)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
