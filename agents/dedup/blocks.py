"""Bytes by document, without an object each: stored and forgotten together, a block at a time."""

from array import array

import numpy as np

from agents.dedup import pages

BLOCK = 1024  # documents


class Blocks:
    """What was kept of each document, numbered in the order they came, from 0."""

    def __init__(self) -> None:
        # Oldest first: bytes, and where each document ends.
        self._blocks: list[tuple[memoryview, array[int]]] = []
        self._base = 0  # document of the first block
        self._open: list[bytes] = []

    def add(self, stored: bytes) -> None:
        """Keep the bytes of the next document; they may be none."""
        self._open.append(stored)
        if len(self._open) < BLOCK:
            return
        ends = array("I", bytes(4 * BLOCK))
        end = 0
        for place, one in enumerate(self._open):
            ends[place] = end = end + len(one)
        blob = pages.zeros(end, np.uint8).data
        blob[:end] = b"".join(self._open)
        self._blocks.append((blob, ends))
        self._open = []

    def __getitem__(self, document: int) -> bytes:
        """Return the bytes of a document that is not forgotten."""
        block, place = divmod(document - self._base, BLOCK)
        if block == len(self._blocks):
            return self._open[place]
        blob, ends = self._blocks[block]
        return blob[ends[place - 1] if place else 0 : ends[place]].tobytes()

    def forget(self, since: int) -> None:
        """Forget the blocks that end before document `since`."""
        while self._blocks and self._base + BLOCK <= since:
            self._blocks.pop(0)
            self._base += BLOCK

    @property
    def nbytes(self) -> int:
        """Bytes in blocks, without the newest documents."""
        return sum(blob.nbytes + ends.itemsize * len(ends) for blob, ends in self._blocks)
