"""A request's body, taken in within its time and within the room there is."""

import asyncio
import hashlib
from dataclasses import dataclass

from aiohttp import web

from agents.ingest.files import Entry
from agents.ingest.push.articles import entries_in
from agents.ingest.push.head import BODY, Head
from agents.ingest.push.problem import Problem
from agents.ingest.push.room import Share
from agents.ingest.push.unpacking import Overfull, Torn, unpacked

PATIENCE = 60.0  # seconds for a whole body: 32 MiB at half a megabyte a second


@dataclass(frozen=True, slots=True)
class Taken:
    """What a body holds."""

    entries: list[Entry]
    said: bytes  # hash of the body, unpacked


async def received(request: web.Request, share: Share) -> bytes:
    """Return the body as it came; raises Problem (400, 408, 413, 503)."""
    share.hold(request.content_length or 0)
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > BODY:
                    raise Problem("too_large", f"at most {BODY} bytes are taken at once")
                share.hold(len(body))
    except TimeoutError:
        raise Problem("slow", f"{len(body)} bytes came within {PATIENCE:g} s, and not the rest") from None
    except (web.RequestPayloadError, ConnectionError, ValueError) as fault:
        raise Problem("malformed", f"the body cannot be read: {fault}") from None
    return bytes(body)


def taken(body: bytes, head: Head, share: Share, limit: int, fetched: str) -> Taken:
    """Return what a body holds; raises Problem (400, 413, 422, 503). Takes a second where it is large."""
    if head.coding is not None:
        try:
            body = unpacked(body, head.coding, BODY)
        except Overfull as fault:
            raise Problem("too_large", str(fault)) from None
        except Torn as fault:
            raise Problem("malformed", f"the body cannot be unpacked: {fault}") from None
        share.hold(len(body))
    said = hashlib.sha256(body).digest() if head.key is not None else b""
    return Taken(entries_in(body, limit, fetched, lines=head.lines), said)
