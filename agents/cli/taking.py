"""Takes articles by HTTP and puts them on `news.raw`, as a process."""

import asyncio
import ipaddress
import logging
from collections.abc import Sequence

import click
from aiohttp import web

from agents.ingest.agent import LIMIT, Sender
from agents.ingest.files import Entry
from agents.ingest.push.agent import count
from agents.ingest.push.app import Push, Unavailable
from streams import admin, topics
from streams.health import Health
from streams.process import signalled
from streams.settings import Settings

log = logging.getLogger(__name__)

GRACE = 20.0  # seconds for requests on their way at the end: longer than a confirmation is waited for


async def take(settings: Settings, host: str, port: int) -> None:
    """Take articles until SIGTERM or SIGINT. Until the broker and its topic are there, requests get 503.

    Raises OSError where the address cannot be had, and a usage error for one beyond this machine
    without a token.
    """
    if not settings.push_token and not _loopback(host):
        raise click.UsageError(
            f"{host} can be reached from elsewhere: set DETENTE_PUSH_TOKEN, so that not everyone may send"
        )
    stop = signalled()
    line = _Line(settings)
    routes = Health("push", lambda: line.waits_for).routes()
    runner = Push(line.put, settings.push_token, LIMIT, routes, count).runner(GRACE)
    await runner.setup()
    opening = asyncio.ensure_future(line.open())
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await web.TCPSite(runner, host, port).start()
        log.info("push: POST http://%s:%d/articles", *runner.addresses[0][:2])
        await asyncio.wait([opening, stopped], return_when=asyncio.FIRST_COMPLETED)
        if opening.done():
            opening.result()  # no broker is set: told, and the end
        await stopped
    finally:
        await runner.cleanup()
        opening.cancel()
        stopped.cancel()
        await line.close()


class _Line:
    """The way to the topic: open once broker and topic are there."""

    def __init__(self, settings: Settings) -> None:
        self.waits_for: str | None = "starting"
        self._settings = settings
        self._sender: Sender | None = None

    async def open(self) -> None:
        await admin.wait_for_topics(self._settings, topics.RAW, say=self._say)
        sender = Sender(self._settings)
        await sender.start()
        self._sender, self.waits_for = sender, None

    async def put(self, entries: Sequence[Entry]) -> None:
        if self._sender is None:
            raise Unavailable(self.waits_for or "starting")
        try:
            await self._sender.put(entries)
        except admin.BrokerFault as fault:
            log.warning("push: %s", fault)  # still ready: only a request can show that it is well again
            raise Unavailable(str(fault)) from None

    async def close(self) -> None:
        if self._sender is not None:
            await self._sender.stop()

    def _say(self, why: str) -> None:
        self.waits_for = why
        log.warning("push: %s", why)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
