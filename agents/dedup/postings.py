"""Which documents hold a term: an inverted index in sorted arrays, without an object a document.

A term is a 32-bit hash, a document a number that only grows. The newest documents stand in a dict;
each `SEAL` of them become a sorted run of uint64 (term << 32 | document), and four runs of one size
become one (a log-structured merge, O'Neil 1996), so that a look-up passes few arrays. What is found
depends on the documents since a given one alone, not on how they happen to be laid out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SEAL = 2048  # documents held in the dict: about 10 MB
FAN = 4  # runs of one size that become one

_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)


@dataclass(frozen=True, slots=True)
class _Run:
    entries: NDArray[np.uint64]
    first: int  # documents
    last: int
    level: int  # 0 as sealed, one more with each merge


class Postings:
    """Term to documents; 8 bytes an entry."""

    def __init__(self) -> None:
        self._recent: dict[int, int | list[int]] = {}
        self._runs: list[_Run] = []  # oldest first
        self._first = 0  # document that the dict starts with
        self._next = 0

    def add(self, document: int, terms: Sequence[int]) -> None:
        """Enter a document, its number above all before, under distinct `terms`."""
        recent = self._recent
        for term in terms:
            known = recent.get(term)
            if known is None:
                recent[term] = document
            elif isinstance(known, list):
                known.append(document)
            else:
                recent[term] = [known, document]
        self._next = document + 1

    def settle(self, since: int) -> None:
        """Keep the house: forget runs that end before document `since`, seal and merge what is due."""
        while self._runs and self._runs[0].last < since:
            self._runs.pop(0)
        if self._next - self._first < SEAL:
            return
        entries = np.fromiter(self._packed(since), np.uint64)
        entries.sort()
        self._runs.append(_Run(entries, self._first, self._next - 1, 0))
        self._recent, self._first = {}, self._next
        # A run is forgotten as a whole; so none may hold more than a quarter of what is remembered.
        while self._merge(since, most=max((self._next - since) // FAN, FAN * SEAL)):
            pass

    def find(self, terms: Sequence[int], since: int, most: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return (place in `terms`, document) for each posting not before document `since`.

        Of each term the newest `most` postings count: what is in everything tells nothing apart, and a
        look-up stays bounded.
        """
        places, documents = self._find_recent(terms, since, most)
        if not self._runs:
            return places, documents
        left = most - np.bincount(places, minlength=len(terms))
        all_places, all_documents = [places], [documents]
        low = (np.array(terms, np.uint64) << _SHIFT) | np.uint64(since)
        high = low | _LOW  # above every entry of the term: no document has the highest number
        for run in reversed(self._runs):
            if run.last < since:
                break
            start, end = np.searchsorted(run.entries, low), np.searchsorted(run.entries, high)
            if not (end > start).any():
                continue
            start = np.maximum(start, end - left)
            counts = end - start
            left -= counts
            ranks = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            entries = run.entries[np.repeat(start, counts) + ranks]
            all_places.append(np.repeat(np.arange(len(terms)), counts))
            all_documents.append((entries & _LOW).astype(np.int64))
        if len(all_places) == 1:
            return places, documents
        return np.concatenate(all_places), np.concatenate(all_documents)

    @property
    def nbytes(self) -> int:
        """Bytes in the sorted runs."""
        return sum(run.entries.nbytes for run in self._runs)

    def _find_recent(
        self, terms: Sequence[int], since: int, most: int
    ) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        places: list[int] = []
        documents: list[int] = []
        for place, term in enumerate(terms):
            known = self._recent.get(term)
            if known is None:
                continue
            found = known[-most:] if isinstance(known, list) else [known]
            for document in found:
                if document >= since:
                    places.append(place)
                    documents.append(document)
        return np.array(places, np.intp), np.array(documents, np.int64)

    def _packed(self, since: int) -> list[int]:
        return [
            term << 32 | document
            for term, known in self._recent.items()
            for document in (known if isinstance(known, list) else (known,))
            if document >= since
        ]

    def _merge(self, since: int, most: int) -> bool:
        runs = self._runs
        for end in range(len(runs), FAN - 1, -1):
            group = runs[end - FAN : end]
            first, last = group[0].first, group[-1].last
            if last + 1 - first > most or any(a.level != b.level for a, b in pairwise(group)):
                continue
            entries = np.concatenate([run.entries for run in group])
            entries = entries[(entries & _LOW) >= np.uint64(since)]
            entries.sort(kind="stable")  # which merges what is sorted already
            runs[end - FAN : end] = [_Run(entries, first, last, group[0].level + 1)]
            return True
        return False
