"""The signatures of past articles, beside `Memory` and numbered as it does, and which story took in which.

Flat bytes in blocks, an index of the weightiest terms; both forget what is past the window.
"""

from collections.abc import Sequence

import numpy as np

from agents.dedup.blocks import Blocks
from agents.dedup.postings import Postings
from agents.dedup.stories.signature import Signatures, posted, remembered

POSTED = 12  # weightiest terms that an article is found by
_NOTHING = np.empty(0, np.uint32)


class Known:
    """What is known of the stories of the window."""

    def __init__(self) -> None:
        self.postings = Postings()
        self._signatures = Blocks()
        self._next = 0
        self._into: dict[int, tuple[int, int]] = {}  # story: by which it was absorbed, and at which document

    def add(self, stored: bytes, story: int, absorbed: Sequence[int], since: int) -> None:
        """Remember what belongs to the next document, and forget what is before document `since`.

        `stored` is a signature, or empty: of a repeat or a copy. Raises `signature.Unreadable`.
        """
        self.postings.add(self._next, posted(stored, POSTED) if stored else _NOTHING)
        for one in absorbed:
            self._into.pop(one, None)  # its last place counts
            self._into[one] = (story, self._next)
        self._signatures.add(remembered(stored) if stored else stored)
        self._next += 1
        self._forget(since)

    def signatures(self, documents: Sequence[int]) -> Signatures:
        """Return the signatures of documents that were found in `postings`."""
        return Signatures([self._signatures[document] for document in documents])

    def current(self, story: int, since: int) -> int:
        """Return the story that goes on in place of `story`: itself, where none has absorbed it.

        What was absorbed before document `since` counts for nothing, forgotten or not: an article that comes
        again after the window opens the story of its id anew.
        """
        if story not in self._into:
            return story
        seen = {story}
        while (into := self._into.get(story)) is not None and into[1] >= since and into[0] not in seen:
            story = into[0]
            seen.add(story)
        return story

    @property
    def nbytes(self) -> int:
        """Bytes in blocks and in the index, without the newest documents."""
        return self._signatures.nbytes + self.postings.nbytes

    def _forget(self, since: int) -> None:
        self._signatures.forget(since)
        # Who absorbed it came after all articles of a story: with it they are forgotten too.
        while self._into and (oldest := next(iter(self._into.items())))[1][1] < since:
            del self._into[oldest[0]]
        self.postings.settle(since)
