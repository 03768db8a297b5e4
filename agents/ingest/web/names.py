"""Names of hosts to addresses, of which only those that may be asked are ever connected to.

The check stands between the look-up and the connection, on the very addresses that are used: a name that
answers differently the second time gains nothing. The socket is checked once more, for whatever else
might lead to one.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from aiohappyeyeballs import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult

from agents.ingest.web.addresses import Forbidden, Network, may_be_asked

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""A host's name to its addresses as text. Raises OSError."""

THREADS = 8  # look-ups at once; their own, so that dead name servers do not hold up the reading of feeds


class Names(AbstractResolver):
    """The resolver of the connections: leaves out what may not be asked."""

    def __init__(self, lookup: Lookup, allowed: Sequence[Network]) -> None:
        self._lookup, self._allowed = lookup, allowed

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - both are given
    ) -> list[ResolveResult]:
        """Return the addresses of a host that may be asked. Raises Forbidden (it has no other), OSError."""
        found = await self._lookup(host)
        asked = [one for one in found if may_be_asked(one, self._allowed)]
        if found and not asked:
            raise Forbidden(found[0])
        if not asked:
            raise OSError("no address")
        return [
            ResolveResult(
                hostname=host, host=one, port=port, proto=0, flags=socket.AI_NUMERICHOST,
                family=socket.AF_INET6 if ":" in one else socket.AF_INET,
            )
            for one in asked
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing is held."""

    def socket(self, info: AddrInfoType) -> socket.socket:
        """Return the socket for a connection. Raises Forbidden where that may not be made."""
        family, kind, protocol, _, address = info
        if not may_be_asked(str(address[0]), self._allowed):
            raise Forbidden(str(address[0]))
        return socket.socket(family, kind, protocol)


class SystemNames:
    """The names as this machine knows them: its hosts file, its name servers."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="names")

    async def __call__(self, host: str) -> Sequence[str]:
        """Return the addresses of a host, best first. Raises OSError."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, _addresses, host)

    def close(self) -> None:
        """End the threads once their look-ups are over."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except UnicodeError:
        raise OSError(f"{host!r} cannot be a name") from None  # a label over 63 characters
    return list(dict.fromkeys(str(one[4][0]) for one in found))
