"""One request and its answer over a bounded pool of connections: no redirects, no cookies, no proxy."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

from agents.ingest.web.headers import merged
from agents.ingest.web.hosts import IN_FLIGHT
from agents.ingest.web.names import Names
from agents.ingest.web.statuses import TELLING
from agents.ingest.web.target import Target
from agents.ingest.web.unpack import ACCEPTED, TooLarge, Unpacking

CONNECT = 15.0  # seconds to one address; a host that drops packets must not cost a whole timeout
KEEP = 15.0  # seconds that a connection is kept for the next request
KEPT = 128  # hosts whose connections are kept at the same time
NAMES = 60  # seconds that a host's addresses are believed; the system does not say for how long they hold
FIELD, FIELDS = 16 << 10, 200  # bytes of a header (policies of big sites are long), and how many headers
START = 16 << 10  # bytes of a refusal that are looked at
_START_TIME = 5.0  # seconds for them: the status alone says enough
_AIR = 1 << 20  # bytes unpacked before other requests get their turn
_ROOM = 8 << 20  # bytes beyond a cut, for what one piece may unpack to


@dataclass(frozen=True, slots=True)
class Given:
    """What one request gave."""

    status: int
    headers: Mapping[str, str]
    body: bytes  # of a 200 whole, of a refusal its start, else empty
    size: int  # bytes of it over the wire


class Connections:
    """The one session. A proxy of the environment is not used, nor logins of ~/.netrc (`trust_env` is off).

    Behind a proxy it is the proxy that looks names up, so nothing could be said of the address that is
    asked in the end.
    """

    def __init__(self, agent: str, names: Names) -> None:
        """To be made inside a running event loop."""
        connector = aiohttp.TCPConnector(
            resolver=names, socket_factory=names.socket, limit=IN_FLIGHT, keepalive_timeout=KEEP,
            ttl_dns_cache=NAMES, dns_cache_max_size=1000,
        )  # fmt: skip
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": agent, "Accept-Encoding": ACCEPTED},
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT),
            max_field_size=FIELD,
            max_headers=FIELDS,
        )
        self._kept: dict[str, float] = {}

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()

    async def ask(self, target: Target, headers: Mapping[str, str], limit: int, *, cut: bool) -> Given:
        """Return what the site answers; a body over `limit` bytes is cut there if `cut`.

        Raises what faults.EXPECTED lists; TooLarge where the body is over the limit, packed or unpacked.
        """
        login = {"Authorization": target.login} if target.login else {}
        async with self._session.get(
            target.url(), headers={**headers, **login}, allow_redirects=False
        ) as response:
            head, body, size = merged(response.headers), b"", 0
            if response.status == 200:
                body, size = await _body(response, limit, cut)
            elif response.status in TELLING:
                body, size = await _start(response)
            if not self._keeps(target.origin):
                response.close()
            return Given(response.status, head, body, size)

    def _keeps(self, origin: str) -> bool:
        """Return whether the connection may wait for the next request: so many hosts, and no more."""
        now = time.monotonic()
        if origin not in self._kept and len(self._kept) >= KEPT:
            self._kept = {one: since for one, since in self._kept.items() if now - since < KEEP}
            if len(self._kept) >= KEPT:
                return False
        self._kept[origin] = now
        return True


async def _body(response: aiohttp.ClientResponse, limit: int, cut: bool) -> tuple[bytes, int]:
    """Return a body unpacked, and its bytes over the wire."""
    most = limit + _ROOM if cut else limit
    if not cut and (response.content_length or 0) > limit:
        raise TooLarge
    unpacking = Unpacking(response.headers.get("Content-Encoding", ""), most)
    body, size, air = bytearray(), 0, _AIR
    async for piece in response.content.iter_any():
        size += len(piece)
        if size > most:
            raise TooLarge
        for block in unpacking.feed(piece):
            body += block
            if cut and len(body) >= limit:
                return bytes(body[:limit]), size
            if len(body) > air:
                air = len(body) + _AIR
                await asyncio.sleep(0)
    for block in unpacking.end():
        body += block
    return bytes(body[:limit] if cut else body), size


async def _start(response: aiohttp.ClientResponse) -> tuple[bytes, int]:
    """Return the first bytes of a refusal; none where they cannot be had."""
    try:
        async with asyncio.timeout(_START_TIME):
            return await _body(response, START, cut=True)
    except (aiohttp.ClientError, OSError, ValueError):
        return b"", 0
