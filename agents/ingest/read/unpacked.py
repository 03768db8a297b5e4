"""Bodies that are packed in themselves: `sitemap.xml.gz` is sent as it lies on the disk."""

import zlib

from agents.ingest.read.bounds import BODY
from agents.ingest.read.given import Unreadable

_GZIP = b"\x1f\x8b"
_LAYERS = 2  # packed on disk, and once more on the way


def unpacked(body: bytes) -> bytes:
    """Return the body without its gzip layers; one that breaks off gives what it held until there.

    Raises Unreadable beyond `BODY` bytes, packed or not: a few bytes may unpack to very many.
    """
    for _ in range(_LAYERS):
        if len(body) > BODY:
            break
        if not body.startswith(_GZIP):
            return body
        body = _gunzip(body)
    if len(body) > BODY:
        raise Unreadable(f"more than {BODY >> 20} MiB, which no feed has")
    return body


def _gunzip(body: bytes) -> bytes:
    unpacked = b""
    while body.startswith(_GZIP) and len(unpacked) <= BODY:
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            part = unpack.decompress(body, BODY + 1 - len(unpacked))
        except zlib.error as fault:
            if not unpacked:
                raise Unreadable(f"gzip that cannot be unpacked: {fault}") from None
            break
        if not part and not unpack.unused_data:
            break
        unpacked += part
        body = unpack.unused_data
    return unpacked
