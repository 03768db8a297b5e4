"""The packings of HTTP, each unpacked in blocks of bounded size: gzip, deflate, brotli, zstd.

A few bytes may unpack to very many, so each decoder is a generator: whoever takes its blocks counts them
and may stop. `finished` says at the end of the input whether the packed stream came whole.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli
import zstandard

BLOCK = 64 << 10  # bytes given at once by zlib and brotli
_SLICE = 128  # bytes given to zstd at once: at most 32 blocks of 128 KiB (RFC 8878, 3.1.1.2) come of it
_WINDOW = 8 << 20  # bytes; more is not for HTTP (RFC 9659)
_MEMBERS = 1000  # of one gzip or zstd stream; each costs a new decoder, and an honest one has few
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class Damaged(ValueError):
    """Bytes that are not of the packing."""


class Decoder(Protocol):
    """One packing, fed as the bytes come."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to; to the end, before more is fed. Raises Damaged."""

    def finished(self) -> bool:
        """Return whether what was fed is whole."""


class Inflate:
    """gzip with any number of members (`wbits` 31), zlib (15), or bare deflate (-15)."""

    def __init__(self, wbits: int) -> None:
        self._wbits, self._members = wbits, 1
        self._stream = zlib.decompressobj(wbits)
        self._rest = b""  # after the end of a member

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to. What follows the end and is no further member is left out."""
        full = False
        while data or full:
            if self._stream.eof and not self._next(data):
                return
            data, self._rest = self._rest + data, b""
            try:
                block = self._stream.decompress(data, BLOCK)
            except zlib.error as fault:
                raise Damaged(str(fault)) from None
            full = len(block) == BLOCK
            if block:
                yield block
            data = self._stream.unconsumed_tail
            if self._stream.eof:
                data, full = self._stream.unused_data, False

    def finished(self) -> bool:
        """Return whether nothing but a part of the checksum at the end is missing.

        zlib says so itself: zeros in the checksum's place are a wrong one, and in the data's place not.
        """
        if self._stream.eof:
            return True
        try:
            self._stream.decompress(bytes(8))
        except zlib.error as fault:
            return "check" in str(fault)
        return self._stream.eof

    def _next(self, data: bytes) -> bool:
        """Begin the next gzip member; return whether there is one. A lone first byte waits for its second."""
        start = (self._rest + data)[:2]
        if self._wbits != 31 or start[:1] != _GZIP[:1]:
            return False
        if len(start) < 2:
            self._rest = start
            return False
        if start != _GZIP:
            return False
        self._members += 1
        if self._members > _MEMBERS:
            raise Damaged(f"more than {_MEMBERS} gzip members")
        self._stream = zlib.decompressobj(self._wbits)
        return True


class Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to; what follows the end is left out."""
        if self._stream.is_finished():
            return
        try:
            while (block := self._stream.process(data, output_buffer_limit=BLOCK)) or data:
                data = b""
                yield block
        except brotli.error as fault:
            raise Damaged(str(fault)) from None

    def finished(self) -> bool:
        """Return whether the stream came to its end."""
        return bool(self._stream.is_finished())


class Zstd:
    """Zstandard (RFC 8878) with any number of frames, in windows as HTTP allows them."""

    def __init__(self) -> None:
        self._engine = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._stream = self._engine.decompressobj()
        self._frames, self._rest, self._over = 1, b"", False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to. What follows the end and is no further frame is left out."""
        place, data = 0, self._rest + data
        self._rest = b""
        while place < len(data) and not self._over:
            if self._stream.eof and not self._next(data[place : place + 4]):
                return
            part = data[place : place + _SLICE]
            try:
                block = self._stream.decompress(part)
            except zstandard.ZstdError as fault:
                raise Damaged(str(fault)) from None
            place += len(part) - len(self._stream.unused_data)
            if block:
                yield block

    def finished(self) -> bool:
        """Return whether the last frame came to its end."""
        return bool(self._stream.eof)

    def _next(self, start: bytes) -> bool:
        if len(start) < 4 and _ZSTD.startswith(start):
            self._rest = start
            return False
        if start != _ZSTD:
            self._over = True
            return False
        self._frames += 1
        if self._frames > _MEMBERS:
            raise Damaged(f"more than {_MEMBERS} zstd frames")
        self._stream = self._engine.decompressobj()
        return True


def by_mark(start: bytes) -> Decoder | None:
    """Return the decoder of a packing that can be told by its first bytes; None for any other content."""
    if start.startswith(_GZIP):
        return Inflate(31)
    return Zstd() if start.startswith(_ZSTD) else None
