"""The sealed part of the postings: terms in buckets, so that a look-up is two reads whatever stands in it.

A term times an odd number, modulo 2^32, is a permutation (Knuth's multiplicative hashing): its first
bits are the bucket, the others stand in the entry, so nothing is found by chance. An entry is 40 bits,
the document and these; a bucket takes 4 bytes and has 8 to 16 entries. There are two layers of this, an
old one that stays as it is and a young one of a sixteenth of its size that is written anew when
something is added: both in the same arrays, for one look-up.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from agents.dedup import pages

MOST = 32  # newest documents of a term that count: what is in everything tells nothing apart
YOUNG = 16  # the old layer has room for this part of it behind, so an entry is written some 16 times

ODD = 0x9E3779B1  # a prime near 2^32 / golden ratio
_ENTRY = 40  # bits, which leave 24 for a document where there are
_LEAST = 16  # bits of buckets, at least
_FULL = 8  # entries a bucket, at least
_PARTS = 6  # bits: a table is written in 2^6 parts, so that this needs little room beside it
_PRODUCTS = 1 << 32
_DOCUMENT = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(32)

Entries = NDArray[np.uint64]  # product << 32 | document less the table's first; sorted
Layers = tuple[int, int, int, NDArray[np.int32], NDArray[np.uint32], NDArray[np.uint8], int]


def products(terms: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return what the terms are kept under."""
    return terms * np.uint32(ODD)


class Table:
    """Documents from `first` to `last`, by term."""

    def __init__(self, first: int, last: int, parts: Iterable[Entries], most: int, room: int) -> None:
        """Make a table of entries, in parts, `most` of them at most, with room for `room` young ones."""
        self.first, self.last = first, last
        room = max(room, most // YOUNG)
        span = last + 1 - first
        old, young = _bits(most, span), _bits(room, 2 * span)
        self._shifts = np.array([[32 - old], [32 - young]], np.uint32)
        self._offsets = np.array([[0], [(1 << old) + 1]], np.uint32)  # of each layer in `starts`
        self._starts = pages.zeros((1 << old) + (1 << young) + 2, np.int32)
        # Of an entry the last 32 bits, and the first eight.
        self._lows: NDArray[np.uint32] = pages.zeros(most + room, np.uint32)
        self._highs: NDArray[np.uint8] = pages.zeros(most + room, np.uint8)
        self._old = self._write(0, 0, parts)
        self._room = room
        self._starts[self._offsets[1, 0] :] = self._old

    def __len__(self) -> int:
        """Return the number of documents, with those forgotten since it was written."""
        return self.last + 1 - self.first

    @property
    def nbytes(self) -> int:
        """Bytes in arrays, with the room for young entries."""
        entries = self._old + self._room
        return self._starts.nbytes + entries * (self._lows.itemsize + self._highs.itemsize)

    @property
    def layers(self) -> Layers:
        """Return what is asked of it in a look-up: see `found.find`."""
        return (
            int(self._shifts[0, 0]), int(self._shifts[1, 0]), int(self._offsets[1, 0]),
            self._starts, self._lows, self._highs, self.first,
        )  # fmt: skip

    def put(self, young: Entries, last: int) -> bool:
        """Put `young` in place of the young layer; return whether there was room."""
        if len(young) > self._room or (last - self.first) >> (_ENTRY - int(self._shifts[1, 0])):
            return False
        self._write(1, self._old, [young])
        self.last = last
        return True

    def young(self) -> Entries:
        """Return the entries of the young layer."""
        return self._entries(1, 0, _PRODUCTS)

    def rewritten(self, since: int, young: Entries, last: int, room: int) -> "Table":
        """Return a table of the old layer and of `young`, less the documents before `since`.

        Of each term the newest MOST are kept. About 30 ns an entry.
        """
        first = max(self.first, since)
        gone = np.uint64(first - self.first)
        step = _PRODUCTS >> _PARTS
        lows = np.arange(0, _PRODUCTS, step)
        edges = [*np.searchsorted(young, lows.astype(np.uint64) << _HIGH).tolist(), len(young)]

        def parts() -> Iterator[Entries]:
            for place, low in enumerate(lows.tolist()):
                part = np.concatenate(
                    (self._entries(0, low, low + step), young[edges[place] : edges[place + 1]])
                )
                if gone:
                    part = part[(part & _DOCUMENT) >= gone] - gone
                yield newest(np.sort(part))

        return Table(first, last, parts(), self._old + len(young), room)

    def _write(self, layer: int, done: int, parts: Iterable[Entries]) -> int:
        """Write a layer, of which `done` is where it begins; return where it ends."""
        shift, offset = int(self._shifts[layer, 0]), int(self._offsets[layer, 0])
        starts = self._starts[offset : offset + (1 << 32 - shift) + 1]
        starts[:] = 0
        starts[0] = done
        for part in parts:
            end = done + len(part)
            keys = (part >> _HIGH).astype(np.uint32)
            rest = (keys & np.uint32((1 << shift) - 1)).astype(np.uint64)
            entries = ((part & _DOCUMENT) << np.uint64(shift)) | rest
            self._lows[done:end] = entries & _DOCUMENT
            self._highs[done:end] = entries >> _HIGH
            if len(part):
                # How many a bucket has stands one place up; the sums of it are where the buckets begin.
                buckets = keys >> np.uint32(shift)
                low = int(buckets[0])
                counts = np.bincount(buckets - np.uint32(low))
                starts[low + 1 : low + 1 + len(counts)] += counts.astype(np.int32)
            done = end
        np.add.accumulate(starts, out=starts)
        return done

    def _entries(self, layer: int, low: int, high: int) -> Entries:
        """Return the entries of a layer with products from `low` up to, not including, `high`."""
        shift, offset = int(self._shifts[layer, 0]), int(self._offsets[layer, 0])
        first, end = low >> shift, high >> shift
        starts = self._starts[offset + first : offset + end + 1]
        found = slice(int(starts[0]), int(starts[-1]))
        buckets = np.arange(first, end, dtype=np.uint64).repeat(np.diff(starts))
        entries = (self._highs[found].astype(np.uint64) << _HIGH) | self._lows[found]
        rest = entries & np.uint64((1 << shift) - 1)
        made: Entries = ((buckets << np.uint64(shift)) | rest) << _HIGH
        made |= entries >> np.uint64(shift)
        return made


def empty(first: int, room: int) -> Table:
    """Return a table of nothing that begins with document `first`."""
    return Table(first, first - 1, (), 0, room)


def newest(entries: Entries) -> Entries:
    """Return the entries less those that MOST newer ones of their term stand behind."""
    if len(entries) <= MOST:
        return entries
    often = (entries[MOST:] ^ entries[:-MOST]) <= _DOCUMENT  # one product
    return np.concatenate((entries[:-MOST][~often], entries[-MOST:])) if often.any() else entries


def _bits(entries: int, documents: int) -> int:
    """Return the bits of the buckets that so many entries want, and so many documents leave room for."""
    return max(_LEAST, (entries // _FULL).bit_length() - 1, documents.bit_length() - (_ENTRY - 32))
