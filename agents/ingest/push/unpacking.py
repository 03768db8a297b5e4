"""Bodies that were packed for their way over HTTP (Content-Encoding), unpacked within a limit."""

import zlib
from collections.abc import Iterator

import brotli
import zstandard

from agents.ingest.zstd import frames

CODINGS = ("gzip", "zstd", "br")
STEP = 1 << 20  # bytes unpacked at a time
# zstd has no limit of its own on what comes of its input: at its highest ratio, 128 KiB of every 4 bytes,
# this much becomes 32 MiB.
ZSTD_INPUT = 1 << 10
ZSTD_WINDOW = 8 << 20  # RFC 9659: what a content coding may ask of the one who unpacks it


class Overfull(Exception):
    """More comes of it than is allowed."""


class Torn(Exception):
    """It is not of this coding, damaged, or cut short."""


def unpacked(data: bytes, coding: str, most: int) -> bytes:
    """Return what was packed by a coding of `CODINGS`; raises Overfull over `most` bytes, and Torn."""
    parts, size = [], 0
    try:
        for part in {"gzip": _gzip, "zstd": _zstd, "br": _brotli}[coding](data):
            size += len(part)
            if size > most:
                raise Overfull(f"unpacked it is over {most} bytes")
            parts.append(part)
    except (zlib.error, zstandard.ZstdError, brotli.error) as fault:
        raise Torn(f"{coding}: {fault}") from None
    return b"".join(parts)


def _gzip(data: bytes) -> Iterator[bytes]:
    while data:
        member = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        yield member.decompress(data, STEP)
        while rest := member.unconsumed_tail:
            yield member.decompress(rest, STEP)
        while more := member.decompress(b"", STEP):
            yield more
        if not member.eof:
            raise Torn("gzip: cut short")
        data = member.unused_data


def _zstd(data: bytes) -> Iterator[bytes]:
    pieces = (data[start : start + ZSTD_INPUT] for start in range(0, len(data), ZSTD_INPUT))
    try:
        yield from frames(pieces, ZSTD_WINDOW)
    except EOFError:
        raise Torn("zstd: cut short") from None


def _brotli(data: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    yield stream.process(data, output_buffer_limit=STEP)
    while not stream.is_finished():
        more = stream.process(b"", output_buffer_limit=STEP)
        if not more and stream.can_accept_more_data():
            raise Torn("br: cut short")
        yield more
