"""Unpacks zstd piece by piece; unlike the library's stream reader it notices a frame that is cut short."""

from collections.abc import Iterable, Iterator

import zstandard

ANY = 0  # the library's own limit on a frame's window


def frames(packed: Iterable[bytes], window: int = ANY) -> Iterator[bytes]:
    """Yield what one or more frames hold, which come in pieces of any size.

    `window` is the most bytes of memory that a frame may ask for. Raises `zstandard.ZstdError` for what is
    none or asks for more, and EOFError where the last one is cut short.
    """
    new = zstandard.ZstdDecompressor(max_window_size=window).decompressobj
    frame, begun = new(), False
    for chunk in packed:
        rest = chunk
        while rest:
            begun = True
            yield frame.decompress(rest)
            rest = b""
            if frame.eof:
                rest = frame.unused_data
                frame, begun = new(), False
    if begun:
        raise EOFError("the compressed file is cut short")
