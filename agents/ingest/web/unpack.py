"""Bodies unpacked as they come: never more than a limit, at most two packings deep, labels not believed.

aiohttp's own unpacking is bounded too, but it knows one packing only and gives up where a label is
wrong or the end is cut off, which feeds are followed in spite of.
"""

from collections.abc import Iterator
from itertools import chain

from agents.ingest.web.decoders import Brotli, Damaged, Decoder, Inflate, by_mark

ACCEPTED = "gzip, deflate, br, zstd"
DEPTH = 2
_KNOWN = {
    "gzip": "gzip",
    "x-gzip": "gzip",
    "deflate": "deflate",
    "x-deflate": "deflate",
    "br": "br",
    "zstd": "zstd",
}
_HEAD = 512  # bytes looked at before it is decided what they are
_SURE = 64 << 10  # bytes that unpack without a fault: then the label is right


class TooLarge(ValueError):
    """More than the limit, packed or unpacked."""


class CutOff(ValueError):
    """The packed stream ends in its middle."""


class Unpacking:
    """One body. `encoding` is its Content-Encoding, `limit` the most bytes of it, of any of its stages."""

    def __init__(self, encoding: str, limit: int) -> None:
        """Raises Damaged where it is packed more than twice."""
        labels = [_KNOWN[name] for part in encoding.split(",") if (name := part.strip().lower()) in _KNOWN]
        if len(labels) > DEPTH:
            raise Damaged(f"packed {len(labels)} times")
        # The last one named was put on last. One without a label: a .gz file, or a label forgotten.
        self._layers = [_Layer(label, limit) for label in reversed(labels)]
        if len(labels) < DEPTH:
            self._layers.append(_Layer("", limit))

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to, in blocks. Raises TooLarge, Damaged."""
        yield from _through(self._layers, data)

    def end(self) -> Iterator[bytes]:
        """Yield what is left when all bytes came. Raises TooLarge, Damaged, CutOff."""
        for place, layer in enumerate(self._layers):
            for block in layer.end():
                yield from _through(self._layers[place + 1 :], block)


def unpacked(body: bytes, limit: int, encoding: str = "") -> bytes:
    """Return a whole body unpacked. Raises TooLarge, Damaged, CutOff."""
    one = Unpacking(encoding, limit)
    return b"".join(chain(one.feed(body), one.end()))


class _Layer:
    """One packing; content that is not what its label says is told by its first bytes, else left as it is."""

    def __init__(self, label: str, limit: int) -> None:
        self._label, self._limit = label, limit
        self._head: bytes | None = b""  # None once it is decided
        self._decoder: Decoder | None = None  # None: plain
        self._given = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._head is None:
            return self._counted(self._decoder.feed(data) if self._decoder else iter((data,)))
        self._head += data
        return self._decided() if len(self._head) >= _HEAD else iter(())

    def end(self) -> Iterator[bytes]:
        if self._head:
            yield from self._decided()
        if self._decoder and not self._decoder.finished():
            raise CutOff("it ends in its middle")

    def _decided(self) -> Iterator[bytes]:
        head, self._head = self._head or b"", None
        self._decoder = by_mark(head)
        if self._decoder is not None:
            return self._counted(self._decoder.feed(head))
        for decoder in _by_label(self._label, head):
            if (blocks := _trial(decoder, head)) is not None:
                self._decoder = decoder
                return self._counted(blocks)
        return self._counted(iter((head,)))

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self._given += len(block)
            if self._given > self._limit:
                raise TooLarge(f"more than {self._limit} bytes")
            yield block


def _through(layers: list[_Layer], data: bytes) -> Iterator[bytes]:
    if not layers:
        yield data
        return
    for block in layers[0].feed(data):
        yield from _through(layers[1:], block)


def _by_label(label: str, head: bytes) -> list[Decoder]:
    """Return the decoders of a packing without a mark; `deflate` is zlib by its RFC and bare by custom."""
    if label == "br":
        return [Brotli()]
    if label != "deflate":
        return []
    zlib_header = head[0] & 0xF == 8 and len(head) > 1 and int.from_bytes(head[:2]) % 31 == 0
    return [Inflate(15)] if zlib_header else [Inflate(-15)]


def _trial(decoder: Decoder, head: bytes) -> Iterator[bytes] | None:
    """Return what the first bytes unpack to; None where they are not of that packing."""
    blocks, size, more = [], 0, decoder.feed(head)
    try:
        for block in more:
            blocks.append(block)
            size += len(block)
            if size >= _SURE:
                break
    except Damaged:
        return None
    return chain(blocks, more)
