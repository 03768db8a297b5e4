"""A small web on this machine: sites on loopback addresses, and a clock that is moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from agents.ingest.poll.clock import Clock
from agents.ingest.web.addresses import networks
from agents.ingest.web.answer import Answer, Fault
from agents.ingest.web.client import Web

OPEN = "127.0.0.2"  # may be asked in these tests
SHUT = "127.0.0.1"  # may not
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """A server; `log` is what it was asked: path, headers."""

    address: str
    port: int = 0
    log: list[web.Request] = field(default_factory=list)
    connections: set[object] = field(default_factory=set)

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"http://{host or self.address}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path_qs for request in self.log]


@asynccontextmanager
async def site(handlers: dict[str, Handler], address: str = OPEN, port: int = 0) -> AsyncIterator[Site]:
    """Serve paths, 404 for any other."""
    one = Site(address)

    async def answer(request: web.Request) -> web.StreamResponse:
        one.log.append(request)
        one.connections.add(request.transport)
        handler = handlers.get(request.path)
        return await handler(request) if handler else web.Response(status=404)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, address, port).start()
    one.port = runner.addresses[0][1]
    try:
        yield one
    finally:
        await runner.cleanup()


@asynccontextmanager
async def bare(
    talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """Serve whatever `talk` writes; yields the URL."""

    async def work(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
            await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(work, OPEN, 0)
    try:
        yield f"http://{OPEN}:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()
        await server.wait_closed()


def saying(raw: bytes) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    """Return a server's talk that answers any request with these bytes and hangs up."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)

    return talk


def give(body: bytes = b"well", status: int = 200, headers: dict[str, str] | None = None) -> Handler:
    """Return a handler that always gives the same."""

    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=body, status=status, headers=headers)

    return handler


def send_on(to: str, status: int = 302) -> Handler:
    """Return a handler that sends the reader on."""
    return give(b"", status, {"Location": to})


def asking(
    *, allowed: str = OPEN, names: dict[str, Sequence[str]] | None = None, delay: float = 0.0,
    timeout: float = 5.0, clock: Clock | None = None, requests: int = 2,
) -> Web:  # fmt: skip
    """Return the way to ask, with names known to nobody else."""

    async def lookup(host: str) -> Sequence[str]:
        if host not in (names or {}):
            raise OSError("no such name")
        return (names or {})[host]

    return Web(
        agent="detente/test", allowed=networks(allowed), delay=delay, timeout=timeout, requests=requests,
        clock=clock or Clock(), lookup=lookup,
    )  # fmt: skip


async def get(web: Web, url: str, limit: int = 1 << 20, **more: object) -> Answer:
    return await web.get(url, accept="*/*", limit=limit, **more)  # type: ignore[arg-type]


async def fault(web: Web, url: str, limit: int = 1 << 20, **more: object) -> Fault:
    """Return the fault that asking ends in."""
    with pytest.raises(Fault) as raised:
        await get(web, url, limit, **more)
    assert url.split("//", 1)[-1] not in str(raised.value)
    return raised.value


class Hand:
    """A clock moved by whoever sleeps."""

    def __init__(self, at: float = 1_000_000.0) -> None:
        self.at = at
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.sleep)
