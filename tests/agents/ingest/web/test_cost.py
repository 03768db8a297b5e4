"""What asking costs: processor time a request, and memory over very many of them."""

import asyncio
import gzip
import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.agents.ingest.web.site import OPEN, asking, fault, get

pytestmark = pytest.mark.slow

BODY = gzip.compress(b"".join(b"<item><title>Words number %d</title></item>" % n for n in range(720)))
REQUESTS = 20_000
AT_ONCE = 16
NAMES = {True: 50, False: 400}  # hosts, of which connections are kept or not


def serve(pipe: Connection, body: bytes) -> None:
    """Answer on two ports, one of which keeps connections; in a process apart, to cost nothing here."""
    head = b'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nETag: "1"\r\nContent-Length: %d\r\n' % len(body)
    answers = {True: head + b"\r\n" + body, False: head + b"Connection: close\r\n\r\n" + body}

    async def work() -> None:
        def talk(keep: bool) -> Any:
            async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                try:
                    while await reader.readuntil(b"\r\n\r\n"):
                        writer.write(answers[keep])
                        await writer.drain()
                        if not keep:
                            break
                except (asyncio.IncompleteReadError, ConnectionError):
                    pass
                writer.close()

            return one

        servers = [await asyncio.start_server(talk(keep), OPEN, 0) for keep in (True, False)]
        pipe.send([server.sockets[0].getsockname()[1] for server in servers])
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)

    asyncio.run(work())


def resident() -> int:
    """Return the bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_a_request_costs_little_and_very_many_of_them_no_memory() -> None:
    """Two thirds over kept connections, one third over new ones on many names. Prints its figures with -s."""
    assert len(gzip.decompress(BODY)) > 30_000
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, BODY), daemon=True)
    server.start()
    ports = here.recv()
    names = {f"{number}.example": [OPEN] for number in range(max(NAMES.values()))} | {
        "inside.example": ["10.0.0.1"]
    }

    async def work() -> tuple[float, float, list[int]]:
        held = []
        async with asking(names=names, requests=AT_ONCE) as web:

            async def some(first: int, keep: bool, count: int) -> None:
                for number in range(first, count, AT_ONCE):
                    answer = await get(
                        web,
                        f"http://{number % NAMES[keep]}.example:{ports[not keep]}/feed?{number}",
                        etag='"0"',
                    )
                    assert answer.size == len(BODY)
                await fault(web, "http://inside.example/")

            async def round_(keep: bool, count: int) -> float:
                began = time.process_time()
                await asyncio.gather(*(some(first, keep, count) for first in range(AT_ONCE)))
                return (time.process_time() - began) / count

            costs = []
            for part in range(10):
                costs.append((await round_(True, REQUESTS // 15), await round_(False, REQUESTS // 30)))
                if part >= 2:
                    held.append(resident())
        kept, new = (sum(cost[which] for cost in costs) / len(costs) for which in (0, 1))
        return kept, new, held

    kept, new, held = asyncio.run(work())
    here.send(None)
    server.join(5)
    grown = held[-1] - held[0]
    print(
        f"\n{kept * 1e6:.0f} µs of processor a request on a kept connection, {new * 1e6:.0f} µs on a new one "
        f"({len(BODY)} bytes packed); {held[-1] >> 20} MiB held, {grown / (1 << 20):+.1f} MiB over the last "
        f"{REQUESTS * 8 // 10} requests"
    )
    assert kept < 0.003
    assert new < 0.003
    assert grown < 4 << 20
