"""The answers of sites in trouble, and of those that mean harm."""

import asyncio
import zlib
from contextlib import suppress
from typing import Any

from aiohttp import web

from tests.faults.web.trouble import Kind

MIB = 1 << 20
ZEROS = 10 << 30  # bytes, unpacked
BITE = 0.25  # real seconds between two bytes of a drip
# Forbidden addresses, written in the ways that get past a careless check.
WAYS = (
    "http://localhost:{port}/", "http://127.1:{port}/", "http://2130706433:{port}/", "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://0x7f000001:{port}/",
    "http://127.0.0.2:{port}/", "http://user@127.0.0.1:{port}/", "http://127.1.2.3:{port}/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.0.1/", "http://[fd00::1]/",
    "file:///etc/hostname", "gopher://127.0.0.1:{port}/",
)  # fmt: skip
CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>"
    "<p>Please enable JavaScript and cookies to continue.</p></body></html>"
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "harbour">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + ']><rss version="2.0"><channel><title>&a11;</title><item><title>&a11;</title></item></channel></rss>'
)
FUSE = "&a11;"  # its title where nothing was unfolded


def to(status: int, address: str) -> web.Response:
    """Return a redirect."""
    return web.Response(status=status, headers={"Location": address})


def plain(trouble: str, port: int, turn: int) -> web.Response:
    """Return the answer of a trouble that is an answer like any other."""
    match trouble:
        case Kind.DOWN:
            return web.Response(status=(500, 502, 503, 504)[turn % 4], text="out of order")
        case Kind.LOOPBACK:
            return to(302, f"http://127.0.0.1:{port}/admin")
        case Kind.LURED:
            return to(301, f"http://127.0.0.1:{port}/feed")
        case Kind.METADATA:
            return to(302, "http://169.254.169.254/latest/meta-data/")
        case Kind.NAMED:
            return to((301, 302, 307, 308)[turn % 4], WAYS[turn % len(WAYS)].format(port=port))
        case Kind.MISSING:
            return web.Response(status=404, text="nothing here")
        case Kind.BARRED:
            return web.Response(status=403, text="not for you")
        case Kind.GONE:
            return web.Response(status=410, text="gone")
        case Kind.CHALLENGE:
            return web.Response(text=CHALLENGE, content_type="text/html")
        case Kind.GARBAGE:
            return web.Response(body=bytes(range(256)) * 64, content_type="application/rss+xml")
        case Kind.BOMB:
            return web.Response(text=BOMB, content_type="application/rss+xml")
    raise AssertionError(f"no answer for {trouble}")


async def drip(request: web.Request, line: dict[str, Any]) -> web.StreamResponse:
    """Answer a byte at a time until the asker has had enough."""
    answer = await _begin(request, line, {"Content-Type": "application/rss+xml"})
    with suppress(ConnectionError):
        while True:
            await answer.write(b" ")
            await asyncio.sleep(BITE)
    return answer


async def zeros(request: web.Request, line: dict[str, Any]) -> web.StreamResponse:
    """Answer with a small stream that unpacks to 10 GiB; note how much of it was taken."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = pack.compress(b"\0" * MIB) + pack.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the stream remembers nothing, so that the next MiB is packed alike each time.
    block = pack.compress(b"\0" * MIB) + pack.flush(zlib.Z_FULL_FLUSH)
    headers = {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"}
    answer = await _begin(request, line, headers)
    with suppress(ConnectionError):
        await answer.write(head)
        for taken in range(1, ZEROS // MIB):
            line["unpacked"] = taken * MIB
            await answer.write(block)
            await asyncio.sleep(0)
    return answer


async def cut(request: web.Request, body: bytes, line: dict[str, Any]) -> web.StreamResponse:
    """Answer with the first half, and hang up."""
    answer = await _begin(
        request, line, {"Content-Type": "application/xml", "Content-Length": str(len(body))}
    )
    await answer.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return answer


def reset(request: web.Request, line: dict[str, Any]) -> web.StreamResponse:
    """Hang up before the answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _begin(request: web.Request, line: dict[str, Any], headers: dict[str, str]) -> web.StreamResponse:
    answer = web.StreamResponse(headers=headers)
    line["status"] = answer.status
    await answer.prepare(request)
    return answer
