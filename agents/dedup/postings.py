"""Which documents hold a term: an inverted index in flat arrays, without an object a document.

A term is a 32-bit hash, a document a number that only grows. The newest documents stand in a dict, all
others in one table of two layers: each `SEAL` of documents go into its young layer, and that into its
old one when it is full. So a look-up passes a dict and a table, whatever their number, and costs at a
million documents what it costs at ten thousand. What is found depends on the documents since a given
one alone, not on how they happen to be laid out.
"""

import struct
from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agents.dedup import table
from agents.dedup.table import empty, newest, products

SEAL = 2048  # documents held in the dict: about 8 MB
ROOM = 32  # entries for each of these that the young layer has at least
STALE = 4  # once this part of the table's documents is forgotten it is written anew

_PLACE = 48  # bits of a document's number before the place of a term
_NUMBER = struct.Struct("=q")  # a document, as an array of them has it


class Postings:
    """Term to documents; 6 bytes an entry and 4 for each 4 to 8 of them."""

    def __init__(self) -> None:
        self._recent: dict[int, int | array[int]] = {}
        self._terms = array("I")  # of the documents in the dict, in order; and how many each has
        self._counts: list[int] = []
        self._indexed = 0  # how many of these the dict has: it is made when it is asked, not on reading back
        self._placed = 0  # and how many terms those have
        self._first = 0  # document that the dict starts with
        self._next = 0
        self._table = empty(0, SEAL * ROOM)

    def add(self, document: int, terms: Sequence[int]) -> None:
        """Enter a document, its number above all before, under distinct `terms`."""
        self._terms.extend(terms)
        self._counts.append(len(terms))
        self._next = document + 1

    def settle(self, since: int) -> None:
        """Keep the house: forget what ends before document `since`, seal and write anew what is due."""
        held = self._table
        if len(held) and held.last < since:
            held = self._table = empty(since, SEAL * ROOM)
        elif len(held) and (since - held.first) * STALE > len(held):
            self._table = held.rewritten(since, held.young(), held.last, SEAL * ROOM)
        if self._next - self._first >= SEAL:
            self._seal(since)

    def find(self, terms: Sequence[int], since: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return (place in `terms`, document) for each posting not before document `since`.

        Of each term the newest `table.MOST` postings count, so that a look-up stays bounded.
        """
        places, documents = self._find_recent(terms)
        if len(self._table):
            sealed, holders = self._table.find(products(np.array(terms, np.uint32)))
            places, documents = np.concatenate((places, sealed)), np.concatenate((documents, holders))
        if len(documents) > table.MOST:
            places, documents = _newest(places, documents, len(terms))
        live = documents >= since
        return (places, documents) if live.all() else (places[live], documents[live])

    @property
    def nbytes(self) -> int:
        """Bytes in the table."""
        return self._table.nbytes

    def _index(self) -> None:
        """Put into the dict what came since it was last asked."""
        recent = self._recent
        for document in range(self._first + self._indexed, self._next):
            end = self._placed + self._counts[document - self._first]
            for term in self._terms[self._placed : end]:
                known = recent.get(term)
                if known is None:
                    recent[term] = document
                elif isinstance(known, int):
                    recent[term] = array("q", (known, document))
                else:
                    known.append(document)
            self._placed = end
        self._indexed = self._next - self._first

    def _find_recent(self, terms: Sequence[int]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        if self._indexed < len(self._counts):
            self._index()
        look_up = self._recent.get
        counts = [0] * len(terms)
        found: list[bytes | array[int]] = []
        for place, term in enumerate(terms):
            known = look_up(term)
            if known is None:
                continue
            if isinstance(known, int):
                counts[place] = 1
                found.append(_NUMBER.pack(known))
            else:
                counts[place] = min(len(known), table.MOST)
                found.append(known[-table.MOST :])
        # As they lie in memory: a list of some hundred numbers takes longer to become an array.
        return np.arange(len(terms)).repeat(counts), np.frombuffer(b"".join(found), np.int64)

    def _seal(self, since: int) -> None:
        held = self._table
        documents = np.arange(self._first, self._next).repeat(self._counts)
        entries = products(np.array(self._terms, np.uint32)).astype(np.uint64) << np.uint64(32)
        live = documents >= held.first
        sealed = entries[live] | (documents[live] - held.first).astype(np.uint64)
        young = newest(np.sort(np.concatenate((held.young(), sealed))))
        last = self._next - 1
        if not held.put(young, last):
            self._table = held.rewritten(since, young, last, SEAL * ROOM)
        self._recent, self._terms, self._counts, self._first = {}, array("I"), [], self._next
        self._indexed = self._placed = 0


def _newest(
    places: NDArray[np.intp], documents: NDArray[np.int64], terms: int
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return the newest MOST postings of each term."""
    counts = np.bincount(places, minlength=terms)
    if int(counts.max()) <= table.MOST:
        return places, documents
    both = (places << _PLACE) | documents
    both.sort()
    newest = np.arange(len(both)) >= (counts.cumsum() - table.MOST).repeat(counts)
    both = both[newest]
    return both >> _PLACE, both & ((1 << _PLACE) - 1)
