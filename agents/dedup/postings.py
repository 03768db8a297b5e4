"""Which documents hold a term: an inverted index in flat arrays, without an object a document.

A term is a 32-bit hash, a document a number that only grows. The newest documents stand in chains, all
others in one table of two layers: each `SEAL` of documents go into its young layer, and that into its
old one when it is full. So a look-up passes chains and a table, whatever their number, and costs at a
million documents what it costs at ten thousand. What is found depends on the documents since a given
one alone, not on how they happen to be laid out.
"""

import numpy as np
from numpy.typing import NDArray

from agents.dedup import found, table
from agents.dedup.table import ODD, empty, newest, products

SEAL = 2048  # documents held in chains: about 1 MB
ROOM = 32  # entries for each of these that the young layer has at least
STALE = 4  # once this part of the table's documents is forgotten it is written anew

_HEADS = 1 << 16  # chains: about one for each entry
_PLACES = (1 << found.PLACE) - 1
_ENTRIES = 1 << 12  # that there is room for at first


class Postings:
    """Term to documents; 5 bytes an entry and 4 for each 8 to 16 of them."""

    def __init__(self) -> None:
        self._heads = np.zeros(_HEADS, np.int32)
        # Of the entries of the newest documents: term, document less the first of these, entry before.
        self._terms, self._documents = np.empty(_ENTRIES, np.uint32), np.empty(_ENTRIES, np.uint32)
        self._before = np.empty(_ENTRIES, np.int32)
        self._count = 0
        self._first = 0  # document that the chains start with
        self._next = 0
        self._table = empty(0, SEAL * ROOM)
        self._layers = self._table.layers

    def add(self, document: int, terms: NDArray[np.uint32]) -> None:
        """Enter a document, its number above all before, under distinct `terms`."""
        if self._count + len(terms) > len(self._terms):
            self._grow(len(terms))
        self._count = found.enter(
            self._heads, self._terms, self._documents, self._before, self._count, document - self._first,
            terms, ODD,
        )  # fmt: skip
        self._next = document + 1

    def settle(self, since: int) -> None:
        """Keep the house: forget what ends before document `since`, seal and write anew what is due."""
        held = self._table
        if len(held) and held.last < since:
            self._use(empty(since, SEAL * ROOM))
        elif len(held) and (since - held.first) * STALE > len(held):
            self._use(held.rewritten(since, held.young(), held.last, SEAL * ROOM))
        if self._next - self._first >= SEAL:
            self._seal(since)

    def find(self, terms: NDArray[np.uint32], since: int) -> NDArray[np.int64]:
        """Return document << found.PLACE | place in `terms` of each posting not before document `since`.

        By place, the newest first. Of each term the newest `table.MOST` postings count, so that a look-up
        stays bounded.
        """
        return found.find(
            terms, since, table.MOST, ODD, self._heads, self._terms, self._documents, self._before,
            self._first, *self._layers,
        )  # fmt: skip

    @property
    def nbytes(self) -> int:
        """Bytes in the table."""
        return self._table.nbytes

    def _use(self, held: table.Table) -> None:
        self._table, self._layers = held, held.layers

    def _grow(self, more: int) -> None:
        size = max(2 * len(self._terms), self._count + more)
        for name in ("_terms", "_documents", "_before"):
            held = getattr(self, name)
            larger = np.empty(size, held.dtype)
            larger[: self._count] = held[: self._count]
            setattr(self, name, larger)

    def _seal(self, since: int) -> None:
        held = self._table
        documents = self._documents[: self._count].astype(np.int64) + self._first
        entries = products(self._terms[: self._count]).astype(np.uint64) << np.uint64(32)
        live = documents >= held.first
        sealed = entries[live] | (documents[live] - held.first).astype(np.uint64)
        young = newest(np.sort(np.concatenate((held.young(), sealed))))
        last = self._next - 1
        if not held.put(young, last):
            held = held.rewritten(since, young, last, SEAL * ROOM)
        self._use(held)
        self._heads.fill(0)
        self._count, self._first = 0, self._next


def parted(found_: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return of what was found the places in the terms that were sought, and the documents."""
    return found_ & _PLACES, found_ >> found.PLACE
