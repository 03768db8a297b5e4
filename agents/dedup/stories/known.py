"""The signatures of past articles, beside `Memory` and numbered as it does, and which story took in which.

Flat bytes in blocks, an index of the weightiest terms; both forget what is past the window.
"""

from array import array
from collections.abc import Sequence

from agents.dedup.postings import Postings
from agents.dedup.stories.signature import Signatures, posted

BLOCK = 1024  # documents that are stored, and forgotten, together
POSTED = 12  # weightiest terms that an article is found by


class Known:
    """What is known of the stories of the window."""

    def __init__(self) -> None:
        self.postings = Postings()
        self._blocks: list[tuple[bytes, array[int]]] = []  # bytes, and where each document ends
        self._base = 0  # document of the first block
        self._open: list[bytes] = []
        self._next = 0
        self._into: dict[int, tuple[int, int]] = {}  # story: by which it was absorbed, and at which document

    def add(self, stored: bytes, story: int, absorbed: Sequence[int], since: int) -> None:
        """Remember what belongs to the next document, and forget what is before document `since`.

        `stored` is a signature, or empty: of a repeat or a copy. Raises `signature.Unreadable`.
        """
        self.postings.add(self._next, posted(stored, POSTED) if stored else ())
        for one in absorbed:
            self._into[one] = (story, self._next)
        self._open.append(stored)
        self._next += 1
        if len(self._open) == BLOCK:
            ends = array("I", bytes(4 * BLOCK))
            end = 0
            for place, kept in enumerate(self._open):
                ends[place] = end = end + len(kept)
            self._blocks.append((b"".join(self._open), ends))
            self._open = []
        self._forget(since)

    def signatures(self, documents: Sequence[int]) -> Signatures:
        """Return the signatures of documents that were found in `postings`."""
        return Signatures([self._stored(document) for document in documents])

    def current(self, story: int) -> int:
        """Return the story that goes on in place of `story`: itself, where none has absorbed it."""
        seen = {story}
        while (into := self._into.get(story)) is not None and into[0] not in seen:
            story = into[0]
            seen.add(story)
        return story

    @property
    def nbytes(self) -> int:
        """Bytes in blocks and in the index, without the newest documents."""
        stored = sum(len(stored) + ends.itemsize * len(ends) for stored, ends in self._blocks)
        return stored + self.postings.nbytes

    def _stored(self, document: int) -> bytes:
        block, place = divmod(document - self._base, BLOCK)
        if block == len(self._blocks):
            return self._open[place]
        stored, ends = self._blocks[block]
        return stored[ends[place - 1] if place else 0 : ends[place]]

    def _forget(self, since: int) -> None:
        while self._blocks and self._base + BLOCK <= since:
            self._blocks.pop(0)
            self._base += BLOCK
        # Who absorbed it came after all articles of a story: with it they are forgotten too.
        while self._into and (oldest := next(iter(self._into.items())))[1][1] < since:
            del self._into[oldest[0]]
        self.postings.settle(since)
