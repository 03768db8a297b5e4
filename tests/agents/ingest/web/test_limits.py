"""Limits: time, bytes, headers; and answers that are none."""

import asyncio
import gzip
import resource
import shutil
import ssl
import subprocess
import time
import zlib
from pathlib import Path

import pytest
from aiohttp import web

from agents.ingest.outcome import Outcome
from tests.agents.ingest.web.bombs import PIECE, pieces
from tests.agents.ingest.web.site import OPEN, asking, bare, fault, get, give, saying, site

OK = b"HTTP/1.1 200 OK\r\n"


async def of(raw: bytes, limit: int = 1 << 20) -> tuple[Outcome, str]:
    """Return the reason and words of the fault that these bytes end in."""
    async with bare(saying(raw)) as url, asking(timeout=2.0) as web_:
        found = await fault(web_, url, limit)
    return found.reason, str(found)


@pytest.mark.parametrize("part", ["nothing", "headers", "body", "chunks", "packed"])
def test_a_site_that_drips_is_left_in_time(part: str) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        drop = b""
        if part == "headers":
            writer.write(OK)
            drop = b"X-A: b\r\n"
        elif part != "nothing":
            kind = {"body": b"Content-Length: 99999", "chunks": b"Transfer-Encoding: chunked"}
            writer.write(OK + kind.get(part, b"Content-Encoding: gzip") + b"\r\n\r\n")
            drop = b"1\r\nx\r\n" if part == "chunks" else b"\x1f"
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.05)

    async def work() -> None:
        async with bare(drip) as url, asking(timeout=0.4) as web_:
            began = time.monotonic()
            found = await fault(web_, url)
            assert found.reason is Outcome.SLOW
            assert "within 0.4 s" in str(found)
            assert time.monotonic() - began < 4

    asyncio.run(work())


def test_redirects_do_not_stretch_the_time() -> None:
    async def on(request: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return web.Response(status=302, headers={"Location": f"{request.path}+"})

    async def work() -> None:
        handlers = {"/a" + "+" * number: on for number in range(6)}
        async with site(handlers) as paper, asking(timeout=0.7) as web_:
            assert (await fault(web_, paper.url("/a"))).reason is Outcome.SLOW
            assert len(paper.log) <= 3

    asyncio.run(work())


def test_waiting_for_a_turn_does_not_count_as_slow() -> None:
    async def work() -> None:
        async with site({"/a": give()}) as paper, asking(timeout=1.0, delay=0.3) as web_:
            answers = await asyncio.gather(*(get(web_, paper.url("/a")) for _ in range(5)))
            assert len(answers) == 5

    asyncio.run(work())


def test_a_refusal_that_drips_is_a_refusal_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.ingest.web.exchange._START_TIME", 0.2)

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 9999\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    async def work() -> None:
        async with bare(drip) as url, asking() as web_:
            assert (await fault(web_, url)).reason is Outcome.BLOCKED

    asyncio.run(work())


def test_a_body_over_the_limit_is_not_read_further() -> None:
    sent = 0

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK + b"\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 65536)
            await writer.drain()
            sent += 65536

    async def work() -> None:
        async with bare(endless) as url, asking() as web_:
            found = await fault(web_, url, 1 << 20)
        assert found.reason is Outcome.LARGE
        assert "1048576 bytes" in str(found)
        assert sent < 32 << 20, "what the buffers of the machine took, at most"
        announced = OK + b"Content-Length: 2000000\r\n\r\n"
        assert (await of(announced))[0] is Outcome.LARGE

    asyncio.run(work())


def test_a_body_of_exactly_the_limit_is_read() -> None:
    async def work() -> None:
        packed = give(gzip.compress(b"x" * 1000), headers={"Content-Encoding": "gzip"})
        async with site({"/a": give(b"x" * 1000), "/b": packed}) as paper, asking() as web_:
            for path in ("/a", "/b"):
                assert (await get(web_, paper.url(path), 1000)).body == b"x" * 1000
                assert (await fault(web_, paper.url(path), 999)).reason is Outcome.LARGE

    asyncio.run(work())


@pytest.mark.parametrize("nested", [False, True], ids=["once", "twice"])
def test_ten_gigabytes_of_zeros_cost_no_more_than_the_limit(nested: bool) -> None:
    """Sent as long as somebody reads; packed twice they are a few kilobytes in all."""
    sent = 0
    first, more = pieces("gzip")
    if nested:
        packer = zlib.compressobj(9, wbits=31)
        first = packer.compress(first + more) + packer.flush(zlib.Z_FULL_FLUSH)
        more = packer.compress(more) + packer.flush(zlib.Z_FULL_FLUSH)

    async def zeros(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            OK + b"Content-Encoding: " + (b"gzip, gzip" if nested else b"gzip") + b"\r\n\r\n" + first
        )
        while sent < 10 << 30 and not writer.is_closing():
            writer.write(more)
            await writer.drain()
            sent += PIECE

    async def work() -> None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        async with bare(zeros) as url, asking() as web_:
            assert (await fault(web_, url, 8 << 20)).reason is Outcome.LARGE
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < 64 << 10, "kilobytes: the limit, and what buffers hold"
        assert nested or sent < 10 << 30, "the rest was not even taken"

    asyncio.run(work())


@pytest.mark.parametrize(
    ("raw", "reason", "says"),
    [
        (b"", Outcome.CONNECTION, "broken off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", Outcome.CONNECTION, "not HTTP"),
        (b"HTTP/1.1 abc\r\n\r\n", Outcome.CONNECTION, "not HTTP"),
        (OK + b"X: " + b"y" * 100_000 + b"\r\n\r\n", Outcome.CONNECTION, "too long"),
        (OK + b"X: y\r\n" * 1000 + b"\r\n", Outcome.CONNECTION, "too many"),
        (OK + b"Content-Length: 10\r\n\r\nshort", Outcome.CONNECTION, "cut off"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", Outcome.CONNECTION, "cut off"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", Outcome.CONNECTION, ""),
        (
            OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(range(256)) * 99)[:300],
            Outcome.CONNECTION,
            "cut off",
        ),
        (OK + b"Content-Encoding: gzip, br, gzip\r\n\r\nx", Outcome.FORMAT, "Content-Encoding"),
    ],
)
def test_an_answer_that_is_none_has_a_reason(raw: bytes, reason: Outcome, says: str) -> None:
    found, words = asyncio.run(of(raw))
    assert found is reason
    assert says in words


def test_oddities_that_browsers_forgive_are_forgiven() -> None:
    async def work() -> None:
        answers = [
            OK + b"Content-Encoding: gzip\r\n\r\n<rss/>",
            OK + b"Content-Encoding: none\r\n\r\n<rss/>",
            OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<rss/>")[:-5],
            OK + b"Content-Type: application/gzip\r\n\r\n" + gzip.compress(b"<rss/>"),
            b"HTTP/1.0 200\r\n\r\n<rss/>",
            OK + "X-Where: там\r\nX-Raw: ".encode() + b"\xff\r\n\r\n<rss/>",
        ]
        for raw in answers:
            async with bare(saying(raw)) as url, asking() as web_:
                assert (await get(web_, url)).body == b"<rss/>"

    asyncio.run(work())


def test_a_body_with_a_redirect_is_not_waited_for() -> None:
    async def never(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=302, headers={"Location": "/b", "Content-Length": "99"})
        await response.prepare(request)
        await asyncio.sleep(3600)
        return response

    async def work() -> None:
        async with site({"/a": never, "/b": give()}) as paper, asking(timeout=2.0) as web_:
            assert (await get(web_, paper.url("/a"))).status == 200

    asyncio.run(work())


def test_a_closed_port_and_a_port_without_tls_say_what_they_are() -> None:
    async def work() -> None:
        async with site({"/": give()}) as paper, asking() as web_:
            plain = await fault(web_, paper.url("/").replace("http:", "https:"))
            assert plain.reason is Outcome.TLS
            assert "http://" in str(plain)
        async with asking() as web_:
            closed = await fault(web_, paper.url("/"))
            assert closed.reason is Outcome.CONNECTION
            assert "refuses connections" in str(closed)

    asyncio.run(work())


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=paper.example", "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    talked = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talked.append(await reader.read(1))
        writer.close()

    async def work() -> None:
        server = await asyncio.start_server(talk, OPEN, 0, ssl=context)
        async with server, asking(names={"paper.example": [OPEN]}) as web_:
            port = server.sockets[0].getsockname()[1]
            found = await fault(web_, f"https://paper.example:{port}/")
        assert found.reason is Outcome.TLS
        assert "signed by itself" in str(found)
        assert not any(talked)

    asyncio.run(work())
