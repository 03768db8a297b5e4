"""Very many zeros in very few bytes."""

import zlib
from functools import cache

import brotli
import zstandard

PIECE = 4 << 20  # zeros in a piece


@cache
def pieces(name: str) -> tuple[bytes, bytes]:
    """Return how a stream of zeros begins in a packing, and what each further PIECE of them looks like."""
    block = bytes(PIECE)
    if name == "zstd":
        frame = zstandard.ZstdCompressor(level=1).compress(block)
        return b"", frame
    if name == "br":
        maker = brotli.Compressor(quality=1)
        first = maker.process(block) + maker.flush()
        return first, maker.process(block) + maker.flush()
    deflate = zlib.compressobj(9, wbits=31 if name == "gzip" else 15)
    first = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
    return first, deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)


def zeros(name: str, size: int) -> bytes:
    """Return a stream of `size` zeros in a packing, without its end."""
    first, more = pieces(name)
    return first + more * (size // PIECE)
